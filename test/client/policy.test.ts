/** When a call is repeated, when it is given up, and what it then comes to. */
import { describe, expect, it } from 'vitest'
import { CallError, createAtenderClient, orThrow } from '../../client/atender.ts'
import { createFernandClient } from '../../client/fernand.ts'
import type { Policy } from '../../client/policy.ts'

type Step = Response | Error | 'hang'
const problem = (status: number, headers: Record<string, string> = {}) =>
  Response.json(
    { error: 'not_now', message: 'Not now.', ...(status === 400 ? { errors: [] } : {}) },
    { status, headers },
  )
const empty = () => Response.json({ data: [], nextCursor: null })

/** A client whose network does these things one after the other, and whose time passes only in waits. */
function clients(steps: Step[], policy: Partial<Policy> = {}, random = 1) {
  const seen = { waits: [] as number[], requests: [] as Request[], now: 1_000_000 }
  const platform = {
    now: () => seen.now,
    random: () => random,
    sleep: async (ms: number) => {
      seen.waits.push(ms)
      seen.now += ms
    },
    fetch: async (request: Request) => {
      seen.requests.push(request)
      const step = steps.shift() ?? empty()
      if (step instanceof Error) throw step
      return step === 'hang' ? new Promise<Response>(() => {}) : step
    },
  }
  const atender = createAtenderClient({
    baseUrl: 'https://a.example/',
    apiKey: 'sa_test_x',
    policy,
    platform,
  })
  return { seen, atender, fernand: createFernandClient({ apiKey: 'sk_x', policy, platform }) }
}
const list = '/v1/conversations'
const refused = () => new TypeError('connection refused')

describe('a call that may be repeated', () => {
  it.each([408, 429, 500, 502, 503, 504])('is repeated after %i', async status => {
    const { atender, seen } = clients([problem(status)])
    expect(await atender.GET(list)).toMatchObject({ ok: true, status: 200, data: { data: [] } })
    expect(seen.requests).toHaveLength(2)
  })

  it.each([400, 401, 403, 404, 409, 501])('is not repeated after %i', async status => {
    const { atender, seen } = clients([problem(status)])
    expect(await atender.GET(list)).toMatchObject({ ok: false, kind: 'problem', status, attempts: 1 })
    expect(seen.requests).toHaveLength(1)
  })

  it('backs off exponentially up to a bound, with full jitter', async () => {
    const steps = () => Array.from({ length: 6 }, refused)
    const { atender, seen } = clients(steps(), { maxAttempts: 6 })
    expect(await atender.GET(list)).toMatchObject({ kind: 'network', attempts: 6, unanswered: 6 })
    expect(seen.waits).toEqual([300, 600, 1200, 2400, 4800])
    const half = clients(steps(), { maxAttempts: 6, maxBackoffMs: 1000 }, 0.5)
    await half.atender.GET(list)
    expect(half.seen.waits).toEqual([150, 300, 500, 500, 500])
  })

  it.each([
    ['seconds', { 'Retry-After': '7' }, 7000],
    ['a date', { 'Retry-After': new Date(1_004_000).toUTCString() }, 4000],
    ['a date that has passed', { 'Retry-After': new Date(0).toUTCString() }, 0],
    ['nothing readable', { 'Retry-After': 'soon' }, 0],
    ['Fernand’s reset', { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '1009' }, 9000],
    [
      'Fernand’s reset of a limit that is not reached',
      { 'X-RateLimit-Remaining': '1', 'X-RateLimit-Reset': '1009' },
      0,
    ],
  ])('waits as long as the server asks for in %s', async (_what, headers, expected) => {
    const { atender, seen } = clients([problem(429, headers)], {}, 0)
    await atender.GET(list)
    expect(seen.waits).toEqual([expected])
  })

  it('gives up at once when the server asks for more time than there is', async () => {
    const { atender, seen } = clients([problem(429, { 'Retry-After': '61' })])
    expect(await atender.GET(list)).toMatchObject({ status: 429 })
    expect(seen.waits).toEqual([])
  })
})

