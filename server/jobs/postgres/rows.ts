import { sql } from 'kysely'
import { systemIds } from '../../ids.ts'
import type { DueJob } from '../jobs.ts'
import type { JobRows } from '../rows.ts'
import { type Carried, NEVER_GIVE_UP } from './jobs.ts'
import { dueAt } from './own-time.ts'

/**
 * graphile-worker's view of its jobs has no payload, and its functions that give one write, which a snapshot cannot. So
 * its tables are read, here alone, and never written.
 */
export const postgresJobRows: JobRows = {
  async count(db) {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from graphile_worker.jobs`.execute(db)
    return rows[0]?.count ?? 0
  },
  async read(db, after, limit) {
    const { rows } = await sql<{
      id: number
      task: string
      due: number
      attempts: number
      carried: Carried<DueJob['payload']>
    }>`
      select job.id, identifier as task, ${dueAt} as due, attempts, payload as carried
      from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = task_id
      where job.id > ${after} order by job.id limit ${limit}`.execute(db)
    return rows.map(({ id, task, due, attempts, carried: { payload, before } }) => ({
      ...{ id, task, payload, runAt: due, attempts: before + attempts },
    }))
  },
  async put(db, jobs) {
    const rows = jobs.map(({ task, payload, runAt, attempts }) => ({
      ...{ task, runAt, key: systemIds.random() },
      carried: { payload, before: attempts } satisfies Carried<DueJob['payload']>,
    }))
    await sql`select count(*) from json_to_recordset(${JSON.stringify(rows)}::json)
        as job(task text, "runAt" float8, key text, carried json),
      lateral graphile_worker.add_job(
        identifier => task,
        payload => carried,
        run_at => to_timestamp("runAt" / 1000),
        max_attempts => ${NEVER_GIVE_UP},
        job_key => key
      ) added`.execute(db)
  },
}
