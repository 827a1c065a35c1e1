import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import type SqliteDatabase from 'better-sqlite3'
import { type Clock, stopwatch } from '../../clock.ts'
import { keepTrace } from '../../telemetry/trace.ts'
import { runDirectly } from '../direct.ts'
import type { Db, Tx } from '../store.ts'
import { HalfDone, type Outcome, tellAll, type Writer } from '../writer.ts'
import { isBusy } from './errors.ts'
import { createDirect } from './statement-cache.ts'

/** How long writers wait for another process to let go of the file, in milliseconds. */
const PATIENCE = 5_000
const BETWEEN_TRIES = 20
/** A transaction that takes longer has written much, in milliseconds. */
const LARGE = 50

/** A group does not wait for more than these. */
const ENOUGH = 48
/** A smaller one begins when so many turns of the event loop have brought nobody new. */
const QUIET_TURNS = 4

/**
 * Lets writers that arrive together share one transaction, and so one wait for the disk.
 *
 * One that fails is undone alone, its neighbours never see it. Nobody hears anything, not even a refusal that a
 * neighbour caused, before the commit is durable; when the commit fails, all of them fail with its error.
 *
 * Most that fail have changed nothing yet. When one has, all start over with a savepoint each: savepoints are not free,
 * they keep a copy of every page that is changed after them.
 *
 * @param db the one connection of `connection`; work runs on it while nobody else does
 * @param clock tells a large transaction by the time that it takes
 * @param hooks `flush` brings what a transaction has written so far to the disk, while others are served; `committed`
 *   is called after each commit, before anybody hears of it, with the number of writers and the seconds from its BEGIN;
 *   `announced` for each writer that has announced something
 */
export function createGroupCommit(
  db: Db,
  connection: SqliteDatabase.Database,
  clock: Clock,
  {
    flush,
    committed,
    announced,
  }: {
    flush: () => Promise<void>
    committed: (writers: number, seconds: number) => void
    announced: () => void
  },
) {
  const [begin, savepoint, release, undo, commit, rollback] = [
    'BEGIN IMMEDIATE',
    'SAVEPOINT writer',
    'RELEASE writer',
    'ROLLBACK TO writer',
    'COMMIT',
    'ROLLBACK',
  ].map(sql => connection.prepare(sql)) as [Statement, Statement, Statement, Statement, Statement, Statement] // as many as there are texts

  const direct = createDirect(connection)
  /** The rows changed since the connection was opened; a statement that failed changes none. */
  const changes = connection.prepare<[], number>('SELECT total_changes()').pluck()

  let waiting: Writer[] = []
  let running: Promise<void> | undefined

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      await gather()
      const group = waiting
      waiting = []
      const outcomes = await commitGroup(group).catch(error =>
        group.map(({ reject }): Outcome => ({ tell: () => reject(error), effects: [] })),
      )
      tellAll(outcomes)
    }
    running = undefined
  }

  /**
   * Everything that the event loop has ready joins the group, and who comes a moment later: a caller who was just
   * answered is about to ask again.
   */
  async function gather(): Promise<void> {
    for (let quiet = 0; waiting.length < ENOUGH && quiet < QUIET_TURNS; ) {
      const before = waiting.length
      await setImmediate()
      quiet = waiting.length > before ? 0 : quiet + 1
    }
  }

  async function commitGroup(group: Writer[]): Promise<Outcome[]> {
    for (let waited = 0; ; waited += BETWEEN_TRIES) {
      try {
        return await db.connection().execute(own => {
          // Nobody else has the connection before this is over.
          runDirectly(own, direct)
          return transaction(own, group)
        })
      } catch (error) {
        // BEGIN found the file locked by another process: nothing has run yet.
        if (!(error instanceof Locked)) throw error
        if (waited >= PATIENCE) throw error.cause
        await sleep(BETWEEN_TRIES)
      }
    }
  }

  async function transaction(own: Db, group: Writer[], careful = false): Promise<Outcome[]> {
    const elapsed = stopwatch()
    try {
      begin.run()
    } catch (error) {
      throw isBusy(error) ? new Locked('the file is locked', { cause: error }) : error
    }
    try {
      const outcomes: Outcome[] = []
      const begun = clock.now()
      for (const writer of group) outcomes.push(await runOne(own, writer, careful))
      // Everybody stands still while COMMIT waits for the disk, the longer the more was written.
      if (clock.now() - begun > LARGE) await flush()
      commit.run()
      committed(group.length, elapsed())
      return outcomes
    } catch (error) {
      if (connection.inTransaction) rollback.run()
      if (error instanceof HalfDone) return await transaction(own, group, true)
      throw error
    }
  }

  async function runOne(own: Db, { work, resolve, reject }: Writer, careful: boolean): Promise<Outcome> {
    const effects: Outcome['effects'] = []
    if (careful) savepoint.run()
    const before = changes.get()
    try {
      const result = await work({
        db: own,
        afterCommit: effect => effects.push(effect),
        announce: async () => void effects.push(announced),
      })
      if (careful) release.run()
      return { tell: () => resolve(result), effects }
    } catch (error) {
      // A full disk, for one, makes SQLite roll back the whole transaction by itself (sqlite.org/lang_transaction.html).
      if (!connection.inTransaction) throw error
      if (careful) {
        undo.run()
        release.run()
      } else if (changes.get() !== before) throw new HalfDone()
      return { tell: () => reject(error), effects: [] }
    }
  }

  return {
    /** Runs `work` in a transaction that it may share; resolves when that is durable. */
    write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        waiting.push({ work: keepTrace(work), resolve: resolve as Writer['resolve'], reject }) // called with what `work` resolves to
        running ??= run()
      })
    },
    /** Resolves when nobody waits any more. */
    async idle(): Promise<void> {
      await running
    },
  }
}

type Statement = SqliteDatabase.Statement

class Locked extends Error {}
