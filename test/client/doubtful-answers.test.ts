/** What the clients make of a server that does not keep to the contract. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createAtenderClient, sendOutbound } from '../../client/atender.ts'
import { composeMessage, createFernandClient } from '../../client/fernand.ts'
import { webPlatform } from '../../client/policy.ts'

/** Answers with the status and the text that `answer` gives for a method and a path with its query. */
type Answer = (method: string, path: string) => readonly [status: number, body: unknown]

const servers: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map(stop => stop()))
})

async function serve(answer: Answer): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const { method = '', url = '' } = request
    asked.push(`${method} ${url}`)
    request.resume().on('end', () => {
      const [status, body] = answer(method, url)
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(text)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  servers.push(
    () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  )
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked } // a TCP server has one
}

const policy = { maxAttempts: 1 }

describe('opening a conversation', () => {
  const body = { externalReference: 'a', contact: { email: 'a@b.example' }, subject: 's' }
  const send = async (status: number, answered: unknown) => {
    const { url } = await serve(() => [status, answered])
    return await sendOutbound(createAtenderClient({ baseUrl: url, apiKey: 'sa_test_x', policy }), body)
  }

  it('comes to created for what the contract describes, whatever else is in it', async () => {
    const conversation = { id: 'x', externalReference: 'a', status: 'pending-review', extra: [1] }
    expect(await send(201, conversation)).toMatchObject({ outcome: 'created', conversation })
  })

  it.each([
    [201, []],
    [201, {}],
    [201, { id: 7, externalReference: 'a', status: 'active' }],
    [201, { id: 'x', externalReference: 'a' }],
    [201, 'null'],
    [200, { id: 'x', externalReference: 'a', status: 'active' }],
    [202, { queued: true }],
    [204, ''],
  ])('is unconfirmed after %i %j', async (status, answered) => {
    expect(await send(status, answered)).toMatchObject({
      outcome: 'unconfirmed',
      failure: { kind: 'malformed', status, unanswered: 1 },
    })
  })

  it.each([
    [400, { error: 'validation_failed', message: 'No.' }],
    [400, { error: 'validation_failed', message: 'No.', errors: {} }],
    [400, { error: 'validation_failed', message: 'No.', errors: [null] }],
    [400, { errors: [] }],
    [403, []],
    [403, { error: { code: 'no' } }],
    [403, '"no"'],
  ])('is no refusal that can be read after %i %j', async (status, answered) => {
    expect(await send(status, answered)).toMatchObject({
      outcome: 'unconfirmed',
      failure: { kind: 'malformed', status, unanswered: 0 },
    })
  })

  it('is no refusal after a redirect, whatever its body says', async () => {
    expect(await send(307, { error: 'moved', message: 'Go on.' })).toMatchObject({
      outcome: 'unconfirmed',
      failure: { kind: 'malformed', status: 307, unanswered: 1 },
    })
  })

  it('is a refusal after one as the contract describes it', async () => {
    const violation = { path: '/subject', code: 'required', message: 'subject is required' }
    const error = { error: 'validation_failed', message: 'No.', errors: [violation] }
    expect(await send(400, error)).toMatchObject({ outcome: 'invalid', failure: { error } })
  })

  it.each([[{ data: [null], nextCursor: null }], [{ data: {}, nextCursor: null }], [[]]])(
    'is unconfirmed when the existing one comes as %j',
    async answered => {
      const { url } = await serve(method =>
        method === 'POST' ? [409, { error: 'reference_taken', message: 'It is.' }] : [200, answered],
      )
      const client = createAtenderClient({ baseUrl: url, apiKey: 'sa_test_x', policy })
      expect(await sendOutbound(client, body)).toMatchObject({
        outcome: 'unconfirmed',
        failure: { kind: 'malformed', status: 200 },
      })
    },
  )
})