describe('what is repeated', () => {
  const body = { externalReference: 'a', contact: { email: 'a@b.example' }, subject: 's' }
  const mail = { channel_id: 1, agent_id: 1, to: 'a@b.example', content: { content: 'x' } }
  const path = { id: '0199c0e2-41b7-7a95-8f3e-0d6c2b9a7415' }

  it('is reading, and opening a conversation in Atender', async () => {
    const { atender, seen } = clients([
      refused(),
      Response.json({ id: 'x', externalReference: 'a', status: 'active' }, { status: 201 }),
    ])
    expect(await atender.POST('/v1/conversations/outbound', { body })).toMatchObject({
      ok: true,
      status: 201,
    })
    expect(seen.requests).toHaveLength(2)
    expect(await seen.requests[1]?.json()).toEqual(body)
  })

  it('is nothing else, unless the call says so', async () => {
    const steps = Array.from({ length: 8 }, refused)
    const { atender, fernand, seen } = clients(steps)
    await fernand.POST('/conversations/compose', { body: mail })
    await atender.POST('/v1/conversations/{id}/messages', {
      params: { path },
      body: { direction: 'inbound', text: 'x' },
    })
    await atender.PATCH('/v1/conversations/{id}', { params: { path }, body: { status: 'done' } })
    await fernand.DELETE('/conversations/{id}/messages/{message_id}', {
      params: { path: { id: 1, message_id: '1' } },
    })
    expect(seen.requests.map(({ method }) => method)).toEqual(['POST', 'POST', 'PATCH', 'DELETE'])
    await atender.PATCH('/v1/conversations/{id}', {
      params: { path },
      body: { status: 'done' },
      call: { repeat: 'always' },
    })
    expect(seen.requests).toHaveLength(8)
    const once = clients([refused()])
    await once.atender.GET(list, { call: { repeat: 'never' } })
    expect(once.seen.requests).toHaveLength(1)
  })
})

describe('what a call comes to', () => {
  it('is a time limit for one attempt, and one for all', async () => {
    const { atender } = clients(['hang'], { attemptTimeoutMs: 20, maxAttempts: 1 })
    expect(await atender.GET(list)).toMatchObject({
      ok: false,
      kind: 'timeout',
      status: null,
      response: null,
    })
    const { atender: other, seen } = clients([refused(), 'hang', 'hang'], { deadlineMs: 320, maxAttempts: 9 })
    expect(await other.GET(list)).toMatchObject({ kind: 'timeout', attempts: 2 })
    expect(seen.waits).toEqual([300])
  })

  it('is aborted by the caller’s signal, before, while and between attempts', async () => {
    const { atender, seen } = clients(['hang'])
    expect(await atender.GET(list, { signal: AbortSignal.abort() })).toMatchObject({ kind: 'aborted' })
    expect(seen.requests).toHaveLength(0)
    expect(await atender.GET(list, { signal: AbortSignal.timeout(10) })).toMatchObject({ kind: 'aborted' })
  })

  it.each([
    ['HTML with 200', new Response('<h1>Hi</h1>', { headers: { 'content-type': 'text/html' } }), 200],
    ['HTML with 404', new Response('<h1>Hi</h1>', { status: 404 }), 404],
    ['an empty 500', new Response('', { status: 500 }), 500],
    ['a redirect', new Response(null, { status: 307, headers: { location: 'https://evil.example/' } }), 307],
    ['JSON of another kind', Response.json({ detail: 'no' }, { status: 422 }), 422],
    ['an empty 200', new Response('', { status: 200 }), 200],
  ])('is malformed for %s', async (_what, response, status) => {
    const { atender } = clients([response], { maxAttempts: 1 })
    expect(await atender.GET(list)).toMatchObject({ ok: false, kind: 'malformed', status, response })
  })

  it('sends the key where it belongs, and follows no redirect with it', async () => {
    const { atender, fernand, seen } = clients([])
    await atender.GET(list)
    await fernand.GET('/tags')
    const [first, second] = seen.requests
    expect([first?.url, first?.headers.get('authorization')]).toEqual([
      'https://a.example/v1/conversations',
      'Bearer sa_test_x',
    ])
    expect([second?.url, second?.headers.get('x-api-key')]).toEqual([
      'https://api.getfernand.com/tags',
      'sk_x',
    ])
    expect([first?.redirect, second?.redirect]).toEqual(['manual', 'manual'])
  })

  it('is thrown by orThrow, with all that is known and without the key', async () => {
    const { atender } = clients([problem(404)])
    const caught = await atender
      .GET(list)
      .then(orThrow)
      .catch((error: unknown) => error)
    expect(caught).toBeInstanceOf(CallError)
    expect(caught).toMatchObject({ message: 'problem 404: Not now.', failure: { status: 404 } })
    expect(orThrow(await atender.GET(list))).toEqual({ data: [], nextCursor: null })
  })

  it('is an exception only for what the program itself does wrong', async () => {
    const { atender } = clients([])
    const body = {
      externalReference: 'a',
      contact: { email: 'a@b.example' },
      subject: 1n as unknown as string,
    }
    await expect(atender.POST('/v1/conversations/outbound', { body })).rejects.toThrow('BigInt')
    expect(() => createAtenderClient({ baseUrl: 'shop.example', apiKey: 'sa_test_x' })).toThrow('baseUrl')
    expect(() => createAtenderClient({ baseUrl: 'https://a.example', apiKey: 'sa_test_' })).toThrow(
      'sa_live_',
    )
    expect(() => createFernandClient({ apiKey: 'sk_\r\nX: y' })).toThrow('sk_')
  })
})
