import type { Engine, World } from '../world.ts'

/** What can happen to servers. */
export interface Fault {
  name: string
  /** Of one engine alone; of both without it. */
  engine?: Engine
  /** Resolves when it is over and the servers answer again. */
  strike(world: World, random: () => number): Promise<void>
}

/** How long what others do wrong lasts, in milliseconds. */
export const A_WHILE = 2_000
