import type { Logger } from 'pino'
import type { Clock } from './clock.ts'
import type { Ids } from './ids.ts'
import type { Jobs } from './jobs/jobs.ts'
import { createSqliteJobs } from './jobs/sqlite/jobs.ts'
import { StartError } from './start-error.ts'
import { openSqlite } from './store/sqlite/open.ts'
import type { Store } from './store/store.ts'

/** One database with its two ports: what is stored, and what happens later. */
export interface Database {
  store: Store
  jobs: Jobs
}

/**
 * Opens the database that the URL names and brings its schema up to date.
 *
 * @param url `sqlite:PATH` or `sqlite::memory:`
 * @throws StartError when the URL is none of these, or the database cannot be opened or written to
 */
export async function openDatabase(
  url: string,
  context: { clock: Clock; ids: Ids; logger: Logger },
): Promise<Database> {
  if (url.startsWith('sqlite:') && url.length > 'sqlite:'.length) {
    const store = await openSqlite(url.slice('sqlite:'.length))
    return { store, jobs: createSqliteJobs({ ...context, store }) }
  }
  throw new StartError(
    `DATABASE_URL must be sqlite:PATH or sqlite::memory:, not ${JSON.stringify(url.replace(/\/\/.*@/, '//…@'))}`,
  )
}
