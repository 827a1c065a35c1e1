import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../../server/clock.ts'
import { Refusal } from '../../../server/errors/refusal.ts'
import { openSqlite } from '../../../server/store/sqlite/open.ts'
import type { Store, Tx } from '../../../server/store/store.ts'
import { temporaryFolder } from '../../support/process.ts'

let file: string
let store: Store
beforeEach(async () => {
  file = join(temporaryFolder(), 'test.db')
  store = await openSqlite(file, systemClock)
})
afterEach(() => store.close())

const tenant = (id: string) => (tx: Tx) =>
  tx.db.insertInto('tenant').values({ id, name: id, environment: 'test' }).execute()

const stored = async () =>
  (await store.read(db => db.selectFrom('tenant').select('id').orderBy('id').execute())).map(({ id }) => id)

describe('writers that arrive together', () => {
  it('share one commit', async () => {
    const commits = countCommits(file)
    const before = commits()
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map(id => store.write(tenant(id))))
    expect(commits() - before).toBe(1)
    expect(await stored()).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  it('are not harmed by one that fails in the middle, which leaves nothing of its own', async () => {
    const results = await Promise.allSettled([
      store.write(tenant('a')),
      store.write(async tx => {
        await tenant('half')(tx)
        await tenant('a')(tx)
      }),
      store.write(async tx => {
        await tenant('thrown')(tx)
        throw new Refusal('validation_failed', 'no')
      }),
      store.write(tenant('b')),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
    expect(await stored()).toEqual(['a', 'b'])
  })

  it('run once, unless one fails after it has changed something', async () => {
    const runs: string[] = []
    const writer = (id: string, work: (tx: Tx) => Promise<unknown>) =>
      store.write(tx => {
        runs.push(id)
        return work(tx)
      })
    const refuse = () => Promise.reject(new Refusal('validation_failed', 'no'))
    await Promise.allSettled([writer('a', tenant('a')), writer('b', refuse), writer('c', tenant('a'))])
    expect(runs.splice(0)).toEqual(['a', 'b', 'c'])
    await Promise.allSettled([
      writer('d', tenant('d')),
      writer('e', async tx => {
        await tenant('half')(tx)
        await refuse()
      }),
      writer('f', tenant('f')),
    ])
    expect(runs).toEqual(['d', 'e', 'd', 'e', 'f'])
    expect(await stored()).toEqual(['a', 'd', 'f'])
  })

  it('hear nothing before the commit is durable, refused ones neither', async () => {
    const other = new SqliteDatabase(file, { readonly: true })
    const visible = () => other.prepare('select count(*) as n from tenant').get() as { n: number }
    const told = await Promise.all([
      store.write(tenant('a')).then(() => visible().n),
      store.write(tenant('a')).catch(() => visible().n),
      store.write(tenant('b')).then(() => visible().n),
    ])
    other.close()
    expect(told).toEqual([2, 2, 2])
  })

  it('have their effects after the commit, and none when they fail', async () => {
    const effects: string[] = []
    await Promise.allSettled([
      store.write(async tx => {
        tx.afterCommit(() => effects.push('good'))
        await tenant('a')(tx)
        expect(effects).toEqual([])
      }),
      store.write(async tx => {
        tx.afterCommit(() => effects.push('bad'))
        await tenant('a')(tx)
      }),
    ])
    expect(effects).toEqual(['good'])
  })

  it('all fail when the transaction as a whole does, and the next ones succeed', async () => {
    // SQLite itself rolls the transaction back, as it does when the disk is full.
    const results = await Promise.allSettled([
      store.write(tenant('a')),
      store.write(async tx => {
        await sql`rollback`.execute(tx.db)
        throw new Error('the disk')
      }),
      store.write(tenant('b')),
    ])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(await stored()).toEqual([])
    await store.write(tenant('c'))
    expect(await stored()).toEqual(['c'])
  })
})

it('reads see what this process committed at once, and what another one committed soon', async () => {
  expect(await stored()).toEqual([])
  await store.write(tenant('own'))
  expect(await stored()).toEqual(['own'])
  const other = new SqliteDatabase(file)
  other.exec("insert into tenant (id, name, environment) values ('theirs', 'x', 'test')")
  other.close()
  await expect.poll(stored, { timeout: 1000 }).toEqual(['own', 'theirs'])
})

it('every commit waits for the disk: synchronous is FULL, the journal is a WAL', async () => {
  const settings = await store.write(async ({ db }) => [
    (await sql<{ synchronous: number }>`pragma synchronous`.execute(db)).rows[0]?.synchronous,
    (await sql<{ journal_mode: string }>`pragma journal_mode`.execute(db)).rows[0]?.journal_mode,
    (await sql<{ foreign_keys: number }>`pragma foreign_keys`.execute(db)).rows[0]?.foreign_keys,
  ])
  expect(settings).toEqual([2, 'wal', 1])
})

/** Transactions that have changed the file, as another connection sees them (sqlite.org/pragma.html#pragma_data_version). */
function countCommits(path: string): () => number {
  const other = new SqliteDatabase(path, { readonly: true })
  let seen = other.pragma('data_version', { simple: true }) as number
  let commits = 0
  return () => {
    const now = other.pragma('data_version', { simple: true }) as number
    commits += now - seen
    seen = now
    return commits
  }
}
