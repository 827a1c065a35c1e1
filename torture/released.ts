/** The database that the last release has left. */
import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, PostgresDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { Pool } from 'pg'
import { systemClock } from '../server/clock.ts'
import { checkDatabase } from '../server/databases/check.ts'
import { type Sum, sumOf } from '../server/databases/pages.ts'
import { systemIds } from '../server/ids.ts'
import { setUpJobs } from '../server/jobs/postgres/jobs.ts'
import { openDatabase, openWhole } from '../server/process/database.ts'
import { postgresMigrations } from '../server/store/postgres/migrations.ts'
import { asAdmin } from '../test/support/postgres.ts'
import { root } from '../test/support/process.ts'
import { silent } from '../test/support/silent.ts'
import type { World } from './world.ts'

const VERSION = '1.0.0'
/** The last migration of that version. */
const MIGRATION = '2026-11-30-inbox'

const fixture = (end: string) => join(root, `test/fixtures/databases/${VERSION}.${end}`)

interface Released {
  url: string
  /** Brings it up to date as a start does, and counts the rows that are as they would be had nothing happened. */
  compare(): Promise<{ acknowledged: number; kept: number; differ: string[] }>
}

let count = 0
/** What is in one that was brought up to date without trouble, by what the worlds are. */
const references = new WeakMap<World, Map<string, Sum>>()

export async function releasedDatabase(world: World): Promise<Released> {
  let reference = references.get(world)
  if (!reference) {
    reference = await upToDate(await copyOf(world))
    references.set(world, reference)
  }
  const expected = reference
  const url = await copyOf(world)
  return {
    url,
    async compare() {
      const found = await upToDate(url)
      const sums = [...expected]
      const differ = sums.filter(([name, { digest }]) => found.get(name)?.digest !== digest)
      const rowsOf = (all: typeof sums) => all.reduce((sum, [, { rows }]) => sum + rows, 0)
      return {
        acknowledged: rowsOf(sums),
        kept: rowsOf(sums) - rowsOf(differ),
        differ: differ.map(([name]) => name),
      }
    },
  }
}

async function copyOf(world: World): Promise<string> {
  const name = `released_${++count}`
  if (world.file !== undefined) {
    const path = join(world.folder, `${name}.db`)
    copyFileSync(fixture('db'), path)
    return `sqlite:${path}`
  }
  const url = new URL(world.databaseUrl)
  await asAdmin(world.databaseUrl, `create database ${name} template template0`)
  url.pathname = `/${name}`
  const pool = new Pool({ connectionString: url.href, max: 1 })
  try {
    const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
    const provider = { getMigrations: async () => postgresMigrations }
    const { error } = await new Migrator({ db, provider }).migrateTo(MIGRATION)
    if (error) throw error
    await setUpJobs(pool, silent)
    await pool.query(readFileSync(fixture('sql'), 'utf8'))
  } finally {
    await pool.end()
  }
  return url.href
}

/** @throws Error when something in it does not fit together */
async function upToDate(url: string): Promise<Map<string, Sum>> {
  const context = { clock: systemClock, ids: systemIds, logger: silent, poolSize: 2 }
  await (await openDatabase(url, context)).store.close()
  const whole = await openWhole(url, 'snapshot', silent)
  try {
    const wrong = (await checkDatabase(whole)).filter(({ isWrong }) => isWrong)
    if (wrong.length > 0) throw new Error(`After a broken migration: ${JSON.stringify(wrong)}`)
    const sums = new Map<string, Sum>()
    for (const table of await whole.tables()) sums.set(table.name, await sumOf(whole.db, table))
    return sums
  } finally {
    await whole.close()
  }
}
