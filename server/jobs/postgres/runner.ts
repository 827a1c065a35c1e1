import { EventEmitter } from 'node:events'
import { Logger as GraphileLogger, runTaskList, type TaskList, type WorkerPool } from 'graphile-worker'
import type pg from 'pg'
import type { Logger } from 'pino'
import type { Clock } from '../../clock.ts'
import { createGate, type Gate } from './gate.ts'
import type { Lease } from './lease.ts'

/** Jobs under way at a time in one process. */
const CONCURRENCY = 10
/** How often the table is read when nothing says that a job is due: another process may have added one. */
const IDLE = 1_000
/** Until workers whose reads failed together are at rest: who is stopped before prints a trace to the console. */
const SETTLING = 100
/**
 * Until a pool whose workers have all stopped is left to itself, in milliseconds: graphile-worker 0.18 miscounts when the ends
 * of several jobs cannot be written down, and waits for ever.
 */
const LEFT = 5_000

export interface Runner {
  /** Looks for a job now. */
  nudge(): void
  /** Takes no new job, and resolves when those under way have ended. */
  stop(): Promise<void>
}

/**
 * Keeps a pool of graphile-worker's workers going. A pool gives up when it cannot write down that a job has ended; and
 * when a read fails, nobody knows which job that read has locked for the pool. Either way another one takes its place,
 * and what the former still holds is free.
 */
export function startRunner(context: {
  pool: pg.Pool
  lease: Lease
  tasks: TaskList
  clock: Clock
  logger: Logger
}): Runner {
  const { pool, lease, tasks, clock, logger } = context
  const stopping = Promise.withResolvers<void>()
  let isStopping = false
  let current: { workers: WorkerPool; gate: Gate; isEnding: boolean } | undefined
  const ended = keepGoing()

  async function keepGoing(): Promise<void> {
    while (!isStopping) {
      try {
        await runPool()
      } catch (error) {
        logger.warn({ err: error }, 'the workers gave up; starting others')
      }
      await pause()
    }
  }

  async function runPool(): Promise<void> {
    const id = Promise.withResolvers<string>()
    const events = new EventEmitter()
    const gate = createGate(clock)
    const left = Promise.withResolvers<void>()
    let working = 0
    let cancel = () => {}
    events.on('worker:create', () => {
      working++
      cancel()
    })
    events.on('worker:stop', () => {
      working--
      if (working === 0) cancel = clock.after(LEFT, left.resolve)
    })
    const workers = runTaskList(
      {
        schema: 'graphile_worker',
        concurrency: Math.min(CONCURRENCY, pool.options.max),
        pollInterval: IDLE,
        noHandleSignals: true,
        logger: toGraphile(logger),
        events,
        // Asked before each read: who is not known to be there takes no job, since nobody could take it over.
        forbiddenFlags: async () => {
          await gate.pass()
          await lease.hold(await id.promise)
          return null
        },
        // Without these, the end of a job is written unobserved: a failure ends the process, a stop does not wait.
        preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      },
      tasks,
      pool,
    )
    const own = { workers, gate, isEnding: false }
    current = own
    events.on('worker:getJob:empty', gate.close)
    events.on('job:start', gate.open)
    events.on('worker:getJob:error', () => clock.after(SETTLING, () => end(own)))
    events.on('pool:gracefulShutdown', () => {
      own.isEnding = true
      gate.open()
    })
    id.resolve(workers.id)
    if (isStopping) end(own)
    try {
      await Promise.race([workers.promise, left.promise])
    } finally {
      cancel()
      current = undefined
      await lease.release(workers.id)
    }
  }

  function end(own: NonNullable<typeof current>): void {
    if (own.isEnding) return
    own.isEnding = true
    own.gate.open()
    // What goes wrong is told by the pool's own promise.
    Promise.resolve(own.workers.gracefulShutdown()).catch(() => {})
  }

  async function pause(): Promise<void> {
    const over = Promise.withResolvers<void>()
    const cancel = clock.after(IDLE, over.resolve)
    await Promise.race([stopping.promise, over.promise])
    cancel()
  }

  return {
    nudge() {
      if (!current || current.isEnding) return
      current.gate.letOne()
      current.workers.nudge(1)
    },
    async stop() {
      isStopping = true
      stopping.resolve()
      if (current) end(current)
      await ended
    },
  }
}

/** What graphile-worker calls information, such as the end of each job, is nothing to keep. */
const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const

export const toGraphile = (logger: Logger): GraphileLogger =>
  new GraphileLogger(() => (level, message, meta) => {
    const error: unknown = meta?.error
    logger[levels[level]](error === undefined ? {} : { err: error }, `graphile-worker: ${message}`)
  })
