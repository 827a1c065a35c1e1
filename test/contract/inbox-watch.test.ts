/** What a page that is left open watches: requests, changes, webhooks; and how a browser is signed in. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTenant } from '../../client/control.ts'
import { copyOf } from '../support/control.ts'
import { freshDatabase } from '../support/database.ts'
import { compose, frozenCopy, open, status } from '../support/inbox.ts'
import { conversation, demoKey, startTestServer, type TestServer } from '../support/server.ts'
import { timed } from '../support/timed.ts'
import { until } from '../support/until.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ control: true })
})
afterAll(() => server.stop())

const soon = (is: () => Promise<boolean>) => until(async () => (await is()) || undefined)

const requestsIn = async ({ control }: Pick<ReturnType<typeof copyOf>, 'control'>) =>
  (await control.GET('/_control/requests')).data?.data ?? []

describe('the requests', () => {
  it('are kept with their answers, and with what was wrong with them', async () => {
    const copy = copyOf(server)
    await open(copy, 'a')
    await copy.atender.POST('/v1/conversations/outbound', { body: { subject: '' } as never })
    await copy.fernand.GET('/conversations/{id}', { params: { path: { id: 99 } } })
    await soon(async () => (await requestsIn(copy)).length === 3)
    const all = await requestsIn(copy)
    expect(all).toMatchObject([
      {
        api: 'atender',
        operation: 'createOutboundConversation',
        method: 'POST',
        status: 201,
        violations: [],
      },
      {
        ...{ status: 400, requestBody: '{"subject":""}', path: '/v1/conversations/outbound' },
        requestHeaders: { authorization: `Bearer ${copy.keys.atender}` },
        violations: expect.arrayContaining([
          expect.objectContaining({ path: '/subject', code: 'minLength' }),
        ]),
      },
      {
        api: 'fernand',
        operation: 'getConversation',
        path: '/conversations/99',
        status: 404,
        requestBody: null,
      },
    ])
    expect(JSON.parse(all[0]?.responseBody ?? '')).toMatchObject({ externalReference: 'a' })
    const after = await copy.control.GET('/_control/requests', {
      params: { query: { after: all[1]?.id ?? '' } },
    })
    expect(after.data?.data.map(({ id }) => id)).toEqual([all[2]?.id])
    await copy.control.DELETE('/_control/requests')
    expect(await requestsIn(copy)).toEqual([])
  })

  it('tell no key but those that everybody knows, and no token', async () => {
    const own = copyOf(server, 'demo')
    await own.control.DELETE('/_control/requests')
    const send = (headers: Record<string, string>, path = '/v1/tags') => fetch(server.url + path, { headers })
    await send({ Authorization: 'Bearer sa_test_secret', Cookie: 'a=secret' })
    await send({ 'X-API-Key': 'sk_secret' }, '/conversations/1?token=secret')
    await send({ Authorization: `Bearer ${demoKey.atender}` })
    await soon(async () => (await requestsIn(own)).length === 3)
    const all = await requestsIn(own)
    expect(JSON.stringify(all)).not.toContain('secret')
    expect(all.map(({ requestHeaders }) => requestHeaders.authorization)).toEqual([
      'Bearer ***',
      undefined,
      `Bearer ${demoKey.atender}`,
    ])
    expect(all[1]).toMatchObject({
      path: '/conversations/1?token=***',
      requestHeaders: { 'x-api-key': '***' },
    })
  })

  it('tell of a connection that was cut, which is as it would be', async () => {
    const copy = copyOf(server)
    await copy.control.POST('/_control/faults', { body: { what: 'cut-body', count: 1 } })
    await expect(open(copy, 'a')).rejects.toThrow()
    await soon(async () => (await requestsIn(copy)).length === 1)
    const [one] = await requestsIn(copy)
    expect(one).toMatchObject({ status: null, operation: 'createOutboundConversation' })
    expect(one?.responseBody).toMatch(/^\{"id":/)
  })

  it('of one tenant are not those of another', async () => {
    const [one, other] = [copyOf(server), copyOf(server)]
    await open(one, 'a')
    await soon(async () => (await requestsIn(one)).length === 1)
    expect(await requestsIn(other)).toEqual([])
  })
})

/** Counts what a stream of changes tells. */
async function watch({ name }: { name: string }, { url }: { url: string } = server) {
  const end = new AbortController()
  const response = await fetch(`${url}/_control/changes`, {
    headers: { 'Control-Tenant': name },
    signal: end.signal,
  })
  const changes = { count: 0, type: response.headers.get('content-type'), end: () => end.abort() }
  const read = async () => {
    // Node's streams are iterables, which the types of the web do not tell.
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
      changes.count += Buffer.from(chunk).toString().split('event: changed\ndata: {}\n\n').length - 1
  }
  void read().catch(() => {})
  return changes
}

/** Resolves when nothing more is told. */
async function quiet(changes: { count: number }): Promise<void> {
  for (let before = -1; before !== changes.count; await sleep(450)) before = changes.count
}

