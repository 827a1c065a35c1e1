/** What is done to a database as a whole, by a process beside the servers. */
import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { pino } from 'pino'
import { type Copied, copyDatabase, type Tell } from '../databases/copy.ts'
import { StartError } from '../errors/start-error.ts'
import { engineOf, loadBackups, openWhole } from './database.ts'

const logger = pino({ level: 'silent' })

/** How many rows each table has. */
type Counts = Record<string, number>

export interface BackedUp {
  file: string
  bytes: number
  counts: Counts
}

/**
 * Writes what a database holds at this moment into a file of SQLite, while servers go on.
 *
 * @throws StartError with the reason, such as a file that is there already
 */
export async function backUp(url: string, file: string, force: boolean, tell: Tell): Promise<BackedUp> {
  const { path } = engineOf(url)
  if (path === ':memory:') throw new StartError('sqlite::memory: is gone with its server; name a file.')
  if (path !== undefined && resolve(path) === resolve(file))
    throw new StartError(`${file} is the database itself.`)
  if (existsSync(file) && !force)
    throw new StartError(`${file} is there already; --force writes another one in its place.`)
  const { backUpSqlite } = await loadBackups()
  const counts =
    path === undefined
      ? await backUpPostgres(url, file, tell)
      : await backUpSqlite(path, file, (done, of) => tell('pages', done, of))
  return { file, bytes: statSync(file).size, counts }
}

async function backUpPostgres(url: string, file: string, tell: Tell): Promise<Counts> {
  const { writeBeside, checkCopy } = await loadBackups()
  return await writeBeside(file, async partial => {
    await copy(url, `sqlite:${partial}`, 'snapshot', tell)
    return checkCopy(partial)
  })
}

/**
 * Puts what a backup holds into a database that holds nothing.
 *
 * @throws StartError with the reason
 */
export async function restore(file: string, url: string, tell: Tell): Promise<Counts> {
  const { path } = engineOf(url)
  if (path === ':memory:') throw new StartError('sqlite::memory: is gone with its server; name a file.')
  if (path !== undefined) {
    const { restoreSqlite } = await loadBackups()
    return await restoreSqlite(file, path, (done, of) => tell('pages', done, of))
  }
  const copied = await copy(`sqlite:${file}`, url, 'snapshot', tell)
  return Object.fromEntries(copied.map(({ name, rows }) => [name, rows]))
}

/**
 * Copies a database into another one, of either engine, that holds nothing.
 *
 * @param from `source` where nobody may write to it meanwhile
 * @throws StartError with the reason
 */
export async function copy(
  sourceUrl: string,
  targetUrl: string,
  from: 'source' | 'snapshot',
  tell: Tell,
): Promise<Copied[]> {
  const source = await openWhole(sourceUrl, from, logger)
  try {
    const target = await openWhole(targetUrl, 'target', logger)
    try {
      return await copyDatabase(source, target, tell)
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}
