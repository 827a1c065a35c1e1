import { StartError } from '../start-error.ts'
import { openSqlite } from './sqlite/open.ts'
import type { Store } from './store.ts'

/**
 * Opens the database that the URL names and brings its schema up to date.
 *
 * @param url `sqlite:PATH` or `sqlite::memory:`
 * @throws StartError when the URL is none of these, or the database cannot be opened or written to
 */
export async function openStore(url: string): Promise<Store> {
  if (url.startsWith('sqlite:') && url.length > 'sqlite:'.length) {
    return openSqlite(url.slice('sqlite:'.length))
  }
  throw new StartError(
    `DATABASE_URL must be sqlite:PATH or sqlite::memory:, not ${JSON.stringify(url.replace(/\/\/.*@/, '//…@'))}`,
  )
}
