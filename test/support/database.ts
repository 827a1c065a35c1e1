import { join } from 'node:path'
import { pino } from 'pino'
import { inject, onTestFinished } from 'vitest'
import type { Clock } from '../../server/clock.ts'
import { systemIds } from '../../server/ids.ts'
import { type Database, openDatabase } from '../../server/process/database.ts'
import type { Store } from '../../server/store/store.ts'
import { createTestClock, realClock } from './clock.ts'
import { createDatabase } from './postgres.ts'
import { temporaryFolder } from './process.ts'

/** The engine that this project of the test run is about; see vitest.config.ts. */
export const engine = process.env.ENGINE === 'postgres' ? 'postgres' : 'sqlite'

/** The DATABASE_URL of a database of that engine that nobody else uses and that outlives a process. */
export const freshDatabase = (): Promise<string> =>
  engine === 'postgres'
    ? createDatabase(inject('postgres'))
    : Promise.resolve(`sqlite:${join(temporaryFolder(), 'test.db')}`)

/** The same with nothing in it, not even a schema. */
export const emptyDatabase = (): Promise<string> =>
  engine === 'postgres' ? createDatabase(inject('postgres'), true) : freshDatabase()

/** The same for one process: SQLite's is in memory. */
export const passingDatabase = (): Promise<string> =>
  engine === 'postgres' ? freshDatabase() : Promise.resolve('sqlite::memory:')

/** PostgreSQL goes by its own clock. */
export const createEngineClock = () => (engine === 'postgres' ? realClock : createTestClock())

/** Opens it until the test ends, with one tenant in it, `shop`. */
export async function openTestDatabase(
  url: string,
  clock: Clock = realClock,
): Promise<Database & { addContact(email: string): Promise<number> }> {
  const database = await openDatabase(url, {
    clock,
    ids: systemIds,
    logger: pino({ level: 'silent' }),
    poolSize: 10,
  })
  onTestFinished(async () => {
    await database.jobs.stop()
    await database.store.close()
  })
  await database.store.write(({ db }) =>
    db
      .insertInto('tenant')
      .values({ id: 'shop', name: 'Shop', environment: 'test' })
      .onConflict(conflict => conflict.doNothing())
      .execute(),
  )
  return { ...database, addContact: email => addContact(database.store, email) }
}

const addContact = (store: Store, email: string): Promise<number> =>
  store.write(async ({ db }) => {
    const row = { uid: systemIds.random(), tenant_id: 'shop', email, created_at: 1, updated_at: 1 }
    const { id } = await db.insertInto('contact').values(row).returning('id').executeTakeFirstOrThrow()
    return id
  })

/** A conversation as it is stored. */
export const conversationRow = (contactId: number, externalReference: string | null) => ({
  uid: systemIds.random(),
  tenant_id: 'shop',
  api: 'atender' as const,
  external_reference: externalReference,
  subject: 'Refund',
  channel: 'email',
  contact_id: contactId,
  status: 'active' as const,
  custom_fields: '{}',
  metadata: '{}',
  created_at: 1,
  updated_at: 1,
})
