/** No tenant reaches what another has: every operation of every contract, asked with the other's key. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import atender from '../../generated/atender/openapi.json' with { type: 'json' }
import control from '../../generated/control/openapi.json' with { type: 'json' }
import fernand from '../../generated/fernand/openapi.json' with { type: 'json' }
import { freshDatabase } from '../support/database.ts'
import { MARK, NUMBER, startTwoTenants, type TwoTenants } from '../support/two-tenants.ts'
import { until } from '../support/until.ts'

interface Operation {
  api: string
  id: string
  method: string
  path: string
  query: string[]
  body: unknown
}

const METHODS = ['get', 'put', 'post', 'patch', 'delete']

/** What ends the work of others with the server: the tenant has none of its own to do it to. */
const ends = ['resetTenant', 'deleteClock', 'updateClock', 'advanceClock', 'createSession', 'deleteSession']

const operations: Operation[] = Object.entries({ atender, fernand, control }).flatMap(([api, document]) =>
  Object.entries(document.paths as Record<string, Record<string, unknown>>).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => METHODS.includes(method))
      .map(([method, facts]) => {
        const at = (value: unknown) => resolve(document, value) as Record<string, never> // as OpenAPI has it
        const operation = at(facts)
        const parameters = ((operation.parameters ?? []) as unknown[]).map(at)
        const content = (at(operation.requestBody)?.content ?? {}) as Record<string, { examples?: object }>
        const [example] = Object.values(content['application/json']?.examples ?? {})
        return {
          ...{ api, id: String(operation.operationId), method: method.toUpperCase(), path },
          query: parameters.filter(one => one.in === 'query').map(({ name }) => String(name)),
          body: example === undefined ? undefined : at(example).value,
        }
      }),
  ),
)

function resolve(document: object, value: unknown): unknown {
  const { $ref } = (value ?? {}) as { $ref?: string }
  if ($ref === undefined) return value
  const names = $ref.slice('#/'.length).split('/')
  return names.reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], document)
}

let tenants: TwoTenants
let before: string
beforeAll(async () => {
  tenants = await startTwoTenants(await freshDatabase())
  before = await wholeOfOne()
}, 60_000)
afterAll(() => tenants.server.stop())

/** Everything that the first tenant is shown of its own. */
async function wholeOfOne(): Promise<string> {
  const { ask, names } = tenants
  const answers = []
  for (const { id, method, path } of operations) {
    // What is asked for later tells of what was asked meanwhile.
    if (method !== 'GET' || ['getClock', 'getChanges', 'listRequests', 'listJobs'].includes(id)) continue
    answers.push(id, (await ask('one', method, filled(path, names))).body)
  }
  return answers
    .join('\n')
    .replaceAll(/token=[\w.-]+|"(conversations|applied_count|last_applied_at)":[^,}]+/g, '')
}

/** The path with the names of what somebody has. @throws Error where an operation was added and no name with it */
function filled(path: string, names: Record<string, string>, other?: (name: string) => string): string {
  return path.replaceAll(/\{(\w+)\}/g, (placeholder, _name, at) => {
    const name = names[path.slice(0, at) + placeholder]
    if (name === undefined)
      throw new Error(`test/support/two-tenants.ts has nothing for ${path.slice(0, at)}${placeholder}`)
    return encodeURIComponent(other ? other(name) : name)
  })
}

/** Of the same form, and nobody's. */
const nobodys = (name: string): string =>
  name === '0'
    ? name
    : /^\w-?\d+$|^\d+$/.test(name)
      ? name.replace(/\d+/, '777777')
      : /^[0-9a-f-]{12,36}$/.test(name)
        ? name.replace(/^[0-9a-f]{8}/, '00000000')
        : 'nobodys'

/** Whoever names a receiver has it: see below. */
const named = operations.filter(
  ({ path, id }) => path.includes('{') && !ends.includes(id) && !path.startsWith('/_control/receivers/'),
)
/** A stream does not end by itself: it has a test of its own. */
const others = operations.filter(
  ({ path, id }) => !path.includes('{') && !ends.includes(id) && id !== 'getChanges',
)

it('the matrix has every operation', () => {
  expect(named.length + others.length).toBeGreaterThan(85)
})

