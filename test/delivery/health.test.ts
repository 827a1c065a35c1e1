import { describe, expect, it } from 'vitest'
import { until } from '../support/until.ts'
import { hang } from '../support/webhook-receiver.ts'
import { startReceiver, startWebhookServer } from '../support/webhooks.ts'

const SECOND = 1_000
const HOUR = 3_600_000
const DAY = 24 * HOUR

type Server = Awaited<ReturnType<typeof startWebhookServer>>
const update = (server: Server, id: string, isActive: boolean) =>
  server.atender.PATCH('/v1/webhooks/{id}', { params: { path: { id } }, body: { isActive } })
const ended = (server: Server, id: string, count: number, status: 'cancelled' | 'failed' | 'delivered') =>
  until(async () => {
    const found = await server.deliveries(id, status)
    return found.length === count ? found : undefined
  })

describe('a webhook is disabled', () => {
  it('by 410 at once, and what was not delivered is cancelled', async () => {
    const receiver = await startReceiver()
    const server = await startWebhookServer()
    const { id } = await server.subscribe(receiver.url)
    receiver.answer = () => ({ status: 410 })
    await server.happen([1, 1, 1])
    await ended(server, id, 2, 'cancelled')
    expect((await ended(server, id, 1, 'failed')).at(0)).toMatchObject({ attempts: [{ status: 410 }] })
    expect(await server.get(id)).toMatchObject({ isActive: false, disabledReason: 'gone' })
    // Nothing is written for it any more.
    await server.happen([1])
    expect(await server.deliveries(id)).toHaveLength(3)
    await server.clock.pass(2 * SECOND)
    expect(receiver.received).toHaveLength(1)

    receiver.answer = () => undefined
    await update(server, id, true)
    expect(await server.get(id)).toMatchObject({ isActive: true, disabledReason: null })
    await server.happen([1])
    await server.reached(receiver, 2)
  })

  it('when everything has failed for five days, and not before', async () => {
    const receiver = await startReceiver()
    const server = await startWebhookServer()
    const { id } = await server.subscribe(receiver.url)
    receiver.answer = () => ({ status: 500 })
    await server.happen([1])
    await server.attempted(id, 1)
    server.clock.leap(5 * DAY - 1)
    await server.happen([2])
    await server.attempted(id, 1)
    expect((await server.get(id))?.isActive).toBe(true)
    await server.clock.pass(SECOND)
    await server.happen([3])
    await until(async () => ((await server.get(id))?.isActive === false ? true : undefined))
    expect((await server.get(id))?.disabledReason).toBe('failing')
    expect(await server.deliveries(id, 'pending')).toEqual([])
  })

  it('not when one delivery has succeeded meanwhile', async () => {
    const receiver = await startReceiver()
    const server = await startWebhookServer()
    const { id } = await server.subscribe(receiver.url)
    for (const status of [500, 204, 500]) {
      receiver.answer = () => ({ status })
      await server.happen([1])
      await server.attempted(id, 1)
      // A retry that is under way when time leaps would be a failure that took four days.
      if (status === 204) await ended(server, id, 2, 'delivered')
      server.clock.leap(4 * DAY)
    }
    await server.happen([1])
    await server.attempted(id, 1)
    expect((await server.get(id))?.isActive).toBe(true)
  })

  it('and a new address or a new start begins the five days anew', async () => {
    const receiver = await startReceiver()
    const server = await startWebhookServer()
    const { id } = await server.subscribe(receiver.url)
    receiver.answer = () => ({ status: 500 })
    await server.happen([1])
    await server.attempted(id, 1)
    server.clock.leap(4 * DAY)
    const body = { url: `${receiver.url}/new` }
    await server.atender.PATCH('/v1/webhooks/{id}', { params: { path: { id } }, body })
    await server.happen([2])
    await server.attempted(id, 1)
    server.clock.leap(4 * DAY)
    await server.happen([3])
    await server.attempted(id, 1)
    expect((await server.get(id))?.isActive).toBe(true)
  })
})

