import { onTestFinished } from 'vitest'
import type { components } from '../../generated/atender/types.ts'
import type { Config } from '../../server/config.ts'
import { emit } from '../../server/webhooks/emit.ts'
import { createTestClock } from './clock.ts'
import { startTestServer } from './server.ts'
import { until } from './until.ts'
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts'

type Schemas = components['schemas']
export type EventName = Schemas['EventName']

/** How long nothing may happen before time goes on, in real milliseconds. */
const PATIENCE = 2_000

/** The shipped server with a clock that stands still, until the test ends, with what tests of webhooks do. */
export async function startWebhookServer(changes: Partial<Config> = {}, clock = createTestClock()) {
  const server = await startTestServer(changes, clock)
  let isStopped = false
  const stop = async () => {
    if (isStopped) return
    isStopped = true
    const stopped = server.stop()
    // Nobody waits for a receiver that does not answer.
    await clock.pass(0)
    clock.leap(5_000)
    await stopped
  }
  onTestFinished(stop)
  const { atender, context } = server

  /** Something happens in the demo tenant: as many events as there are conversations named. */
  const happen = (conversations: (number | null)[], event: EventName = 'message.sent', tenant = 'demo') =>
    context.store.write(async tx => {
      for (const [index, conversationId] of conversations.entries()) {
        await emit(tx, context, tenant, { event, conversationId, data: { conversationId, index } })
      }
    })

  async function subscribe(url: string, events: EventName[] = ['message.sent']) {
    const { data, error } = await atender.POST('/v1/webhooks', { body: { name: 'Test', url, events } })
    if (!data) throw new Error(JSON.stringify(error))
    return data
  }

  async function get(id: string): Promise<Schemas['Webhook'] | undefined> {
    return (await atender.GET('/v1/webhooks/{id}', { params: { path: { id } } })).data
  }

  /** The newest page of deliveries, newest first. */
  async function deliveries(id: string, status?: Schemas['WebhookDeliveryStatus']) {
    const query = { limit: 100, ...(status === undefined ? {} : { status }) }
    const { data } = await atender.GET('/v1/webhooks/{id}/deliveries', { params: { path: { id }, query } })
    return data?.data ?? []
  }

  /**
   * Asks until there is an answer. Where the clock was moved while the server was busy, what it waits for lies ahead of
   * it again: then a second passes now and then.
   */
  const eventually = <T>(ask: () => Promise<T | undefined>) => {
    let nudge = performance.now() + PATIENCE
    return until(async () => {
      const answer = await ask()
      if (answer !== undefined) return answer
      if (performance.now() > nudge) {
        await clock.pass(1_000)
        nudge = performance.now() + PATIENCE
      }
    })
  }

  /** The newest delivery, once so many attempts of it are written down. */
  const attempted = (id: string, attempts: number) =>
    eventually(async () => {
      const [newest] = await deliveries(id)
      return newest && newest.attempts.length >= attempts ? newest : undefined
    })

  /** The first requests that the receiver was sent, once there are so many. */
  const reached = ({ received }: WebhookReceiver, count: number) =>
    eventually(async () => (received.length >= count ? received.slice(0, count) : undefined))

  return { ...server, stop, clock, happen, subscribe, get, deliveries, attempted, reached }
}

/** A receiver until the test ends. */
export async function startReceiver(port?: number) {
  const receiver = await startWebhookReceiver(port)
  onTestFinished(() => receiver.stop().catch(() => {}))
  return receiver
}

/** What a receiver was told, without what is signed. */
export const told = ({
  body,
}: {
  body: Buffer
}): { event: string; data: { conversationId: number; index: number } } => JSON.parse(body.toString())
