import type { Fault } from './faults/fault.ts'
import { kills } from './faults/kills.ts'
import { machineFaults } from './faults/machine.ts'
import { othersFaults } from './faults/others.ts'
import { toolFaults } from './faults/tools.ts'
import type { Engine } from './world.ts'

/** What can happen to servers on that engine, one round of each. */
export const faultsOf = (engine: Engine): Fault[] =>
  [...kills, ...othersFaults, ...machineFaults, ...toolFaults].filter(
    fault => fault.engine === undefined || fault.engine === engine,
  )