describe('the changes', () => {
  it('are told within a second of whatever changes', timed, async () => {
    const copy = await frozenCopy(server)
    const id = await open(copy, 'a')
    const changes = await watch(copy)
    expect(changes.type).toBe('text/event-stream')
    const steps: [string, () => Promise<unknown>][] = [
      ['a conversation', () => open(copy, 'b')],
      ['a status', () => status(copy, id, { status: 'done' })],
      ['a mail', () => compose(copy)],
      ['the time', () => copy.advance({ seconds: 1 })],
      ['a request', () => copy.atender.GET('/v1/tags')],
      ['a fault', () => copy.control.POST('/_control/faults', { body: { what: '503', count: 1 } })],
    ]
    for (const [what, change] of steps) {
      // What the step before has brought about is told by now.
      await quiet(changes)
      const before = changes.count
      await change()
      const begun = performance.now()
      await soon(async () => changes.count > before)
      expect(performance.now() - begun, what).toBeLessThan(1_000)
    }
    changes.end()
  })

  it('are told five times a second at most, and of nothing when nothing changes', async () => {
    const [copy, other] = [copyOf(server), copyOf(server)]
    await open(copy, 'a')
    await open(other, 'a')
    const [changes, quiet] = [await watch(copy), await watch(other)]
    const begun = performance.now()
    for (let index = 0; index < 60; index++) await open(copy, `r${index}`)
    const seconds = (performance.now() - begun) / 1000
    expect(changes.count).toBeGreaterThan(0)
    expect(changes.count).toBeLessThanOrEqual(Math.ceil(seconds * 5) + 1)
    expect(quiet.count).toBe(0)
    for (const one of [changes, quiet]) one.end()
  })

  it('of another process on the same database are told, too', timed, async () => {
    const databaseUrl = await freshDatabase()
    await using one = await startTestServer({ control: true, databaseUrl })
    await using other = await startTestServer({ control: true, databaseUrl })
    const changes = await watch({ name: 'demo' }, one)
    // What the start of the other one has written is told by now.
    await quiet(changes)
    const before = changes.count
    const begun = performance.now()
    await other.atender.POST('/v1/conversations/outbound', { body: conversation('elsewhere') })
    await soon(async () => changes.count > before)
    expect(performance.now() - begun).toBeLessThan(2_000)
    const { data } = await copyOf(one, 'demo').control.GET('/_control/conversations')
    expect(data?.data).toMatchObject([{ subject: 'Refund' }])
    changes.end()
  })

  it('hold nobody up who stops the server', timed, async () => {
    const own = await startTestServer({ control: true })
    const response = await fetch(`${own.url}/_control/changes`)
    const begun = performance.now()
    await own.stop()
    expect(performance.now() - begun).toBeLessThan(3_000)
    await response.text()
  })
})

it('webhooks are made, delivered, looked at and sent again', async () => {
  const copy = copyOf(server)
  const { control } = copy
  const made = await control.PUT('/_control/receivers/{name}', {
    params: { path: { name: 'crm' } },
    body: { answers: [410, 204] },
  })
  const unknown = await control.POST('/_control/subscriptions', {
    body: { name: 'CRM', url: made.data?.url ?? '', events: ['message.sent', 'no.event'] },
  })
  expect(unknown.error).toMatchObject({ errors: [{ path: '/events/1' }] })
  const { data: webhook } = await control.POST('/_control/subscriptions', {
    body: { name: 'CRM', url: made.data?.url ?? '', events: ['*'] },
  })
  expect(webhook).toMatchObject({ isActive: true, secret: expect.stringMatching(/^whsec_/) })
  const id = await open(copy, 'a')
  await open(copy, 'b')
  await control.GET('/_control/receivers/{name}/requests', {
    params: { path: { name: 'crm' }, query: { wait: 10 } },
  })
  const listed = async () => (await control.GET('/_control/subscriptions')).data?.data[0]
  await soon(async () => (await listed())?.isActive === false)
  expect(await listed()).toMatchObject({ disabledReason: 'gone' })
  expect(await listed()).not.toHaveProperty('secret')
  const query = { conversation: id }
  const deliveries = (await control.GET('/_control/deliveries', { params: { query } })).data?.data ?? []
  expect(deliveries).toMatchObject([{ event: 'conversation.created', conversationId: id }])
  const path = { id: webhook?.id ?? '', deliveryId: deliveries[0]?.id ?? '' }
  const one = '/_control/subscriptions/{id}/deliveries/{deliveryId}' as const
  const detail = await control.GET(one, { params: { path } })
  expect(JSON.parse(detail.data?.body ?? '')).toMatchObject({ event: 'conversation.created' })
  const again = () => control.POST(`${one}/redeliver`, { params: { path } })
  expect((await again()).response.status).toBe(409)
  await copy.atender.PATCH('/v1/webhooks/{id}', {
    params: { path: { id: path.id } },
    body: { isActive: true },
  })
  expect((await again()).response.status).toBe(202)
  await soon(async () => (await control.GET(one, { params: { path } })).data?.status === 'delivered')
  const { data } = await control.GET(one, { params: { path } })
  expect(data?.tries.at(-1)).toMatchObject({ status: 204, error: null })
  const receivers = await control.GET('/_control/receivers')
  expect(receivers.data?.data).toMatchObject([{ name: 'crm', answers: [410, 204] }])
  await control.DELETE('/_control/subscriptions/{id}', { params: { path: { id: path.id } } })
  expect(await listed()).toBeUndefined()
})

