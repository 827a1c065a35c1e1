/** A mock that fails on purpose, and takes webhooks: with a port, without one, and on the command line. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createControl } from '../../client/control.ts'
import { createMock, type Mock } from '../../mock/index.ts'
import { root, runScript } from '../support/process.ts'
import { clientsOf, conversation } from '../support/server.ts'
import { until } from '../support/until.ts'

let mock: Mock
let url: string
beforeAll(async () => {
  mock = createMock()
  url = await mock.listen()
})
afterAll(() => mock.close())

const headers = { Authorization: 'Bearer sa_test_any', 'Content-Type': 'application/json' }
const create = (prefer: string, at = url, fetch: Mock['fetch'] = globalThis.fetch) =>
  fetch(`${at}/v1/conversations/outbound`, {
    method: 'POST',
    headers: { ...headers, Prefer: prefer },
    body: JSON.stringify(conversation('a')),
  })

describe.each(['on a port', 'without one'])('%s', where => {
  const fetch: Mock['fetch'] = (...given) =>
    where === 'on a port' ? globalThis.fetch(...given) : mock.fetch(...given)

  it.each([
    ['503', 503, 'unavailable'],
    ['429', 429, 'rate_limited'],
    ['500-before-commit', 500, 'internal_error'],
  ])('Prefer: fault=%s', async (fault, status, error) => {
    const response = await create(`fault=${fault}`, url, fetch)
    expect([response.status, await response.json()]).toMatchObject([status, { error }])
  })

  it('cuts an answer in its middle, and a connection before it', async () => {
    const cut = async (fault: string) => (await create(`fault=${fault}`, url, fetch)).text()
    await expect(cut('cut-body')).rejects.toThrow()
    await expect(cut('drop-after-commit')).rejects.toThrow()
  })

  it('refuses a fault that there is none of, and names all', async () => {
    const response = await create('fault=earthquake', url, fetch)
    expect([response.status, JSON.stringify(await response.json())]).toEqual([
      400,
      expect.stringContaining('cut-body'),
    ])
  })
})

it('rules hit as often as they say, made by a method or by HTTP alike', async () => {
  await mock.faults.add({ what: '503', operation: 'listTags', count: 1 })
  const { atender } = clientsOf(url)
  const status = async () => (await atender.GET('/v1/tags')).response.status
  expect([await status(), await status()]).toEqual([503, 200])
  const control = createControl({ baseUrl: url })
  expect(await control.faults.list()).toMatchObject([{ what: '503', hits: 1 }])
  await control.faults.clear()
  expect(await mock.faults.list()).toEqual([])
})

it('receivers take the webhooks that the mock signs, and those that it did not', async () => {
  const crm = await mock.receiver('crm', [500, 204])
  expect(crm.url).toBe(`${url}/_receivers/crm`)
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo='
  for (const body of [{ url: crm.url }, { url: crm.url, secret }])
    await fetch(`${url}/_mock/webhooks/message.sent`, { method: 'POST', headers, body: JSON.stringify(body) })
  await fetch(crm.url, { method: 'POST', body: '{}' })
  const came = await createControl({ baseUrl: url }).receiver('crm')
  expect((await came.requests({ wait: 5 })).map(({ answered, verified }) => [answered, verified])).toEqual([
    [500, true],
    [204, true],
    [204, false],
  ])
})

it('has nothing else of the control plane, and lets no page of another origin in', async () => {
  const statusOf = async (path: string, more: Record<string, string> = {}) =>
    (await fetch(url + path, { headers: more })).status
  expect(await statusOf('/_control/clock')).toBe(404)
  expect(await statusOf('/_receivers/nobody')).toBe(404)
  expect(await statusOf('/_control/faults')).toBe(200)
  expect(await statusOf('/_control/faults', { 'Control-Tenant': 'other' })).toBe(404)
  expect(await statusOf('/_control/faults', { Origin: 'http://evil.example' })).toBe(403)
})

it('has none of it where it is off, or where others than this machine reach it', async () => {
  const off = createMock({ control: false })
  const open = createMock()
  try {
    await open.listen({ host: '0.0.0.0' })
    for (const { fetch } of [off, open]) {
      expect((await fetch('http://localhost/_control/faults')).status).toBe(404)
      expect((await create('fault=503', 'http://localhost', fetch)).status).toBe(201)
    }
    await expect(off.faults.add({ what: '503' })).rejects.toThrow()
  } finally {
    await open.close()
  }
})

it.each([
  ['on', 503],
  ['off', 201],
])('on the command line with CONTROL=%s', async (CONTROL, status) => {
  const running = runScript('cli/main.js', { CONTROL }, root, ['mock', '--port', '0'])
  await until(async () => /http:\/\/127\.0\.0\.1:\d+/.test(running.stdout()) || undefined)
  const [at = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(running.stdout()) ?? []
  expect((await create('fault=503', at)).status).toBe(status)
  running.child.kill('SIGTERM')
  await running.exited
})
