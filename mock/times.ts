import { toTimestamp } from '../server/clock.ts'

const timestamp = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/

/** Members that tell of what is still to come. */
const future = /until|next|due|deadline/i

const DAY = 86_400_000

/**
 * The moment at which an example was true: that of its newest timestamp, or a day before those that are to come.
 * Undefined for an example without timestamps.
 */
export function momentOf(example: unknown): number | undefined {
  let [past, coming] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  const visit = (value: unknown, name: string) => {
    if (typeof value === 'string') {
      if (!timestamp.test(value)) return
      if (future.test(name)) coming = Math.min(coming, Date.parse(value))
      else past = Math.max(past, Date.parse(value))
    } else if (typeof value === 'object' && value !== null) {
      for (const [member, child] of Object.entries(value)) visit(child, Array.isArray(value) ? name : member)
    }
  }
  visit(example, '')
  return [past, coming - DAY].find(Number.isFinite)
}

/** The example with all its timestamps moved as far as from the moment of the example to now. */
export function moved(example: unknown, moment: number | undefined, now: number): unknown {
  if (moment === undefined) return example
  const by = now - moment
  const move = (value: unknown): unknown => {
    if (typeof value === 'string') return timestamp.test(value) ? toTimestamp(Date.parse(value) + by) : value
    if (Array.isArray(value)) return value.map(move)
    if (typeof value !== 'object' || value === null) return value
    const copy: Record<string, unknown> = {}
    for (const [name, child] of Object.entries(value)) copy[name] = move(child)
    return copy
  }
  return move(example)
}
