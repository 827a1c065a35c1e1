/**
 * Measures the delivery of webhooks: how fast deliveries that wait drain to one receiver that answers at once, and
 * what memory that takes. `node bench/webhooks.ts [postgres] [deliveries]`; the receiver is a process of its own.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
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
import { startPostgres } from '../test/support/postgres-server.ts'

const CONVERSATIONS = 500

/** Answers 204 to everything. */
async function receive(): Promise<void> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(204).end())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  process.send?.(typeof address === 'object' ? address?.port : undefined)
  process.on('disconnect', () => process.exit())
}

async function measure(engine: string, count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'webhooks-bench-'))
  const postgres = engine === 'postgres' ? await startPostgres() : undefined
  const clock = systemClock
  const logger = pino({ level: 'silent' })
  const url = postgres?.url ?? `sqlite:${join(folder, 'bench.db')}`
  const database = await openDatabase(url, { clock, ids: systemIds, logger, poolSize: 10 })
  const context: Context = {
    ...database,
    clock,
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
  const receiver = fork(import.meta.filename, ['receive'], { execArgv: [] })
  const [port] = await once(receiver, 'message')
  await createSubscription(context, 'bench', {
    name: 'Bench',
    url: `http://127.0.0.1:${port}/`,
    events: ['conversation.updated'],
  })
  const data = { id: systemIds.sortable(), text: 'x'.repeat(1_000) }
  for (let done = 0; done < count; done += 1_000) {
    await store.write(async tx => {
      for (let i = done; i < Math.min(count, done + 1_000); i++) {
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
  console.log(
    `${engine}: ${count} deliveries in ${seconds.toFixed(1)} s, ${(count / seconds).toFixed(0)}/s; ` +
      `resident ${range(rss)}, heap ${range(heap)}`,
  )
  await lane.stop()
  receiver.disconnect()
  await store.close()
  await postgres?.remove()
  rmSync(folder, { recursive: true })
}

const [first = 'sqlite', second = '10000'] = process.argv.slice(2)
if (first === 'receive') await receive()
else await measure(first, Number(second))
