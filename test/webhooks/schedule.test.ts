import { expect, it } from 'vitest'
import { nextAttemptAt, quietUntil } from '../../server/webhooks/schedule.ts'

it('after the eighth attempt there is none', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8].map(made => nextAttemptAt(made, 0))).toEqual([
    ...[5, 300, 1800, 7200, 18000, 36000, 36000].map(seconds => seconds * 1000),
    undefined,
  ])
})

const now = Date.parse('2026-05-11T09:00:00Z')

it.each([
  ['120', 120_000],
  ['3600', 3_600_000],
  ['3601', 3_600_000],
  ['9999999999', 3_600_000],
  ['Mon, 11 May 2026 09:02:00 GMT', 120_000],
  ['Tue, 12 May 2026 09:02:00 GMT', 3_600_000],
])('Retry-After: %s is a quiet of %d ms', (value, quiet) => expect(quietUntil(value, now)).toBe(now + quiet))

it.each([undefined, '', '0', '-5', '1.5', 'soon', '99999999999999999999', 'Mon, 11 May 2026 08:59:00 GMT'])(
  'Retry-After: %s asks for no quiet',
  value => expect(quietUntil(value, now)).toBeUndefined(),
)
