/** Servers that end without a word. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Point } from '../orders.ts'
import type { Moment } from '../others.ts'
import type { World } from '../world.ts'
import type { Fault } from './fault.ts'

/** Points that are passed so often are not all alike: requests, jobs and deliveries COMMIT. */
const PASSED = 20

/** One of the servers. */
const anyOf = ({ servers }: World, random: () => number): number => Math.floor(random() * servers.length)

/** Kills all servers while a delivery is at that moment. */
const killedAt = (moment: Moment): Fault => ({
  name: `kill -9 ${moment}`,
  async strike(world) {
    const { release } = await world.others.hold(moment)
    await world.kill()
    release()
    await world.recover()
  },
})

/** Has one server kill itself at that point. */
const killsItself = (at: Point, engine?: Fault['engine']): Fault => ({
  name: `kill -9 ${at}`,
  ...(engine ? { engine } : {}),
  async strike(world, random) {
    const after = Math.floor(random() * PASSED)
    // One of several is the only one that delivers to a receiver.
    await world.killAt(at, after, at === 'after the answer of a webhook' ? undefined : anyOf(world, random))
    await world.recover()
  },
})

export const kills: readonly Fault[] = [
  {
    name: 'kill -9 at random',
    async strike(world, random) {
      await sleep(random() * 500)
      await world.kill(anyOf(world, random))
      await world.recover()
    },
  },
  {
    name: 'kill -9 while it starts',
    async strike(world, random) {
      await world.kill()
      for (let start = 0; start < 2; start++) await world.breakStart(200 + random() * 900)
      await world.recover()
    },
  },
  killsItself('before COMMIT'),
  killsItself('with a COMMIT under way', 'postgres'),
  killsItself('after COMMIT'),
  killedAt('before DATA'),
  killedAt('within DATA'),
  killedAt('after DATA'),
  killedAt('before the answer of a webhook'),
  killsItself('after the answer of a webhook'),
]
