/** The control plane: requests that fail on purpose, states that are kept, and who may ask for all that. */
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestClock } from '../support/clock.ts'
import { copyOf } from '../support/control.ts'
import { conversation, startTestServer, type TestServer } from '../support/server.ts'
import { until } from '../support/until.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ control: true })
})
afterAll(() => server.stop())

const openIn = ({ atender }: ReturnType<typeof copyOf>, reference: string) =>
  atender.POST('/v1/conversations/outbound', { body: conversation(reference) })

describe('faults', () => {
  it('after the connection was cut behind the commit the conversation is there once', async () => {
    const copy = copyOf(server)
    await copy.control.POST('/_control/faults', {
      body: { what: 'drop-after-commit', operation: 'createOutboundConversation', count: 1 },
    })
    await expect(openIn(copy, 'once')).rejects.toThrow('fetch failed')
    const again = await copy.atender.POST('/v1/conversations/outbound', { body: conversation('once') })
    expect(again.response.status).toBe(409)
    const query = { externalReference: 'once' }
    expect((await copy.atender.GET('/v1/conversations', { params: { query } })).data?.data).toHaveLength(1)
    const { data } = await copy.control.GET('/_control/faults')
    expect(data?.data).toMatchObject([{ remaining: 0, hits: 1 }])
  })

  it.each([
    ['500-before-commit', 500],
    ['503', 503],
    ['429', 429],
  ])('%s is asked for by one request, and nothing is done', async (fault, status) => {
    const { atender } = copyOf(server)
    const refused = await atender.POST('/v1/conversations/outbound', {
      body: conversation('never'),
      headers: { Prefer: `fault=${fault}` },
    })
    expect([refused.response.status, refused.error]).toEqual([
      status,
      expect.objectContaining({ error: expect.any(String) }),
    ])
    expect((await atender.GET('/v1/conversations')).data?.data).toEqual([])
  })

  it('cuts an answer in its middle, and never reaches another tenant', async () => {
    const [copy, other] = [copyOf(server), copyOf(server)]
    await copy.control.POST('/_control/faults', { body: { what: 'cut-body' } })
    await expect(copy.atender.GET('/v1/tags')).rejects.toThrow()
    expect((await other.atender.GET('/v1/tags')).response.status).toBe(200)
    expect((await server.atender.GET('/v1/tags')).response.status).toBe(200)
    await copy.control.DELETE('/_control/faults')
    expect((await copy.atender.GET('/v1/tags')).response.status).toBe(200)
  })

  it('hits as many as its probability says, the same ones for the same seed', async () => {
    const hits = async () => {
      const { atender, control } = copyOf(server)
      await control.POST('/_control/faults', { body: { what: '503', probability: 0.5, seed: 7 } })
      const all: number[] = []
      for (let i = 0; i < 20; i++) all.push((await atender.GET('/v1/tags')).response.status)
      return all
    }
    const first = await hits()
    expect(new Set(first)).toEqual(new Set([200, 503]))
    expect(await hits()).toEqual(first)
  })

  it('of a tenant of the workspace are its own', async () => {
    const demo = copyOf(server, 'demo')
    await demo.control.POST('/_control/faults', { body: { what: '503', operation: 'listTags', count: 1 } })
    expect((await server.fernand.GET('/tags')).response.status).toBe(503)
    expect((await server.fernand.GET('/tags')).response.status).toBe(200)
    await demo.control.DELETE('/_control/faults')
  })
})

describe('keys', () => {
  it('a key is made, shown once, and revoked', async () => {
    const copy = copyOf(server)
    const { data: made } = await copy.control.POST('/_control/keys', {
      body: { api: 'atender', scopes: ['conversations:read'], name: 'mine' },
    })
    const listed = await copy.control.GET('/_control/keys')
    expect(JSON.stringify(listed.data)).not.toContain(made?.key)
    const read = async () => {
      const headers = { Authorization: `Bearer ${made?.key}` }
      return (await fetch(`${server.url}/v1/conversations`, { headers })).status
    }
    await copy.control.PUT('/_control/clock', { body: { frozen: true } })
    expect(await read()).toBe(200)
    const path = { id: made?.id ?? '' }
    expect((await copy.control.DELETE('/_control/keys/{id}', { params: { path } })).response.status).toBe(204)
    // However still the time of the tenant stands.
    await until(async () => (await read()) === 401 || undefined)
    const wrong = await copy.control.POST('/_control/keys', {
      body: { api: 'atender', scopes: ['moon:read'] },
    })
    expect(wrong.response.status).toBe(400)
  })
})

