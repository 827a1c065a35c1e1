/** What the turns come to. */
import type { Player, Turn } from './players.ts'
import { cell } from './rounds.ts'
import type { WorkloadName } from './workloads.ts'

/** NaN of nothing. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)] ?? Number.NaN
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? upper) + upper) / 2 : upper
}

/** The medians over the rounds; undefined for who took no part. */
export function figuresOf(player: Player, workload: WorkloadName, connections: number) {
  const turns = player.turns.get(cell(workload, connections))
  if (!turns) return undefined
  const of = (read: (turn: Turn) => number) => median(turns.map(read))
  const rates = turns.map(({ rate }) => rate)
  return {
    rate: of(({ rate }) => rate),
    /** From the slowest to the fastest round, as a part of the median. */
    spread: (Math.max(...rates) - Math.min(...rates)) / median(rates),
    p50: of(({ p50 }) => p50),
    p99: of(({ p99 }) => p99),
    cpu: of(({ cpu }) => cpu ?? Number.NaN),
    memory: Math.max(...turns.map(({ memory }) => memory)),
    bytes: of(({ bytes }) => bytes),
  }
}

/** What is made of the same figure in many rounds. */
export interface Comparison {
  /** The median. */
  value: number
  /** How far the middle half of the rounds lies apart, as a part of the median. */
  spread: number
  /** Whether two runs may well differ by a tenth: the standard error of the median is above 3.6 % of it. */
  isTooWide: boolean
}

/**
 * How the rate of one compares with that of another: the median over the rounds of the ratio within each round,
 * so that a slow minute of the machine weighs on both. Those whose ratio has a target take their turns one right after the
 * other.
 */
export function compareRates(
  one: Player | undefined,
  other: Player | undefined,
  workload: WorkloadName,
  connections: number,
): Comparison | undefined {
  const ones = one?.turns.get(cell(workload, connections))
  const others = other?.turns.get(cell(workload, connections))
  if (!ones || !others) return undefined
  return comparisonOf(ones.map(({ rate }, round) => rate / (others[round]?.rate ?? Number.NaN)))
}

/** Of a normal distribution, the standard error of the median is 1.25 deviations / √n, and its middle half 1.35 wide. */
function comparisonOf(ratios: number[]): Comparison {
  const sorted = ratios.toSorted((a, b) => a - b)
  const at = (part: number) => sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN
  const value = median(ratios)
  const spread = (at(0.75) - at(0.25)) / value
  return { value, spread, isTooWide: ((1.25 / 1.35) * spread) / Math.sqrt(sorted.length) > 0.036 }
}