it('what a webhook that was made inactive has not delivered is cancelled, however much it is', async () => {
  const receiver = await startReceiver()
  const server = await startWebhookServer()
  const { id } = await server.subscribe(receiver.url)
  receiver.answer = () => hang
  await server.happen(Array<number>(2_500).fill(1))
  await receiver.waitFor(1)
  await update(server, id, false)
  // The one under way ends by its timeout.
  await until(async () => {
    await server.clock.pass(SECOND)
    return (await server.deliveries(id, 'pending')).length === 0 ? true : undefined
  })
  await update(server, id, true)
  receiver.answer = () => undefined
  await server.happen([2])
  await server.reached(receiver, 2)
  expect((await server.deliveries(id, 'cancelled')).length).toBe(100)
})

it('what a deleted webhook has not delivered ends, and after a week nothing of it is left', async () => {
  const receiver = await startReceiver()
  const server = await startWebhookServer()
  const { id } = await server.subscribe(receiver.url)
  receiver.answer = () => ({ status: 500 })
  await server.happen([1])
  await server.attempted(id, 1)
  await server.atender.DELETE('/v1/webhooks/{id}', { params: { path: { id } } })
  const left = () =>
    server.context.store.read(async db => ({
      subscriptions: (await db.selectFrom('webhook_subscription').select('id').execute()).length,
      deliveries: (await db.selectFrom('webhook_delivery').select('status').execute()).map(row => row.status),
      attempts: (await db.selectFrom('webhook_attempt').select('id').execute()).length,
    }))
  expect(await left()).toEqual({ subscriptions: 1, deliveries: ['cancelled'], attempts: 1 })
  await server.clock.pass(6 * SECOND)
  expect(receiver.received).toHaveLength(1)
  server.clock.leap(7 * DAY + HOUR)
  await until(async () => ((await left()).subscriptions === 0 ? true : undefined))
  expect(await left()).toEqual({ subscriptions: 0, deliveries: [], attempts: 0 })
})

it('deliveries that ended are kept for seven days, and no pending one is removed', async () => {
  const receiver = await startReceiver()
  const server = await startWebhookServer()
  const { id } = await server.subscribe(receiver.url)
  await server.happen([1])
  await ended(server, id, 1, 'delivered')
  server.clock.leap(7 * DAY - HOUR)
  await server.clock.pass(SECOND)
  receiver.answer = () => ({ status: 500 })
  await server.happen([2])
  await server.attempted(id, 1)
  expect(await server.deliveries(id)).toHaveLength(2)
  server.clock.leap(HOUR + 2 * SECOND)
  await until(async () => {
    await server.clock.pass(SECOND)
    return (await server.deliveries(id)).length === 1 ? true : undefined
  })
  expect((await server.deliveries(id))[0]?.status).toBe('pending')
})

describe('a delivery that is begun again', () => {
  const again = (server: Server, id: string, deliveryId: string) =>
    server.atender.POST('/v1/webhooks/{id}/deliveries/{deliveryId}/redeliver', {
      params: { path: { id, deliveryId } },
    })

  it('comes with its id and its bytes, whatever became of it, and is retried from the start', async () => {
    const receiver = await startReceiver()
    const server = await startWebhookServer()
    const { id } = await server.subscribe(receiver.url)
    await server.happen([1])
    const first = (await ended(server, id, 1, 'delivered'))[0]
    receiver.answer = () => ({ status: 500 })
    const { data, response } = await again(server, id, first?.id ?? '')
    expect([response.status, data?.status, data?.finishedAt]).toEqual([202, 'pending', null])
    await server.attempted(id, 2)
    receiver.answer = () => undefined
    await server.clock.pass(6 * SECOND)
    expect(await server.attempted(id, 3)).toMatchObject({ status: 'delivered', id: first?.id })
    const [one, two, three] = receiver.received
    expect(two?.body).toEqual(one?.body)
    expect(three?.headers['webhook-id']).toBe(one?.headers['webhook-id'])
  })

  it('does not wait for its retry, and keeps its latest attempts alone', async () => {
    const receiver = await startReceiver()
    const server = await startWebhookServer()
    const { id } = await server.subscribe(receiver.url)
    receiver.answer = () => ({ status: 500 })
    await server.happen([1])
    const { id: deliveryId } = await server.attempted(id, 1)
    for (let i = 2; i <= 15; i++) {
      await again(server, id, deliveryId)
      await server.attempted(id, Math.min(i, 13))
      await server.reached(receiver, i)
    }
    await until(async () => ((await server.deliveries(id))[0]?.attempts.length === 13 ? true : undefined))
  })
})
