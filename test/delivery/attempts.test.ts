import { describe, expect, it } from 'vitest'
import { until } from '../support/until.ts'
import { hang } from '../support/webhook-receiver.ts'
import { startReceiver, startWebhookServer } from '../support/webhooks.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

describe('a delivery that fails', () => {
  it('is tried 8 times, at the moments of the contract, with one id and a new timestamp, and then given up', async () => {
    const receiver = await startReceiver()
    receiver.answer = () => ({ status: 500, body: 'broken' })
    const server = await startWebhookServer()
    const { id } = await server.subscribe(receiver.url)
    await server.happen([1])
    const waits = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR]
    for (const [index, wait] of waits.entries()) {
      const before = await server.attempted(id, index + 1)
      const last = before.attempts[index]
      const due = Date.parse(last?.at ?? '') + (last?.durationMs ?? 0) + wait
      expect(before).toMatchObject({ status: 'pending', nextAttemptAt: new Date(due).toISOString() })
      server.clock.leap(due - 1 - server.clock.now())
      await server.clock.pass(0)
      expect(receiver.received).toHaveLength(index + 1)
      // Deliveries are looked for once a second.
      await server.clock.pass(SECOND)
      await server.attempted(id, index + 2)
    }
    const delivery = await server.attempted(id, 8)
    expect(delivery).toMatchObject({ status: 'failed', nextAttemptAt: null, finishedAt: expect.any(String) })
    expect(delivery.attempts).toEqual(
      Array(8).fill({
        at: expect.any(String),
        status: 500,
        durationMs: expect.any(Number),
        error: 'The receiver answered 500.',
        answer: 'broken',
      }),
    )
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id']))).toEqual(
      new Set([delivery.id]),
    )
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(8)
    expect((await server.get(id))?.isActive).toBe(true)
    server.clock.leap(24 * HOUR)
    await server.clock.pass(SECOND)
    expect(receiver.received).toHaveLength(8)
  })

  it('and succeeds at last is delivered, and comes no more', async () => {
    const receiver = await startReceiver()
    const server = await startWebhookServer()
    const { id } = await server.subscribe(receiver.url)
    receiver.answer = () => ({ status: receiver.received.length === 1 ? 503 : 200 })
    await server.happen([1])
    await server.attempted(id, 1)
    await server.clock.pass(6 * SECOND)
    expect(await server.attempted(id, 2)).toMatchObject({ status: 'delivered' })
    await server.clock.pass(10 * SECOND)
    expect(receiver.received).toHaveLength(2)
  })

  it.each([301, 302, 307, 308, 400, 404, 500])(
    '%d is no success, and no redirect is followed',
    async status => {
      const receiver = await startReceiver()
      const elsewhere = await startReceiver()
      receiver.answer = () => ({ status, headers: { Location: elsewhere.url } })
      const server = await startWebhookServer()
      const { id } = await server.subscribe(receiver.url)
      await server.happen([1])
      const { attempts } = await server.attempted(id, 1)
      const redirect = status < 400 ? '; redirects are not followed' : ''
      expect(attempts).toMatchObject([{ status, error: `The receiver answered ${status}${redirect}.` }])
      expect([receiver.received.length, elsewhere.received.length]).toEqual([1, 0])
    },
  )

  it.each([200, 201, 202, 299])('%d is a success', async status => {
    const receiver = await startReceiver()
    receiver.answer = () => ({ status })
    const server = await startWebhookServer()
    const { id } = await server.subscribe(receiver.url)
    await server.happen([1])
    expect(await server.attempted(id, 1)).toMatchObject({ status: 'delivered', attempts: [{ status }] })
  })

  it('because nobody listens, or the connection breaks, says so without a status', async () => {
    const receiver = await startReceiver()
    const server = await startWebhookServer()
    const { id } = await server.subscribe(receiver.url)
    receiver.answer = () => response => response.socket?.destroy()
    await server.happen([1])
    const broken = await server.attempted(id, 1)
    expect(broken.attempts).toMatchObject([
      { status: null, error: 'The connection was closed before there was an answer.', answer: null },
    ])
    await receiver.stop()
    const refused = await until(async () => {
      await server.clock.pass(SECOND)
      const [delivery] = await server.deliveries(id)
      return delivery && delivery.attempts.length > 1 ? delivery : undefined
    })
    expect(refused.attempts[1]).toMatchObject({ status: null, error: 'The connection was refused.' })
  })

  it('because what answers speaks no HTTP says so', async () => {
    const receiver = await startReceiver()
    receiver.answer = () => response => response.socket?.end('220 mail.example ESMTP\r\n')
    const server = await startWebhookServer()
    const { id } = await server.subscribe(receiver.url)
    await server.happen([1])
    expect((await server.attempted(id, 1)).attempts[0]?.error).toBe('The answer is no HTTP.')
  })
})

