import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { pino } from 'pino'
import type { TestProject } from 'vitest/node'
import { systemClock } from '../../server/clock.ts'
import { systemIds } from '../../server/ids.ts'
import { openDatabase } from '../../server/process/database.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestPostgres
  }
}

/** The PostgreSQL of one run of the tests. */
export interface TestPostgres {
  /** Of its administrative database, by a role that may create databases. */
  url: string
  /** The name of a database with the schema in it, to make others from. */
  template: string
}

let server: PostgresServer | undefined
let postgres: TestPostgres | undefined

/** Runs once, before the first test of the project: PostgreSQL from npm, or the one that TEST_POSTGRES_URL names. */
export async function setup(project: TestProject): Promise<void> {
  const given = process.env.TEST_POSTGRES_URL
  if (!given) server = await startPostgres()
  const url = given || server?.url || ''
  postgres = { url, template: `contracts_${randomBytes(4).toString('hex')}` }
  await asAdmin(url, `create database ${postgres.template}`)
  const { store } = await openDatabase(inDatabase(url, postgres.template), {
    clock: systemClock,
    ids: systemIds,
    logger: pino({ level: 'silent' }),
    poolSize: 2,
  })
  await store.close()
  project.provide('postgres', postgres)
}

export async function teardown(): Promise<void> {
  try {
    if (!postgres || server) return
    const made = await asAdmin(
      postgres.url,
      `select datname from pg_database where starts_with(datname, '${postgres.template}')`,
    )
    for (const { datname } of made) await asAdmin(postgres.url, `drop database ${datname} with (force)`)
  } finally {
    await server?.remove()
  }
}

/** Makes a database for one test, removed after the run; with the schema in it unless it is to be empty. */
export async function createDatabase({ url, template }: TestPostgres, empty = false): Promise<string> {
  const name = `${template}_${randomBytes(6).toString('hex')}`
  await asAdmin(url, `create database ${name} template ${empty ? 'template0' : template}`)
  return inDatabase(url, name)
}

/** Runs one statement on a connection of its own. */
export async function asAdmin(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

function inDatabase(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}
