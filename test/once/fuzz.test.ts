import { expect, it } from 'vitest'
import { fuzz } from '../../fuzz/fuzz.ts'

/** A few in every run; `npm run fuzz` for many. */
const REQUESTS = 5000

it(`${REQUESTS} requests that nobody should send are answered as documented, soon, and without a trace`, async () => {
  const { rows, findings } = await fuzz({
    ...{ requests: REQUESTS, seed: 20_261, engine: 'sqlite' },
    tell() {},
  })
  expect(findings).toEqual([])
  expect(rows.reduce((sum, { requests }) => sum + requests, 0)).toBeGreaterThanOrEqual(REQUESTS)
  // Some of them get as far as the database.
  for (const { face, kind, answers } of rows)
    if (kind !== 'bytes') expect([face, kind, answers['2xx']]).not.toEqual([face, kind, undefined])
}, 300_000)