describe('whom a page could have sent', () => {
  const ask = (headers: Record<string, string>) => fetch(`${server.url}/_control/clock`, { headers })
  it('is refused: a foreign Origin, a foreign Host, a body that is no JSON', async () => {
    expect((await ask({ Origin: 'https://evil.example' })).status).toBe(403)
    expect((await ask({ Origin: server.url })).status).toBe(200)
    expect((await ask({ 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
    const text = await fetch(`${server.url}/_control/clock/advance`, {
      method: 'POST',
      body: '{"seconds":1}',
    })
    expect(text.status).toBe(415)
    const status = await new Promise(resolve => {
      request(`${server.url}/_control/clock`, { headers: { Host: 'evil.example' } }, answer =>
        resolve(answer.resume().statusCode),
      ).end()
    })
    expect(status).toBe(403)
  })
})

it('a copy is gone an hour after its last request, and another one of its name is new', async () => {
  const clock = createTestClock()
  await using own = await startTestServer({ control: true, databaseUrl: 'sqlite::memory:' }, clock)
  const copy = copyOf(own)
  const names = async () =>
    (await copyOf(own, 'demo').control.GET('/_control/tenants')).data?.data.map(({ name }) => name)
  await openIn(copy, 'x')
  clock.leap(3_500_000)
  await copy.atender.GET('/v1/tags')
  clock.leap(3_500_000)
  expect(await names()).toEqual(['demo', copy.name])
  clock.leap(200_000)
  expect(await names()).toEqual(['demo'])
  expect((await copy.atender.GET('/v1/conversations')).data?.data).toEqual([])
})

it('what happens is told as it happens, as server-sent events, from the last one on', async () => {
  const copy = copyOf(server)
  await openIn(copy, 'first')
  const headers = { Accept: 'text/event-stream', 'Control-Tenant': copy.name, 'Last-Event-ID': 'e1' }
  const abort = new AbortController()
  const stream = await fetch(`${server.url}/_control/events`, { headers, signal: abort.signal })
  expect(stream.headers.get('content-type')).toBe('text/event-stream')
  await openIn(copy, 'second')
  let text = ''
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  while (!text.includes('second')) text += (await reader?.read())?.value ?? ''
  abort.abort()
  expect(text).not.toContain('id: e1\n')
  expect(text).toMatch(/id: e2\nevent: conversation\.created\ndata: \{"id":"e2"/)
})

it.each(['events?after=e1&sicne=e1', 'changes?sicne=e1'])(
  'the stream of %s names what it does not know',
  async path => {
    const headers = { Accept: 'text/event-stream' }
    const answer = await fetch(`${server.url}/_control/${path}`, { headers })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ errors: [{ in: 'query', path: '/sicne' }] })
  },
)

it('mail for the channel of a copy comes in there', async () => {
  await using own = await startTestServer({ control: true, smtpListen: { host: '127.0.0.1', port: 0 } })
  const copy = copyOf(own, 'in')
  await copy.atender.GET('/v1/tags')
  const { createTransport } = await import('nodemailer')
  const { hostname, port } = new URL(own.smtpUrl ?? '')
  await createTransport({ host: hostname, port: Number(port), ignoreTLS: true }).sendMail({
    ...{ from: 'a@b.example', to: 'support+in@demo.example', subject: 'Hello', text: 'Hello' },
  })
  const subjects = async ({ fernand }: Pick<typeof copy, 'fernand'>) =>
    (await fernand.GET('/conversations')).data?.data.map(({ subject }) => subject)
  expect(await subjects(copy)).toEqual(['Hello'])
  expect(await subjects(own)).toEqual([])
})