describe('an answer', () => {
  it('that does not come within 10 seconds is a failure, and the connection is cut', async () => {
    const receiver = await startReceiver()
    receiver.answer = () => hang
    const server = await startWebhookServer()
    const { id } = await server.subscribe(receiver.url)
    await server.happen([1])
    await receiver.waitFor(1)
    await server.clock.pass(9_999)
    expect((await server.deliveries(id))[0]?.attempts).toEqual([])
    await server.clock.pass(1)
    expect((await server.attempted(id, 1)).attempts[0]).toMatchObject({
      status: null,
      durationMs: 10_000,
      error: 'There was no whole answer within 10 seconds.',
    })
    await until(async () => (receiver.underWay === 0 ? true : undefined))
  })

  it('that begins and never ends is cut at the same moment', async () => {
    const receiver = await startReceiver()
    receiver.answer = () => response => {
      response.writeHead(200).write('wait ')
    }
    const server = await startWebhookServer()
    const { id } = await server.subscribe(receiver.url)
    await server.happen([1])
    await receiver.waitFor(1)
    await server.clock.pass(100)
    await server.clock.pass(9_900)
    expect((await server.attempted(id, 1)).attempts[0]).toMatchObject({
      status: 200,
      error: 'There was no whole answer within 10 seconds.',
      answer: 'wait ',
    })
    await until(async () => (receiver.underWay === 0 ? true : undefined))
  })

  it('that is endless and fast is cut off long before, and its status counts', async () => {
    const receiver = await startReceiver()
    let written = 0
    receiver.answer = () => response => {
      response.writeHead(200)
      const chunk = Buffer.alloc(64 * 1024, 'x')
      const pour = () => {
        while (!response.closed && response.write(chunk)) written += chunk.length
      }
      response.on('drain', pour)
      pour()
    }
    const server = await startWebhookServer()
    const { id } = await server.subscribe(receiver.url)
    await server.happen([1])
    const { status, attempts } = await server.attempted(id, 1)
    expect([status, attempts[0]?.answer]).toEqual(['delivered', 'x'.repeat(1024)])
    await until(async () => (receiver.underWay === 0 ? true : undefined))
    expect(written).toBeLessThan(64 * 1024 * 1024)
  })

  it('is kept to its first 1024 bytes, as text that every database takes', async () => {
    const receiver = await startReceiver()
    const body = Buffer.concat([
      Buffer.from('a\u0000b'),
      Buffer.of(0xff, 0xfe, 0xc3),
      Buffer.from(`${'x'.repeat(1017)}é${'y'.repeat(5000)}`),
    ])
    receiver.answer = () => ({ status: 200, body })
    const server = await startWebhookServer()
    const { id } = await server.subscribe(receiver.url)
    await server.happen([1, 2])
    const { attempts } = await server.attempted(id, 1)
    // Half of the é would be byte 1024.
    expect(attempts[0]?.answer).toBe(`a\ufffdb\ufffd\ufffd\ufffd${'x'.repeat(1017)}`)
    await receiver.waitFor(2)
    // Five kilobytes are read, so that the connection serves again.
    await server.happen([3])
    await receiver.waitFor(3)
    expect(receiver.connections).toBeLessThanOrEqual(2)
  })
})

it('a kept connection that the receiver has closed is no failure', async () => {
  const receiver = await startReceiver()
  const server = await startWebhookServer()
  const { id } = await server.subscribe(receiver.url)
  let cut: (() => void) | undefined
  receiver.answer =
    ({ headers }) =>
    response => {
      if (receiver.received.length === 2) {
        // Closed without a word at the moment it is used again, as after a receiver's own timeout.
        response.socket?.resetAndDestroy()
        return
      }
      cut = () => response.socket?.destroy()
      response.writeHead(headers['webhook-id'] ? 204 : 400).end()
    }
  await server.happen([1])
  await server.attempted(id, 1)
  await server.happen([2])
  await receiver.waitFor(3)
  const newest = await server.attempted(id, 1)
  expect(newest).toMatchObject({ status: 'delivered', attempts: [{ status: 204 }] })
  expect(cut).toBeDefined()
})

describe('a receiver that asks for quiet', () => {
  it.each([
    ['429 with seconds', 429, () => '60', MINUTE],
    ['503 with a date', 503, (now: number) => new Date(now + 90 * SECOND).toUTCString(), 89 * SECOND],
    ['429 with a day, which counts as an hour', 429, () => '86400', HOUR],
  ])('%s gets nothing until then', async (_what, status, retryAfter, quiet) => {
    const receiver = await startReceiver()
    const server = await startWebhookServer()
    const { id } = await server.subscribe(receiver.url)
    receiver.answer = () => ({ status, headers: { 'Retry-After': retryAfter(server.clock.now()) } })
    await server.happen([1])
    await server.attempted(id, 1)
    receiver.answer = () => undefined
    await server.happen([2, 3])
    server.clock.leap(quiet - SECOND)
    await server.clock.pass(900)
    expect(receiver.received).toHaveLength(1)
    await server.clock.pass(2 * SECOND)
    await server.reached(receiver, 4)
    await until(async () => ((await server.deliveries(id, 'delivered')).length === 3 ? true : undefined))
  })

  it.each([
    ['another status', 500, '60'],
    ['no time that can be read', 429, 'soon'],
    ['a time that is past', 503, 'Wed, 21 Oct 2015 07:28:00 GMT'],
  ])('with %s is tried by the schedule', async (_what, status, retryAfter) => {
    const receiver = await startReceiver()
    const server = await startWebhookServer()
    const { id } = await server.subscribe(receiver.url)
    receiver.answer = () => ({ status, headers: { 'Retry-After': retryAfter } })
    await server.happen([1])
    await server.attempted(id, 1)
    await server.clock.pass(6 * SECOND)
    await server.reached(receiver, 2)
  })

  it('gets deliveries again at once when its webhook is activated anew', async () => {
    const receiver = await startReceiver()
    const server = await startWebhookServer()
    const { id } = await server.subscribe(receiver.url)
    receiver.answer = () => ({ status: 503, headers: { 'Retry-After': '600' } })
    await server.happen([1])
    await server.attempted(id, 1)
    receiver.answer = () => undefined
    await server.atender.PATCH('/v1/webhooks/{id}', { params: { path: { id } }, body: { isActive: true } })
    await server.happen([2])
    await server.clock.pass(300)
    await server.reached(receiver, 2)
  })
})
