import { expect, it } from 'vitest'
import { faultsOf } from '../../torture/faults.ts'
import { torture } from '../../torture/torture.ts'
import { engine } from '../support/database.ts'

/**
 * Each fault strikes once, on one of the engines: three servers on PostgreSQL cost as much as three times that many rounds
 * of the one on SQLite. `npm run torture` is for many rounds of all on both.
 */
const onPostgres = [
  'kill -9 at random',
  'kill -9 with a COMMIT under way',
  'the database is read-only',
  'the database restarts',
  'a clock is an hour ahead, and back',
]
const namesOf = (of: typeof engine) => faultsOf(of).map(({ name }) => name)
const onSqlite = namesOf('sqlite').filter(name => !onPostgres.includes(name))
const faults = engine === 'postgres' ? onPostgres : onSqlite

it(`torture on ${engine}: nothing acknowledged is lost, there by halves, or comes again without a kill or as another`, async () => {
  expect([...onSqlite, ...onPostgres]).toEqual(expect.arrayContaining(namesOf('postgres')))
  const load = { callers: 4, breath: 150 }
  const rows = await torture(engine, faults.length, 20_261_201, { faults, load })
  expect(rows.map(({ fault }) => fault).sort()).toEqual([...faults].sort())
  expect(rows.reduce((sum, { acknowledged }) => sum + acknowledged, 0)).toBeGreaterThan(50)
  const wrong = { lost: 0, 'without a kill': 0, 'another id': 0, 'wrong answers': 0 }
  for (const { fault, acknowledged: kept, ...row } of rows)
    expect({ fault, ...row }).toMatchObject({ fault, kept, ...wrong })
}, 400_000)
