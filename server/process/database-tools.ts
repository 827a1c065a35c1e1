/** What is done to a database as a whole, by a process beside the servers. */
import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { pino } from 'pino'
import { systemClock } from '../clock.ts'
import type { Config } from '../config.ts'
import { checkDatabase, type Finding } from '../databases/check.ts'
import { type Copied, copyDatabase, type Tell } from '../databases/copy.ts'
import { Refusal } from '../errors/refusal.ts'
import { StartError } from '../errors/start-error.ts'
import { systemIds } from '../ids.ts'
import type { Store } from '../store/store.ts'
import { type Pruned, pruneConversations, toBePruned } from '../use-cases/prune-conversations.ts'
import { engineOf, loadBackups, openDatabase, openWhole } from './database.ts'

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

/** What does not fit together in a database; servers may go on meanwhile. */
export async function check(url: string): Promise<Finding[]> {
  const whole = await openWhole(url, 'snapshot', logger)
  try {
    return await checkDatabase(whole)
  } finally {
    await whole.close()
  }
}

export interface PruneReport extends Pruned {
  tenant: string
  /** How many conversations stay, by status. */
  stay: Record<string, number>
}

/**
 * Deletes the closed conversations that nothing has changed in since a moment, while servers go on.
 *
 * @param wanted `before`: in milliseconds since 1970; `tenant`: one alone; `isDry`: nothing is deleted
 * @throws StartError for a tenant that is not there
 */
export async function prune(
  { databaseUrl, databasePool }: Pick<Config, 'databaseUrl' | 'databasePool'>,
  { before, tenant, isDry }: { before: number; tenant: string | undefined; isDry: boolean },
  tell: Tell,
): Promise<PruneReport[]> {
  const context = { clock: systemClock, ids: systemIds, logger, poolSize: databasePool }
  const { store } = await openDatabase(databaseUrl, context)
  try {
    const all = await store.read(db => db.selectFrom('tenant').select('id').orderBy('id').execute())
    const tenants = all.filter(({ id }) => tenant === undefined || id === tenant)
    if (tenant !== undefined && tenants.length === 0) throw new StartError(`There is no tenant ${tenant}.`)
    const reports: PruneReport[] = []
    for (const { id } of tenants) {
      const wanted = { tenantId: id, before }
      const goes = await toBePruned({ store }, wanted)
      const gone: Pruned = { conversations: 0, messages: 0, attachments: 0, bytes: 0 }
      if (!isDry)
        await pruneConversations({ store }, wanted, some => {
          for (const [name, count] of Object.entries(some)) gone[name as keyof Pruned] += count
          tell(`conversations of ${id}`, gone.conversations, Math.max(goes.conversations, gone.conversations))
          return true
        })
      const { byStatus, ...would } = goes
      const stay = await countByStatus(store, id)
      if (isDry)
        for (const [status, count] of Object.entries(byStatus)) stay[status] = (stay[status] ?? 0) - count
      reports.push({ tenant: id, ...(isDry ? would : gone), stay })
    }
    return reports
  } catch (error) {
    // Another process held the file too long, or the database is away; what was deleted by then is gone for good.
    if (!(error instanceof Refusal)) throw error
    const reason = error.cause instanceof Error ? error.cause.message : error.message
    throw new StartError(`The database cannot be written for now: ${reason}. Run the same again.`)
  } finally {
    await store.close()
  }
}

/**
 * Gives what is free in a file of SQLite back to the disk.
 *
 * @throws StartError while another process has it open, and for PostgreSQL, which does so by itself
 */
export async function shrink(url: string): Promise<{ before: number; after: number }> {
  const { path } = engineOf(url)
  if (path === undefined)
    throw new StartError('--vacuum is for SQLite; PostgreSQL uses its free space again by itself.')
  const { shrinkSqlite } = await loadBackups()
  return shrinkSqlite(path)
}

async function countByStatus(store: Store, tenantId: string): Promise<Record<string, number>> {
  const rows = await store.read(db =>
    db
      .selectFrom('conversation')
      .select(['status', ({ fn }) => fn.countAll<number>().as('count')])
      .where('tenant_id', '=', tenantId)
      .groupBy('status')
      .orderBy('status')
      .execute(),
  )
  return Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]))
}
