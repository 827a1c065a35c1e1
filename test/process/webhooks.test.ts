import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { systemClock } from '../../server/clock.ts'
import { createBell } from '../../server/events/bell.ts'
import { systemIds } from '../../server/ids.ts'
import { emit } from '../../server/webhooks/emit.ts'
import { engine, freshDatabase, openTestDatabase } from '../support/database.ts'
import { type ServerProcess, startServerProcess } from '../support/process.ts'
import { clientsOf } from '../support/server.ts'
import { timed } from '../support/timed.ts'
import { until } from '../support/until.ts'
import { hang } from '../support/webhook-receiver.ts'
import { startReceiver, told } from '../support/webhooks.ts'

/** A few in every run; `TEST_KILLS=50 npx vitest run test/process/webhooks.test.ts` for a long one. */
const KILLS = Number(process.env.TEST_KILLS ?? 1)
/** What happens before each kill. */
const EVENTS = 500
const CONVERSATIONS = 50

let servers: ServerProcess[] = []
afterEach(async () => {
  await Promise.all(servers.map(server => server.kill('SIGKILL')))
  servers = []
})

const processes = engine === 'postgres' ? 2 : 1

it(`kill -9 while webhooks leave, ${KILLS} times, of ${processes} on ${engine}: none is lost, and each conversation keeps its order`, async () => {
  const receiver = await startReceiver()
  const env = { DATABASE_URL: await freshDatabase(), LOG_LEVEL: 'silent' }
  servers = await Promise.all(Array.from({ length: processes }, () => startServerProcess(env)))
  const { atender } = clientsOf(servers[0]?.url ?? '')
  const body = { name: 'Test', url: receiver.url, events: ['message.sent' as const] }
  const { data: webhook } = await atender.POST('/v1/webhooks', { body })
  receiver.answer = async () => {
    await sleep(20)
    return undefined
  }

  const { store } = await openTestDatabase(env.DATABASE_URL)
  const context = { store, clock: systemClock, ids: systemIds, bell: createBell() }
  const happen = () =>
    store.write(async tx => {
      for (let index = 0; index < EVENTS; index++) {
        const conversationId = 1 + (index % CONVERSATIONS)
        await emit(tx, context, 'demo', {
          event: 'message.sent',
          conversationId,
          data: { conversationId, index },
        })
      }
    })

  for (let kill = 0; kill < KILLS; kill++) {
    await happen()
    const seen = receiver.received.length
    await receiver.waitFor(seen + 150, 60_000)
    await sleep(kill * 7)
    await servers[kill % processes]?.kill('SIGKILL')
    servers[kill % processes] = await startServerProcess(env)
  }
  const emitted = await store.read(db => db.selectFrom('webhook_delivery').select(['id', 'uid']).execute())
  expect(emitted).toHaveLength(KILLS * EVENTS)
  const ids = () => new Set(receiver.received.map(({ headers }) => String(headers['webhook-id'])))
  await until(async () => (ids().size === emitted.length ? true : undefined), 90_000).catch(() => undefined)
  const repeated = receiver.received.length - ids().size
  process.stdout.write(
    `kills ${KILLS}, emitted ${emitted.length}, lost ${emitted.length - ids().size}, repeated with their webhook-id ${repeated}\n`,
  )
  expect([...ids()].sort()).toEqual(emitted.map(({ uid }) => uid).sort())
  // What was under way at a kill, and what had ended and was not written down.
  expect(repeated).toBeLessThanOrEqual(64 * KILLS)
  const places = new Map(emitted.map(({ id, uid }) => [uid, id]))
  const firsts = [
    ...new Map(receiver.received.toReversed().map(one => [one.headers['webhook-id'], one])).values(),
  ]
  const order = Map.groupBy(firsts.reverse(), one => told(one).data.conversationId)
  for (const own of order.values()) {
    const found = own.map(({ headers }) => places.get(String(headers['webhook-id'])) ?? 0)
    expect(found).toEqual(found.toSorted((a, b) => a - b))
  }
  const path = { id: webhook?.id ?? '' }
  await until(async () => {
    const { data } = await clientsOf(servers[0]?.url ?? '').atender.GET('/v1/webhooks/{id}/deliveries', {
      params: { path, query: { status: 'pending' } },
    })
    return data?.data.length === 0 ? true : undefined
  })
}, 300_000)

it('SIGTERM waits for no receiver that is silent, and the next server delivers at once', timed, async () => {
  const receiver = await startReceiver()
  receiver.answer = () => hang
  const env = { DATABASE_URL: await freshDatabase() }
  const first = await startServerProcess(env)
  servers = [first]
  const body = { name: 'Test', url: receiver.url, events: ['message.sent' as const] }
  await clientsOf(first.url).atender.POST('/v1/webhooks', { body })
  const { store } = await openTestDatabase(env.DATABASE_URL)
  const context = { store, clock: systemClock, ids: systemIds, bell: createBell() }
  await store.write(tx => emit(tx, context, 'demo', { event: 'message.sent', conversationId: 1, data: {} }))
  await receiver.waitFor(1)
  const begin = performance.now()
  expect(await first.kill('SIGTERM')).toBe(0)
  expect(performance.now() - begin).toBeLessThan(8_000)
  // It was given back, not left to run out.
  const held = await store.read(db =>
    db.selectFrom('webhook_subscription').select(['pump', 'pump_until']).execute(),
  )
  expect(held).toEqual([{ pump: null, pump_until: null }])
  servers = [await startServerProcess(env)]
  await receiver.waitFor(2)
  const attempts = await store.read(db => db.selectFrom('webhook_attempt').select('id').execute())
  expect(attempts).toEqual([])
})
