/** The hour of a day at which a conversation wakes, in UTC. */
const HOUR = 9
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const numbers = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]
const PERIOD = new RegExp(`^(\\d{1,3}|${numbers.join('|')}) (minute|hour|day|week|month)s?$`)
const TIMESTAMP = /^\d{4}-\d\d-\d\dt\d\d:\d\d(:\d\d(\.\d{1,9})?)?(z|[+-]\d\d:\d\d)$/

/**
 * When a snoozed conversation wakes, by one of the forms that the vendor's page on updating a conversation lists.
 *
 * @param now milliseconds since 1970
 * @returns milliseconds since 1970; undefined for a text of no such form
 */
export function parseSnoozeTime(text: string, now: number): number | undefined {
  const said = text.trim().toLowerCase()
  const minutes = /^(?:(\d{1,6})m|\+(\d{1,6}))$/.exec(said)
  if (minutes) return now + Number(minutes[1] ?? minutes[2]) * MINUTE
  if (said === 'tomorrow') return morningOf(now + DAY)
  if (days.includes(said)) return nextMorning(days.indexOf(said), now)
  const period = PERIOD.exec(said)
  if (period) return later(now, countOf(period[1] ?? ''), period[2] ?? '')
  if (!TIMESTAMP.test(said)) return undefined
  const moment = Date.parse(said.toUpperCase())
  return Number.isNaN(moment) ? undefined : moment
}

const morningOf = (moment: number): number => Math.floor(moment / DAY) * DAY + HOUR * 60 * MINUTE

/** Today when it is that day and not yet nine. */
function nextMorning(day: number, now: number): number {
  const ahead = (day - new Date(now).getUTCDay() + 7) % 7
  const morning = morningOf(now + ahead * DAY)
  return morning > now ? morning : morning + 7 * DAY
}

const countOf = (word: string): number => (numbers.includes(word) ? numbers.indexOf(word) + 1 : Number(word))

function later(now: number, count: number, unit: string): number {
  if (unit !== 'month') {
    const length = { minute: MINUTE, hour: 60 * MINUTE, day: DAY, week: 7 * DAY }[unit] ?? 0
    return now + count * length
  }
  const date = new Date(now)
  const day = date.getUTCDate()
  date.setUTCMonth(date.getUTCMonth() + count)
  // A month without such a day: its last one.
  if (date.getUTCDate() !== day) date.setUTCDate(0)
  return date.getTime()
}
