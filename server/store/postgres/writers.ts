import { setImmediate } from 'node:timers/promises'
import type pg from 'pg'
import { stopwatch } from '../../clock.ts'
import { keepTrace } from '../../telemetry/trace.ts'
import type { Db, Tx } from '../store.ts'
import { HalfDone, type Outcome, tellAll, type Writer } from '../writer.ts'
import { isConflict, isUnavailable } from './errors.ts'
import { createTogether, type Together } from './together.ts'
import { dbOn, transaction, txOf, within } from './transaction.ts'

/** So many groups are under way at a time; who comes later is in the next one. */
const GROUPS = 2
/** A group has no more writers than these. */
const ENOUGH = 48

/**
 * Lets writers that add rows and arrive together share a transaction, side by side, so that the rows of all of them go out in
 * one INSERT each time (`Store.append`).
 *
 * One that fails before it has changed anything fails alone. When another one fails, or a statement does, the group is
 * rolled back and its halves run, and so on, until the one to blame runs by itself. Nobody hears anything before the
 * commit is durable.
 *
 * @param db builds the queries
 * @param hooks.committed called after each commit with the number of writers and the seconds that it took, a
 *   connection waited for included
 * @param hooks.announced called for each that has announced something
 */
export function createWriters(
  pool: pg.Pool,
  db: Db,
  { committed, announced }: { committed: (writers: number, seconds: number) => void; announced: () => void },
) {
  const waiting: Writer[] = []
  let groups = 0

  async function begin(): Promise<void> {
    if (groups === GROUPS) return
    groups++
    while (waiting.length > 0) {
      // Whoever comes in this turn of the event loop.
      await setImmediate()
      const group = waiting.splice(0, ENOUGH)
      if (group.length > 0) await runGroup(group)
    }
    groups--
  }

  async function runGroup(group: Writer[]): Promise<void> {
    const [first] = group
    if (first && group.length === 1) return await write(first.work).then(first.resolve, first.reject)
    const elapsed = stopwatch()
    try {
      const outcomes = await within(pool, client => runOn(client, group))
      committed(group.length, elapsed())
      tellAll(outcomes)
    } catch (error) {
      if (!(error instanceof HalfDone)) {
        for (const { reject } of group) reject(error)
        return
      }
      const middle = Math.ceil(group.length / 2)
      await runGroup(group.slice(0, middle))
      await runGroup(group.slice(middle))
    }
  }

  /** @throws HalfDone when the transaction cannot be committed, because of one of the writers */
  async function runOn(client: pg.PoolClient, group: Writer[]): Promise<Outcome[]> {
    const seats = seatsOn(client, db)
    const outcomes = await Promise.all(
      group.map(async ({ work, resolve, reject }, index): Promise<Outcome & { isHalfDone?: boolean }> => {
        const { db, changes } = seats.take(index)
        const effects: Outcome['effects'] = []
        try {
          const result = await work(txOf(db, effects, announced))
          return { tell: () => resolve(result), effects }
        } catch (error) {
          return { tell: () => reject(error), effects: [], isHalfDone: changes() }
        }
      }),
    )
    const failure = seats.failure()
    if (failure !== undefined && isUnavailable(failure) && !isConflict(failure)) throw failure
    if (failure !== undefined || outcomes.some(({ isHalfDone }) => isHalfDone)) throw new HalfDone()
    return outcomes
  }

  /** Runs `work` in a transaction of its own; resolves when that is durable. */
  async function write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const elapsed = stopwatch()
    const { result, effects } = await transaction(pool, announced, work)
    committed(1, elapsed())
    for (const effect of effects) effect()
    return result
  }

  return {
    write,
    /** Runs `work` in a transaction that it may share; resolves when that is durable. */
    append<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        waiting.push({ work: keepTrace(work), resolve: resolve as Writer['resolve'], reject }) // called with what `work` resolves to
        void begin()
      })
    },
  }
}

interface Seat {
  db: Db
  /** Whether it may have changed anything since it was taken. */
  hasChanged: boolean
}

interface Room {
  seats: Seat[]
  together: Together
  /** The error of the first statement that failed, which ends the transaction. */
  failure: unknown
}

const rooms = new WeakMap<pg.PoolClient, Room>()

/** The seats of a group's writers on a connection, each with a `Db` of its own, which are made once. */
function seatsOn(client: pg.PoolClient, builder: Db) {
  const room = rooms.get(client) ?? createRoom(client, builder)
  rooms.set(client, room)
  room.failure = undefined
  return {
    take(index: number) {
      const seat = room.seats[index] ?? createSeat(client, room)
      room.seats[index] = seat
      seat.hasChanged = false
      return { db: seat.db, changes: () => seat.hasChanged }
    },
    failure: () => room.failure,
  }
}

function createRoom(client: pg.PoolClient, builder: Db): Room {
  const together = createTogether(builder, async () => {
    // Whoever asks in this turn of the event loop.
    await setImmediate()
    await together.ask(client, false)
  })
  return { seats: [], together, failure: undefined }
}

function createSeat(client: pg.PoolClient, room: Room): Seat {
  const watched = async <T>(asked: Promise<T>): Promise<T> => {
    try {
      return await asked
    } catch (error) {
      room.failure ??= error
      throw error
    }
  }
  const query = (text: string, values: unknown[]) => {
    if (!text.startsWith('select ')) seat.hasChanged = true
    return watched(client.query(text, values))
  }
  const seat: Seat = {
    hasChanged: false,
    db: dbOn(query, {
      async rows(query, parameters, form, values) {
        const isRead = query.query.kind === 'SelectQueryNode'
        // It leaves a row that is there as it is, and then has no result.
        const mayInsert = form.into?.unique !== undefined
        if (!isRead && !mayInsert) seat.hasChanged = true
        const rows = await watched(room.together.rows(query, parameters, form, values))
        if (mayInsert && rows.length > 0) seat.hasChanged = true
        return rows
      },
    }),
  }
  return seat
}