it('a test does the same by methods', async () => {
  const tenant = createTenant({ baseUrl: server.url })
  const crm = await tenant.receiver('crm')
  const webhook = await tenant.webhooks.create({
    name: 'CRM',
    url: crm.url,
    events: ['conversation.created'],
  })
  const copy = copyOf(server, tenant.tenant)
  const id = await open(copy, 'a', { outboundContext: { originalMessage: 'Hello' } })
  await crm.requests({ wait: 10 })
  const [delivery] = await tenant.deliveries(id)
  if (!delivery) throw new Error('nothing was delivered')
  expect(await tenant.deliveryDetail(delivery)).toMatchObject({ event: 'conversation.created' })
  expect(await tenant.redeliver(delivery)).toMatchObject({ id: delivery.id })
  await tenant.conversations.tag(id, ['vip'])
  await tenant.status(id, 'snoozed', new Date('2099-01-01'))
  expect((await tenant.conversations.list({ folder: 'snoozed' })).data).toMatchObject([{ id }])
  expect(await tenant.conversations.get(id)).toMatchObject({ tags: [{ slug: 'vip' }] })
  const { data } = await tenant.conversations.timeline(id, { limit: 1 })
  expect(data).toMatchObject([{ kind: 'change', to: 'snoozed' }])
  await expect(tenant.takeBack('m-1')).rejects.toThrow('takes no message back')
  expect((await tenant.requests()).map(({ operation }) => operation)).toEqual(['createOutboundConversation'])
  await tenant.webhooks.delete(webhook.id)
  expect(await tenant.webhooks.list()).toEqual([])
})

it('a tenant has something to choose from', async () => {
  const { data } = await copyOf(server).control.GET('/_control/workspace')
  expect(data).toMatchObject({
    agents: [{ id: 42, name: 'Monica Hall', email: 'monica.hall@demo.example' }, { id: 43 }],
    tags: [{ slug: 'refund' }, { slug: 'vip' }],
    events: expect.arrayContaining(['message.sent']),
    operations: expect.arrayContaining([
      { id: 'composeConversation', api: 'fernand', method: 'POST', path: '/conversations/compose' },
    ]),
  })
})

describe('beyond loopback a browser', () => {
  let guarded: TestServer
  let base: string
  beforeAll(async () => {
    guarded = await startTestServer({ control: true, host: '0.0.0.0', adminToken: 'a-long-token' })
    base = guarded.url.replace('0.0.0.0', '127.0.0.1')
  })
  afterAll(() => guarded.stop())

  const send = (method: string, path: string, headers: Record<string, string> = {}, body?: object) =>
    fetch(`${base}/_control/${path}`, {
      method,
      headers: { ...(body ? { 'Content-Type': 'application/json' } : {}), ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  const signIn = (token: string, headers = {}) => send('POST', 'session', headers, { token })

  it('is signed in by the token, by a cookie that no script reads', async () => {
    expect((await send('GET', 'tenants')).status).toBe(401)
    const wrong = await signIn('a-wrong-token')
    expect([wrong.status, wrong.headers.get('set-cookie')]).toEqual([401, null])
    const right = await signIn('a-long-token')
    expect(right.status).toBe(204)
    const cookie = right.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/^control=\d+\.[\w-]+; HttpOnly; SameSite=Strict; Path=\/$/)
    const secure = await signIn('a-long-token', { Origin: base.replace('http:', 'https:') })
    expect(secure.headers.get('set-cookie')).toMatch(/; Secure$/)
    const Cookie = cookie.split(';')[0] ?? ''
    expect((await send('GET', 'tenants', { Cookie })).status).toBe(200)
    const [, until = '', signature = ''] = /=(\d+)\.(.*)/.exec(Cookie) ?? []
    for (const forged of [`control=${Number(until) + 1}.${signature}`, 'control=', `control=${until}.`])
      expect((await send('GET', 'tenants', { Cookie: forged })).status).toBe(401)
  })

  it('changes something from a page of the server alone, and is signed out', async () => {
    const Cookie = (await signIn('a-long-token')).headers.get('set-cookie')?.split(';')[0] ?? ''
    const change = (headers: Record<string, string>) => send('DELETE', 'faults', { Cookie, ...headers })
    expect((await change({ Origin: base })).status).toBe(204)
    expect((await change({})).status).toBe(403)
    expect((await change({ Origin: 'http://evil.example' })).status).toBe(403)
    const out = await send('DELETE', 'session', { Cookie, Origin: base })
    expect(out.headers.get('set-cookie')).toMatch(/^control=; .*Max-Age=0/)
    expect((await signIn('a-long-token', { Origin: 'http://evil.example' })).status).toBe(403)
  })

  it('needs no session on loopback', async () => {
    const response = await fetch(`${server.url}/_control/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token: 'any' }),
    })
    expect([response.status, response.headers.get('set-cookie')]).toEqual([204, null])
  })
})
