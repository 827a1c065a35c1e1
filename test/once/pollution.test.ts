/** Members that name what every object inherits from are data, wherever strangers write them, and change no object. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import control from '../../generated/control/openapi.json' with { type: 'json' }
import { operations as controlOperations } from '../../generated/control/operations.ts'
import type { OperationFacts } from '../../server/contracts.ts'
import { readWorkspace } from '../../server/workspaces/read.ts'
import { operationRequests } from '../support/operation-requests.ts'
import { root, temporaryFolder } from '../support/process.ts'
import { conversation, demoKey } from '../support/server.ts'
import { type TargetName, targets } from '../support/targets.ts'

const headers = {
  Authorization: `Bearer ${demoKey.atender}`,
  'X-API-Key': demoKey.fernand,
  'Content-Type': 'application/json',
}

const HOSTILE = [
  '"__proto__":{"polluted":true}',
  '"constructor":{"prototype":{"polluted":true}}',
  '"prototype":{"polluted":true}',
]

interface Asked {
  id: string
  path: string
  method: string
  body: unknown
}

const ofApis: Asked[] = operationRequests.map(({ id, path, init }) => ({
  ...{ id, path, method: init.method },
  body: init.body === undefined ? undefined : JSON.parse(init.body),
}))
const ofControl: Asked[] = Object.entries(controlOperations as Readonly<Record<string, OperationFacts>>).map(
  ([id, { path, method, maxBodyBytes }]) => ({
    ...{ id, method: method.toUpperCase() },
    path: path.replaceAll(/\{\w+\}/g, '7'),
    body: maxBodyBytes === null ? undefined : (exampleOf(path, method) ?? {}),
  }),
)

/** The first example of a body of the control API. */
function exampleOf(path: string, method: string): unknown {
  // Of the document, by path and method as the list of operations has them.
  const { requestBody } = (control.paths as unknown as Record<string, Record<string, { requestBody: Node }>>)[
    path
  ]?.[method] ?? { requestBody: {} }
  const [example] = Object.values(at(requestBody).content?.['application/json']?.examples ?? {})
  return example && at(example).value
}

interface Node {
  $ref?: string
  value?: unknown
  content?: { 'application/json'?: { examples?: Record<string, Node> } }
}

function at({ $ref, ...node }: Node): Node {
  const steps = $ref?.slice('#/'.length).split('/')
  return (
    steps?.reduce((value, step) => (value as Record<string, object>)[step] ?? {}, control as object) ?? node
  )
}

/** The body as text, once for each object in it with the members put in there. */
function* polluted(body: unknown): Generator<string> {
  const text = JSON.stringify(body)
  for (let place = text.indexOf('{'); place >= 0; place = text.indexOf('{', place + 1)) {
    // Within a string a brace is text: what comes of it is no JSON, which is refused as such.
    const rest = text.slice(place + 1)
    for (const members of HOSTILE)
      yield `${text.slice(0, place + 1)}${members}${rest.startsWith('}') ? '' : ','}${rest}`
  }
}

afterEach(() => {
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
  expect(Reflect.get(() => {}, 'polluted')).toBeUndefined()
  const every: string[] = []
  for (const key in {}) every.push(key)
  expect(every).toEqual([])
})

describe.each(Object.keys(targets) as TargetName[])('on the %s', which => {
  let running: { url: string; stop(): Promise<void> }
  beforeAll(async () => {
    running = await targets[which]()
  })
  afterAll(() => running.stop())

  /** Its status, which is never 500. */
  async function ask({ path, method }: Asked, more: RequestInit = {}): Promise<number> {
    const response = await fetch(running.url + path, { method, headers, ...more })
    await response.body?.cancel()
    expect([method, path, more.body, response.status]).not.toEqual([method, path, more.body, 500])
    return response.status
  }

  const asked = which === 'server' ? [...ofApis, ...ofControl] : ofApis

  it.each(asked.filter(({ body }) => body !== undefined))('a body of $id', async one => {
    const statuses: number[] = []
    for (const body of polluted(one.body)) statuses.push(await ask(one, { body }))
    expect(statuses.length).toBeGreaterThan(2)
    expect(statuses).toContain(400)
  })

  it.each(asked)('a query of $id', async one => {
    for (const query of [
      '__proto__[polluted]=true',
      'constructor[prototype][polluted]=true',
      '__proto__.polluted=true',
      '__proto__=true&prototype=true',
    ]) {
      const { path } = one
      const body = one.body === undefined ? {} : { body: JSON.stringify(one.body) }
      const status = await ask({ ...one, path: `${path}${path.includes('?') ? '&' : '?'}${query}` }, body)
      expect([query, status]).toEqual([query, status >= 400 ? status : 400])
    }
  })

  it('what a caller prefers, and names of headers', async () => {
    const [one] = ofApis.filter(({ id }) => id === 'listConversations')
    if (!one) throw new Error('there is none')
    for (const name of ['__proto__', 'constructor', 'prototype']) {
      await ask(one, { headers: { ...headers, Prefer: `${name}=polluted, example=${name}` } })
      await ask(one, { headers: { ...headers, [name]: 'polluted', 'Control-Tenant': name } })
    }
  })

  it('is answered as before', async () => {
    const body = JSON.stringify(conversation(`after-${which}`))
    const create = { id: '', path: '/v1/conversations/outbound', method: 'POST', body }
    expect(await ask(create, { body })).toBe(201)
  })
})

describe('in the workspace file', () => {
  const demo = readFileSync(join(root, 'server/workspaces/demo.yaml'), 'utf8')
  const read = (text: string) => {
    const file = join(temporaryFolder(), 'workspace.yaml')
    writeFileSync(file, text)
    return readWorkspace(file)
  }

  it.each([
    ['at the top', `${demo}\n__proto__: { polluted: true }\n`],
    ['in a tenant', demo.replace(/^( +)- id: .*$/m, '$&\n$1  __proto__: { polluted: true }')],
    ['as a constructor', `${demo}\nconstructor: { prototype: { polluted: true } }\n`],
    ['by a merge key', `${demo}\n<<: { __proto__: { polluted: true } }\n`],
    ['by a merge key of YAML 1.1', `%YAML 1.1\n---\n${demo}\n<<: { __proto__: { polluted: true } }\n`],
  ])('%s it is refused by its line, or left out', (_where, text) => {
    expect(text).not.toBe(demo)
    expect(() => read(text)).toThrow(/workspace\.yaml:\d+: /)
  })
})
