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

/**
 * How the rate of one compares with that of another: the median over the rounds of the ratio within each round, so
 * that a slow minute of the machine weighs on both sides.
 */
export function rateRatio(
  one: Player | undefined,
  other: Player | undefined,
  workload: WorkloadName,
  connections: number,
): number | undefined {
  const ones = one?.turns.get(cell(workload, connections))
  const others = other?.turns.get(cell(workload, connections))
  if (!ones || !others) return undefined
  return median(ones.map(({ rate }, round) => rate / (others[round]?.rate ?? Number.NaN)))
}
