/** Measures in many short rounds: within one everyone takes a turn, and in the next one they go the other way round. */
import { put } from './load.ts'
import { disqualify, type Player, type Turn } from './players.ts'
import type { ServerProcess } from './processes.ts'
import type { Progress } from './progress.ts'
import { type WorkloadName, workloads } from './workloads.ts'

export interface Plan {
  workloads: WorkloadName[]
  connections: number[]
  rounds: number
  /** How long a turn takes, in milliseconds. */
  turn: number
  /** How long everyone is loaded with each workload before it counts, in milliseconds. */
  warmUp: number
}

/** The key of `Player.turns`. */
export const cell = (workload: WorkloadName, connections: number): string => `${workload} ${connections}`

/** Plays all rounds; the turns are then with the players. */
export async function play(players: Player[], plan: Plan, progress: Progress): Promise<void> {
  for (const workload of plan.workloads) {
    for (const player of players) {
      progress(`warming up: ${workload}, ${player.title}`)
      await takeTurn(player, workload, Math.max(...plan.connections), plan.warmUp)
    }
  }
  for (let round = 0; round < plan.rounds; round++) {
    const order = round % 2 === 0 ? players : players.toReversed()
    for (const workload of plan.workloads) {
      for (const connections of plan.connections) {
        for (const player of order) {
          progress(
            `round ${round + 1} of ${plan.rounds}: ${workload}, ${connections} connections, ${player.title}`,
          )
          const turn = await takeTurn(player, workload, connections, plan.turn)
          if (!turn) continue
          const key = cell(workload, connections)
          player.turns.set(key, [...(player.turns.get(key) ?? []), turn])
        }
      }
    }
  }
}

/** @returns undefined for who is out, or gets out by this turn */
async function takeTurn(
  player: Player,
  workload: WorkloadName,
  connections: number,
  milliseconds: number,
): Promise<Turn | undefined> {
  if (!player.running || player.out) return undefined
  const { api, status, requests } = workloads[workload]
  const process = player.running.process(api)
  const processes = [process, ...(player.running.others ?? [])]
  await player.running.prepare?.()
  const before = cpuOf(processes)
  const measured = await put({
    url: processes.map(({ url }) => url),
    connections,
    requests: () => requests(player.stock),
    status,
    until: { milliseconds },
  })
  if (measured.failure !== undefined) {
    disqualify(player, workload, `${measured.failure}; ${process.fate()}`)
    return undefined
  }
  const after = cpuOf(processes)
  return {
    ...measured,
    cpu:
      before === undefined || after === undefined ? undefined : ((after - before) * 1000) / measured.requests,
    memory: Math.max(...processes.map(one => one.peakMemory())),
  }
}

/** Of all of them, in milliseconds; undefined where the system does not tell. */
function cpuOf(processes: ServerProcess[]): number | undefined {
  const times = processes.map(process => process.cpuTime())
  return times.every(time => time !== undefined) ? times.reduce((sum, time) => sum + time, 0) : undefined
}