describe('the conversation that has the reference', () => {
  const of = (externalReference: string) => ({ id: externalReference, externalReference, status: 'active' })
  const send = async (data: unknown) => {
    const { url } = await serve(method =>
      method === 'POST'
        ? [409, { error: 'reference_taken', message: 'It is.' }]
        : [200, { data, nextCursor: null }],
    )
    const platform = { sleep: async () => {} }
    const client = createAtenderClient({ baseUrl: url, apiKey: 'sa_test_x', policy, platform })
    const body = { externalReference: 'a', contact: { email: 'a@b.example' }, subject: 's' }
    return await sendOutbound(client, body)
  }

  it('is found among others, by a server that does not filter', async () => {
    const outcome = { outcome: 'already-existed', conversation: of('a') }
    expect(await send([of('b'), of('a')])).toMatchObject(outcome)
  })

  it('is none of another reference', async () => {
    expect(await send([of('b')])).toMatchObject({ outcome: 'unconfirmed', failure: { status: 409 } })
  })
})

describe('waiting for a mail', () => {
  const message = {
    id: 'm-7',
    conversation_id: 2,
    type: 'MESSAGE',
    timestamp: '2026-01-21T14:30:00Z',
    way: 'OUT',
    status: 'PENDING',
    source: 'EMAIL',
    delay: 0,
  }
  const sent = { ...message, status: 'SENT' }
  const gone = Symbol('404')
  const note = (id: string) => ({
    id,
    conversation_id: 2,
    message: '<p>Hello</p>',
    created: '2026-01-21T14:31:00Z',
    type: 'NOTE',
    timestamp: '2026-01-21T14:31:00Z',
    agent_id: 42,
    actions: [],
    edited_at: null,
  })
  /** Something that the contract does not know yet. */
  const call = (id: string) => ({ id, type: 'CALL' })

  /**
   * Answers each look at the timeline with the next of these, the last one again and again. A look takes a second.
   */
  async function wait(
    looks: (unknown | ((before: string | null) => unknown))[],
    { waitUntil = 'sent', composed = message }: { waitUntil?: 'sent' | 'settled'; composed?: object } = {},
  ) {
    let look = 0
    let now = 0
    const { url, asked } = await serve((method, path) => {
      if (method === 'POST') return [200, composed]
      now += 1000
      const answer = looks[Math.min(look++, looks.length - 1)]
      const before = new URL(path, 'http://a').searchParams.get('before')
      const body = typeof answer === 'function' ? answer(before) : answer
      return body === gone ? [404, { error: 'There is none.' }] : [200, body]
    })
    const platform = {
      ...webPlatform,
      now: () => now,
      sleep: async (ms: number) => {
        now += Math.max(0, ms)
      },
    }
    const client = createFernandClient({ baseUrl: url, apiKey: 'sk_x', policy, platform })
    const mail = { channel_id: 1, agent_id: 1, to: 'a@b.example', content: 'x', delay: 0 }
    return { result: await composeMessage(client, mail, { waitUntil }), asked, now }
  }

  it('goes on to the message when a note with its number comes first', async () => {
    const { result } = await wait([
      [note('n-7'), note('7'), message],
      [note('7'), { ...sent, id: '7' }],
    ])
    expect(result).toMatchObject({ ok: true, data: { type: 'MESSAGE', status: 'SENT' } })
  })

  it('reads on to older pages, by the id as it came', async () => {
    const timeline = [
      ...Array.from({ length: 120 }, (_, i) => (i % 3 ? note(`n-${500 - i}`) : call(`e-${500 - i}`))),
      sent,
    ]
    const { result, asked } = await wait([
      (before: string | null) => {
        const from = before === null ? 0 : timeline.findIndex(({ id }) => id === before) + 1
        return timeline.slice(from, from + 50)
      },
    ])
    expect(result).toMatchObject({ ok: true, data: sent })
    expect(asked.slice(1).map(path => path.split('?')[1])).toEqual([
      undefined,
      'before=n-451',
      'before=e-401',
    ])
  })

  it('says that the message was deleted only at the end of the timeline', async () => {
    const { result, asked } = await wait([
      (before: string | null) => (before === null ? [note('n-9')] : before === 'n-9' ? [note('n-8')] : []),
    ])
    expect(result).toMatchObject({ ok: false, kind: 'deleted', message })
    expect(asked).toHaveLength(4)
  })

  it('takes a conversation for deleted, and a page that went while it was read for none', async () => {
    const { result } = await wait([gone])
    expect(result).toMatchObject({ ok: false, kind: 'deleted', message })
    const { result: found, asked } = await wait([[note('n-9')], gone, [note('n-8')], [sent]])
    expect(found).toMatchObject({ ok: true, data: sent })
    expect(asked).toHaveLength(5)
  })

  it('tells two entries of one number apart by their kind', async () => {
    const timeline = [note('7'), { ...call('7'), type: 'EVENT' }, sent]
    let page = 0
    const { result } = await wait([() => timeline.slice(page, ++page)])
    expect(result).toMatchObject({ ok: true, data: sent })
  })

  it('reads older pages no longer than it may wait', async () => {
    let id = 1e9
    const { result, asked } = await wait([() => [note(`n-${id--}`)]])
    expect(result).toMatchObject({ ok: false, kind: 'timeout', message })
    expect(asked.length).toBeLessThan(130)
  })

  it.each([['5'], [null], [-1e12], ['soon'], [{}]])('takes a delay of %j for none', async delay => {
    const { result, now } = await wait([[sent]], { composed: { ...message, delay } })
    expect(result).toMatchObject({ ok: true, data: sent })
    expect(now).toBe(2000)
  })

  it('is not settled by an event that tells nothing', async () => {
    const delivered = { ...sent, last_event: { event: 'DELIVERED' } }
    const looks = [null, 7, {}, { event: null }, { event: 'DEFERRED' }].map(last_event => [
      { ...sent, last_event },
    ])
    const { result, asked } = await wait([...looks, [delivered]], { waitUntil: 'settled' })
    expect(result).toMatchObject({ ok: true, data: delivered })
    expect(asked).toHaveLength(looks.length + 2)
  })

  it('does not take a status that nobody knows for the end', async () => {
    const { result } = await wait([[{ ...message, status: 'QUEUED_FOR_REVIEW' }], [sent]])
    expect(result).toMatchObject({ ok: true, data: { status: 'SENT' } })
    const { result: never } = await wait([[{ ...message, status: 'QUEUED_FOR_REVIEW' }]])
    expect(never).toMatchObject({ ok: false, kind: 'timeout', message: { status: 'QUEUED_FOR_REVIEW' } })
  })

  it.each([
    ['{}', {}],
    ['null', 'null'],
    ['an entry that is null', [null]],
    ['an entry that is a number', [7]],
    ['an entry without an id', [{ type: 'MESSAGE' }]],
    ['an entry without a type', [{ ...sent, type: undefined }]],
    ['a message without a status', [{ ...sent, status: undefined }]],
    ['a message whose id is a number', [{ ...sent, id: 7 }]],
  ])('comes to a value for a timeline of %s', async (_what, timeline) => {
    const { result } = await wait([timeline])
    expect(result).toMatchObject({ ok: false, kind: 'malformed', status: 200, message })
  })

  it('ends when the pages repeat themselves', async () => {
    const { result } = await wait([Array.from({ length: 50 }, (_, i) => note(`n-${i + 10}`))])
    expect(result).toMatchObject({ ok: false, kind: 'malformed', message })
  })

  it.each([
    [200, []],
    [200, { ...message, id: undefined }],
    [201, message],
    [202, { queued: true }],
  ])('does not begin after %i %j', async (status, answered) => {
    const { url } = await serve(() => [status, answered])
    const client = createFernandClient({ baseUrl: url, apiKey: 'sk_x', policy })
    const mail = { channel_id: 1, agent_id: 1, to: 'a@b.example', content: 'x' }
    expect(await composeMessage(client, mail, { waitUntil: 'sent' })).toMatchObject({
      ok: false,
      kind: 'malformed',
      status,
      message: null,
      unanswered: 1, // it may go out
    })
  })
})

it('a list is read for what it promises, with members and values that the contract does not know yet', async () => {
  const tag = {
    id: 1,
    slug: 'a',
    name: 'A',
    color: 'red',
    count_conversations: 0,
    is_system: false,
    icon: '*',
  }
  const { url } = await serve((_method, path) => [200, path === '/tags' ? [tag] : [{ ...tag, id: 'one' }]])
  const client = createFernandClient({ baseUrl: url, apiKey: 'sk_x', policy })
  expect(await client.GET('/tags')).toMatchObject({ ok: true, data: [tag] })
  expect(await client.GET('/agents')).toMatchObject({ ok: false, kind: 'malformed' })
})
