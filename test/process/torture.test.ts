import { expect, it } from 'vitest'
import { torture } from '../../torture/torture.ts'
import { engine } from '../support/database.ts'

/** A few in every run; `npm run torture` for many. */
const ROUNDS = 5

it(`${ROUNDS} rounds of torture on ${engine}: nothing acknowledged is lost, there by halves, or sent twice as two`, async () => {
  const rows = await torture(engine, ROUNDS, 20_261_130, () => {})
  expect(rows.reduce((sum, { rounds }) => sum + rounds, 0)).toBe(ROUNDS)
  expect(rows.reduce((sum, { acknowledged }) => sum + acknowledged, 0)).toBeGreaterThan(50)
  for (const { fault, acknowledged, kept, lost, doubled } of rows) {
    expect({ fault, kept, lost, doubled }).toEqual({ fault, kept: acknowledged, lost: 0, doubled: 0 })
  }
}, 400_000)