describe('what the other tenant has', () => {
  it.each(named)(
    '$api $method $path is not found, as if it were nobody’s',
    async ({ method, path, body }) => {
      const { ask, names } = tenants
      const [theirs, none] = [filled(path, names), filled(path, names, nobodys)]
      const [answer, expected] = [
        await ask('two', method, theirs, body),
        await ask('two', method, none, body),
      ]
      const neutral = (text: string) =>
        Object.values(names)
          .flatMap(name => [name, nobodys(name)])
          .sort((a, b) => b.length - a.length)
          .reduce((rest, name) => rest.replaceAll(name, '…'), text.replaceAll(/"at":"[^"]+"/g, ''))
      expect(answer.body).not.toContain(MARK)
      expect([answer.status, neutral(answer.body)]).toEqual([expected.status, neutral(expected.body)])
      expect(answer.status).toBeGreaterThanOrEqual(400)
    },
  )
})

describe('what names nothing', () => {
  const words = [MARK, `${MARK}-1`, `${MARK}-1@one.example`, String(NUMBER)]
  it.each(others)('$api $method $path tells nothing of the other', async ({ method, path, query, body }) => {
    const { ask } = tenants
    const told = [await ask('two', method, path, body)]
    if (method === 'GET') {
      for (const name of query)
        for (const word of words) told.push(await ask('two', method, `${path}?${name}=${word}`))
    }
    for (const answer of told) {
      // What was said comes back in refusals, and in the list of what was asked.
      const isSaid = answer.status >= 400 || path === '/_control/requests'
      const own = isSaid ? answer.body.replaceAll(new RegExp(words.join('|'), 'g'), '') : answer.body
      expect(own).not.toContain(MARK)
      expect(answer.status).toBeLessThan(500)
    }
  })
})

it('and the other tenant has what it had', async () => {
  expect(await wholeOfOne()).toBe(before)
})

it('streams tell nothing of the other', async () => {
  const { ask, server } = tenants
  const end = new AbortController()
  let told = ''
  const reading = ['changes', 'events'].map(async stream => {
    const { body } = await fetch(`${server.url}/_control/${stream}`, {
      headers: { 'Control-Tenant': 'two', Accept: 'text/event-stream' },
      signal: end.signal,
    })
    const reader = body?.getReader()
    for (;;) {
      const part = await reader?.read().catch(() => undefined)
      if (part?.value === undefined) return
      told += Buffer.from(part.value).toString()
    }
  })
  const open = async (id: 'one' | 'two', word: string) => {
    const { body } = await ask(id, 'POST', '/v1/conversations/outbound', {
      ...{ externalReference: `${word}-stream`, subject: word, contact: { email: `${word}@mail.example` } },
    })
    return JSON.parse(body).id as string
  }
  const theirs = await open('one', MARK)
  const own = await open('two', 'streusel')
  await until(async () => (told.includes(own) ? true : undefined))
  end.abort()
  await Promise.all(reading)
  expect(told).not.toContain(MARK)
  expect(told).not.toContain(theirs)
})

it('a receiver of the other tenant with the same name is another one', async () => {
  const { ask } = tenants
  const path = `/_control/receivers/${MARK}`
  const urls = []
  for (const id of ['one', 'two'] as const) {
    const { body } = await ask(id, 'PUT', path, { answers: [id === 'one' ? 204 : 500] })
    urls.push(JSON.parse(body).url as string)
  }
  expect(urls[0]).not.toBe(urls[1])
  const answers = await Promise.all(urls.map(url => fetch(url, { method: 'POST', body: MARK })))
  expect(answers.map(({ status }) => status)).toEqual([204, 500])
  await fetch(urls[0] ?? '', { method: 'POST', body: 'again' })
  const { body } = await ask('two', 'GET', `${path}/requests`)
  expect(JSON.parse(body).data).toHaveLength(1)
  await ask('two', 'DELETE', path)
  expect((await ask('one', 'GET', path)).status).toBe(200)
})

it('a cursor of the other tenant’s list leads to nothing of theirs', async () => {
  const { ask } = tenants
  for (const [path, parameter] of [
    ['/v1/conversations?limit=1', 'cursor'],
    ['/v1/contacts?limit=1', 'cursor'],
    ['/conversations?limit=3', 'cursor'],
  ] as const) {
    const { body } = await ask('one', 'GET', path)
    const cursor = /"(?:nextCursor|next_cursor|cursor|next)": ?"([^"]+)"/.exec(body)?.[1]
    if (cursor === undefined) throw new Error(`${path} has no cursor: ${body}`)
    const answer = await ask('two', 'GET', `${path}&${parameter}=${encodeURIComponent(cursor)}`)
    expect(answer.body).not.toContain(MARK)
  }
})

it('nothing of the other tenant can be put into what is written', async () => {
  const { ask } = tenants
  const content = { content: '<p>Hello</p>' }
  const base = { channel_id: 7, agent_id: 7, to: 'a@mail.example', delay: 3600, content }
  const answers = []
  for (const wrong of [
    { channel_id: NUMBER },
    { agent_id: NUMBER },
    { agent_id: undefined, agent_email: `${MARK}@one.example` },
    { content: { ...content, actions: [{ snippet_id: NUMBER }] } },
  ])
    answers.push(await ask('two', 'POST', '/conversations/compose', { ...base, ...wrong }))
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
  const bulk = await ask('two', 'PATCH', '/conversations/bulk', { ids: [6], status: 'closed' })
  expect(bulk.body).not.toContain(MARK)
})
