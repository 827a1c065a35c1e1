import { setTimeout as sleep } from 'node:timers/promises'
import { audit, type Row } from './audit.ts'
import { faultsOf } from './faults.ts'
import { type Load, startLoad } from './load.ts'
import { createRandom } from './random.ts'
import { type Engine, startWorld } from './world.ts'

/** Between two faults, in milliseconds. */
const UNDER_WAY = 300

interface Options {
  /** The names of those that strike; all of the engine without it. */
  faults?: readonly string[]
  load?: Load
  /** Called before each round. */
  tell?: (round: number, fault: string) => void
}

/**
 * Strikes servers under load with one fault after the other, each kind as often as the next, and tells what became of what
 * they had acknowledged.
 *
 * @param seed the same one strikes in the same order
 */
export async function torture(
  engine: Engine,
  rounds: number,
  seed: number,
  { faults: names, load, tell = () => {} }: Options = {},
): Promise<Row[]> {
  const random = createRandom(seed)
  const faults = faultsOf(engine).filter(({ name }) => names?.includes(name) ?? true)
  const world = await startWorld(engine)
  try {
    const rest = startLoad(world, load)
    const counts = new Map<string, number>()
    let left: typeof faults = []
    for (let round = 1; round <= rounds; round++) {
      if (left.length === 0) left = [...faults]
      const [fault] = left.splice(Math.floor(random() * left.length), 1)
      if (!fault) continue
      tell(round, fault.name)
      world.fault = fault.name
      counts.set(fault.name, (counts.get(fault.name) ?? 0) + 1)
      // Something is under way when it strikes.
      await sleep(UNDER_WAY)
      await fault.strike(world, random)
    }
    await rest()
    await world.makeDue()
    return await audit(world, counts)
  } finally {
    await world.stop()
  }
}
