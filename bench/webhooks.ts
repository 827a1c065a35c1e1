/** How fast deliveries that wait drain to one receiver that answers at once, and what memory that takes. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { systemClock } from '../server/clock.ts'
import type { Context } from '../server/context.ts'
import { createBell } from '../server/events/bell.ts'
import { systemIds } from '../server/ids.ts'
import { openDatabase } from '../server/process/database.ts'
import { emit } from '../server/webhooks/emit.ts'
import { createSubscription } from '../server/webhooks/manage.ts'
import { openLane } from '../server/webhooks/open.ts'
import { startPostgres } from './postgres.ts'
import type { Progress } from './progress.ts'

const CONVERSATIONS = 500

/** How many deliveries wait. */
const DELIVERIES = 10_000

/**
 * Measures the lane in this process; the receiver is one of its own.
 *
 * @returns one line that tells the rate and the memory
 */
export async function measureWebhooks(engine: 'sqlite' | 'postgres', progress: Progress): Promise<string> {
  progress(`${DELIVERIES} webhooks on ${engine}`)
  const folder = mkdtempSync(join(tmpdir(), 'webhooks-bench-'))
  const postgres = engine === 'postgres' ? await startPostgres() : undefined
  const clock = systemClock
  const logger = pino({ level: 'silent' })
  const url = postgres?.url ?? `sqlite:${join(folder, 'bench.db')}`
  const database = await openDatabase(url, { clock, ids: systemIds, logger, poolSize: 10 })
  const context: Context = {
    ...database,
    clock,
    realClock: clock,
    logger,
    ids: systemIds,
    control: true,
    bell: createBell(),
    publish: async () => {},
  }
  const { store } = context
  await store.write(({ db }) =>
    db.insertInto('tenant').values({ id: 'bench', name: 'Bench', environment: 'test' }).execute(),
  )
  const receiver = fork(join(import.meta.dirname, 'webhook-receiver.ts'), { execArgv: [] })
  const [port] = await once(receiver, 'message')
  await createSubscription(context, 'bench', {
    name: 'Bench',
    url: `http://127.0.0.1:${port}/`,
    events: ['conversation.updated'],
  })
  const data = { id: systemIds.sortable(), text: 'x'.repeat(1_000) }
  for (let done = 0; done < DELIVERIES; done += 1_000) {
    await store.write(async tx => {
      for (let i = done; i < Math.min(DELIVERIES, done + 1_000); i++) {
        const conversationId = 1 + (i % CONVERSATIONS)
        await emit(tx, context, 'bench', { event: 'conversation.updated', conversationId, data })
      }
    })
  }
  const rss: number[] = []
  const heap: number[] = []
  const begin = performance.now()
  const lane = openLane(context)
  for (;;) {
    await sleep(100)
    const { rss: resident, heapUsed } = process.memoryUsage()
    rss.push(resident / 2 ** 20)
    heap.push(heapUsed / 2 ** 20)
    const [left] = await store.read(db =>
      db.selectFrom('webhook_delivery').select('id').where('due_at', 'is not', null).limit(1).execute(),
    )
    if (!left) break
  }
  const seconds = (performance.now() - begin) / 1000
  const range = (values: number[]) =>
    `${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)} MiB`
  await lane.stop()
  receiver.disconnect()
  await store.close()
  await postgres?.stop()
  rmSync(folder, { recursive: true })
  return (
    `${engine}: ${DELIVERIES} deliveries in ${seconds.toFixed(1)} s, ${(DELIVERIES / seconds).toFixed(0)}/s; ` +
    `resident ${range(rss)}, heap ${range(heap)}`
  )
}
