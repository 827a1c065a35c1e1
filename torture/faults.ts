/** What can happen to servers, one round of each. */
import { statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import SqliteDatabase from 'better-sqlite3'
import { limitFiles } from '../test/support/process.ts'
import type { Moment } from './others.ts'
import type { Engine, World } from './world.ts'

export interface Fault {
  name: string
  /** Of one engine alone; of both without it. */
  engine?: Engine
  /** Resolves when it is over and the servers answer again. */
  strike(world: World, random: () => number): Promise<void>
}

/** How long what others do wrong lasts, in milliseconds. */
const A_WHILE = 2_000

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

const mailServer = (what: World['others']['mail']): Fault => ({
  name: `the mail server ${what}`,
  async strike({ others }) {
    others.mail = what
    await sleep(A_WHILE)
    others.mail = 'takes'
  },
})

const receiver = (what: World['others']['hook']): Fault => ({
  name: `the receiver ${what}`,
  async strike({ others }) {
    others.hook = what
    await sleep(A_WHILE)
    others.hook = 'answers'
  },
})

export const FAULTS: readonly Fault[] = [
  {
    // Before a COMMIT, behind it, or where else a request is.
    name: 'kill -9 at random',
    async strike(world, random) {
      await sleep(random() * 500)
      await world.kill(Math.floor(random() * world.servers.length))
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
  killedAt('before DATA'),
  killedAt('within DATA'),
  killedAt('after DATA'),
  killedAt('before the answer of a webhook'),
  mailServer('hangs'),
  mailServer('answers 421'),
  mailServer('cuts after DATA'),
  receiver('is silent'),
  receiver('answers 500'),
  {
    name: 'another program locks the database',
    engine: 'sqlite',
    async strike(world, random) {
      const other = new SqliteDatabase(world.file ?? '', { timeout: 5_000 })
      other.exec('BEGIN IMMEDIATE')
      await sleep(1_000 + random() * 9_000)
      other.exec('ROLLBACK')
      other.close()
      await world.recover()
    },
  },
  {
    name: 'the disk is full',
    engine: 'sqlite',
    async strike(world) {
      const file = world.file ?? ''
      const largest = Math.max(...[file, `${file}-wal`].map(name => statSync(name).size))
      for (const server of world.servers) limitFiles(server, String(largest))
      await sleep(A_WHILE)
      for (const server of world.servers) limitFiles(server, 'unlimited')
      await world.recover()
    },
  },
  {
    name: 'the clock leaps an hour',
    engine: 'sqlite',
    async strike(world) {
      world.leap()
      await sleep(A_WHILE / 2)
    },
  },
  {
    name: 'the database restarts',
    engine: 'postgres',
    async strike(world) {
      await world.postgres?.stop()
      await sleep(500)
      await world.postgres?.start()
      await world.recover()
    },
  },
]
