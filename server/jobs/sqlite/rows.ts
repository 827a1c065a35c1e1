import type { JobRows } from '../rows.ts'

export const sqliteJobRows: JobRows = {
  async count(db) {
    const { count } = await db
      .selectFrom('job')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return count
  },
  async read(db, after, limit) {
    const rows = await db
      .selectFrom('job')
      .select(['id', 'task', 'payload', 'run_at', 'attempts'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute()
    return rows.map(({ id, task, payload, run_at, attempts }) => ({
      ...{ id, task, attempts, runAt: run_at },
      payload: JSON.parse(payload) as Record<string, unknown>, // as `add` wrote it
    }))
  },
  async put(db, jobs) {
    const idle = { locked_by: null, locked_until: null }
    await db
      .insertInto('job')
      .values(
        jobs.map(({ task, payload, runAt, attempts }) => ({
          ...{ task, payload: JSON.stringify(payload), run_at: runAt, attempts },
          ...idle,
        })),
      )
      .execute()
  },
}
