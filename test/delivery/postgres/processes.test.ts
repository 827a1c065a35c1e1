import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { systemClock } from '../../../server/clock.ts'
import { emit } from '../../../server/webhooks/emit.ts'
import { freshDatabase } from '../../support/database.ts'
import { startTestServer } from '../../support/server.ts'
import { timed } from '../../support/timed.ts'
import { until } from '../../support/until.ts'
import { startReceiver, told } from '../../support/webhooks.ts'

const startTwo = async () => {
  const databaseUrl = await freshDatabase()
  return [await startTestServer({ databaseUrl }), await startTestServer({ databaseUrl })] as const
}
type Server = Awaited<ReturnType<typeof startTestServer>>

const happen = ({ context }: Server, conversationId: number, index: number) =>
  context.store.write(tx =>
    emit(tx, context, 'demo', { event: 'message.sent', conversationId, data: { conversationId, index } }),
  )
const subscribe = ({ atender }: Server, url: string) =>
  atender.POST('/v1/webhooks', { body: { name: 'Test', url, events: ['message.sent'] } })

it('two servers deliver in turns: each event once, each conversation in its order, soon', timed, async () => {
  const [one, other] = await startTwo()
  const receiver = await startReceiver()
  receiver.answer = async () => {
    await sleep(5)
    return undefined
  }
  await subscribe(one, receiver.url)
  await sleep(1_100)
  let slowest = 0
  // Each conversation's events wait for each other, as changes of a conversation do; the servers take turns.
  await Promise.all(
    Array.from({ length: 10 }, async (_, i) => {
      for (let index = 0; index < 20; index++) {
        await happen(index % 2 ? one : other, 1 + i, index)
        if (index % 5 === 0) await sleep(20 * i)
      }
    }),
  )
  const begin = systemClock.now()
  await receiver.waitFor(200)
  slowest = systemClock.now() - begin
  expect(slowest).toBeLessThan(3_000)
  await sleep(1_500)
  expect(receiver.received).toHaveLength(200)
  const order = Map.groupBy(receiver.received.map(told), ({ data }) => data.conversationId)
  for (const own of order.values()) {
    expect(own.map(({ data }) => data.index)).toEqual(Array.from({ length: 20 }, (_, index) => index))
  }
  await Promise.all([one.stop(), other.stop()])
})

it('what is subscribed to through one server is told of what happens through another a second later at most', async () => {
  const [one, other] = await startTwo()
  const receiver = await startReceiver()
  // The other server knows that there is nobody to tell.
  await happen(other, 1, 0)
  const { data } = await subscribe(one, receiver.url)
  await sleep(1_000)
  await happen(other, 1, 1)
  await receiver.waitFor(1)
  await one.atender.DELETE('/v1/webhooks/{id}', { params: { path: { id: data?.id ?? '' } } })
  // It may write deliveries for a webhook that is gone: they fail nobody's request, and end.
  await happen(other, 1, 2)
  await until(async () => {
    const rows = await one.context.store.read(db =>
      db.selectFrom('webhook_delivery').select('status').execute(),
    )
    return rows.some(({ status }) => status === 'pending') ? undefined : true
  })
  expect(receiver.received).toHaveLength(1)
  await Promise.all([one.stop(), other.stop()])
})
