import { join } from 'node:path'
import { inject } from 'vitest'
import { createDatabase } from './postgres.ts'
import { temporaryFolder } from './process.ts'

/** The engine that this project of the test run is about; see vitest.config.ts. */
const engine = process.env.ENGINE === 'postgres' ? 'postgres' : 'sqlite'

/** The DATABASE_URL of a database of that engine that nobody else uses and that outlives a process. */
export const freshDatabase = (): Promise<string> =>
  engine === 'postgres'
    ? createDatabase(inject('postgres'))
    : Promise.resolve(`sqlite:${join(temporaryFolder(), 'test.db')}`)

/** The same for one process: SQLite's is in memory. */
export const passingDatabase = (): Promise<string> =>
  engine === 'postgres' ? freshDatabase() : Promise.resolve('sqlite::memory:')
