import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type SqliteDatabase from 'better-sqlite3'

/** Pages that wait in the WAL for a checkpoint to be worth it: 8 MiB. */
const WORTH = 2_048
/** From this length on the WAL is to begin anew: 32 MiB. */
const LONG = 8_192

/** Commits from one look at the WAL to the next: a look takes as long as a create. */
const EVERY = 4

/** As `PRAGMA wal_checkpoint` tells it: pages in the WAL, and how many of them are in the file already. */
interface WalState {
  log: number
  checkpointed: number
}

/**
 * Copies what is in the WAL into the file beside the server, in a thread: the waits for the disk are as long as those
 * of all commits together, and the server would stand still meanwhile.
 *
 * SQLite begins the WAL anew once all of it is in the file. While writes never pause that may not come to pass, so the
 * writer's own checkpoint (`wal_autocheckpoint`) stays as a bound.
 */
export function createCheckpointer(path: string, writer: SqliteDatabase.Database) {
  const look = writer.prepare<[], WalState>('PRAGMA wal_checkpoint(NOOP)')
  let thread: Worker | undefined
  let isBusy = false
  let commits = 0

  function start(): Worker {
    const started = new Worker(new URL('./checkpoint-thread.js', import.meta.url), {
      workerData: path,
      resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 1 },
    })
    started.on('message', () => {
      isBusy = false
    })
    // Without it the writer's own checkpoints do all the work: `isBusy` stays.
    started.on('error', () => {})
    // Waits for nothing when the process wants to end.
    started.unref()
    return started
  }

  return {
    /** To be called after each commit. */
    look(): void {
      commits++
      if (isBusy || commits < EVERY) return
      commits = 0
      const { log, checkpointed } = look.get() ?? { log: 0, checkpointed: 0 }
      if (log - checkpointed < (log < LONG ? WORTH : 1)) return
      isBusy = true
      thread ??= start()
      thread.postMessage('checkpoint')
    },
    async close(): Promise<void> {
      if (!thread) return
      const ended = once(thread, 'exit')
      thread.postMessage('close')
      await ended
    },
  }
}
