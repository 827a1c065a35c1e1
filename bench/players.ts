/** The contestants while they take part. */
import type { Contestant, Running } from './contestants.ts'
import { ask, type Measured } from './load.ts'
import type { Progress } from './progress.ts'
import { newStock, type Stock, type WorkloadName, workloads } from './workloads.ts'

/** One turn: what was measured, and what it cost the server. */
export interface Turn extends Measured {
  /** Microseconds of processor time for a request; undefined where the system does not tell. */
  cpu: number | undefined
  /** The largest resident set of the process until then, in MB. */
  memory: number
}

export interface Player {
  name: string
  title: string
  answersExamples: boolean
  running: Running | undefined
  stock: Stock
  /** Why it takes no part: it is not there, which is no fault, or it answered wrongly, which is one. */
  out: { reason: string; broken: boolean } | undefined
  /** Turns by workload and connections, in the order of the rounds. */
  turns: Map<string, Turn[]>
}

/** Starts everyone, one after the other. */
export async function enter(contestants: Contestant[], run: string, progress: Progress): Promise<Player[]> {
  const players: Player[] = []
  for (const { name, title, answersExamples = false, optional = false, start } of contestants) {
    progress(`starting ${title}`)
    const player: Player = {
      name,
      title,
      answersExamples,
      running: undefined,
      stock: newStock(run),
      out: undefined,
      turns: new Map(),
    }
    players.push(player)
    try {
      player.running = await start()
    } catch (error) {
      player.out = { reason: reasonOf(error), broken: !optional }
    }
  }
  return players
}

/** Asks everyone once, and reads the answer: an empty list with a 200 would be fast, too. */
export async function check(players: Player[], names: WorkloadName[]): Promise<void> {
  for (const player of players) {
    for (const name of names) {
      const { api, status, sample } = workloads[name]
      if (!player.running || player.out) continue
      const { request, expected } = sample(player.stock)
      try {
        const answer = await ask(player.running.process(api).url, request)
        const right = answer.status === status && (player.answersExamples || expected.test(answer.body))
        if (!right) disqualify(player, name, `answered ${answer.status}: ${answer.body.slice(0, 300)}`)
      } catch (error) {
        disqualify(player, name, `${reasonOf(error)}; ${player.running.process(api).fate()}`)
      }
    }
  }
}

/** Takes it out, loudly; its figures so far do not count. */
export function disqualify(player: Player, workload: WorkloadName, reason: string): void {
  player.out = { reason: `${workload}: ${reason}`, broken: true }
  player.turns.clear()
  process.stderr.write(`\n\x07DISQUALIFIED: ${player.title}: ${player.out.reason}\n`)
}

export async function leave(players: Player[]): Promise<void> {
  await Promise.all(players.map(({ running }) => running?.stop()))
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
