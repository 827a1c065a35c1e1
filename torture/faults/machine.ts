/** Databases, disks and clocks that fail their servers. */
import { execFileSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import SqliteDatabase from 'better-sqlite3'
import { asAdmin } from '../../test/support/postgres.ts'
import { limitFiles } from '../../test/support/process.ts'
import { until } from '../../test/support/until.ts'
import type { World } from '../world.ts'
import { A_WHILE, type Fault } from './fault.ts'

const HOUR = 3_600_000

/** Until mail and webhooks leave again, under load: some leases, in milliseconds. */
const PATIENCE = 60_000

/** Something about the database, and the servers that come back from it, with what they do later. */
const passing =
  (work: (world: World, random: () => number) => Promise<void>): Fault['strike'] =>
  async (world, random) => {
    await world.interrupted(async () => {
      await work(world, random)
      await world.recover()
    })
    const [mails, hooks] = [world.others.mails(), world.others.hooks()]
    const before = { mails: mails.size, hooks: hooks.size }
    await until(async () => (mails.size > before.mails && hooks.size > before.hooks) || undefined, PATIENCE)
  }

/**
 * Has the disk refuse every write to the files, also through what is open, as one does that was mounted anew as read-only:
 * by the attribute `i` (chattr(1), of Debian's e2fsprogs), where this user and this file system have it.
 *
 * @returns whether it is so
 */
function freeze(files: string[], isFrozen: boolean): boolean {
  try {
    execFileSync('chattr', [isFrozen ? '+i' : '-i', ...files], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

async function readOnlyDisk(world: World): Promise<void> {
  const file = world.file ?? ''
  const files = [file, `${file}-wal`].filter(name => existsSync(name))
  const isFrozen = freeze(files, true)
  // The next best thing is SQLite's own refusal.
  if (!isFrozen) world.order({ isReadOnly: true })
  try {
    await sleep(A_WHILE)
    if (!isFrozen) return
    await world.kill()
    const code = await world.breakStart()
    if (code !== 1) throw new Error(`A server that starts on a read-only disk ended with ${code}.`)
  } finally {
    if (isFrozen) freeze(files, false)
    else world.order({ isReadOnly: false })
  }
}

/** What a server meets that is still connected to what has become a standby. */
async function standby({ databaseUrl }: World): Promise<void> {
  const set = async (value: 'on' | 'off') => {
    await asAdmin(databaseUrl, `alter system set default_transaction_read_only = ${value}`)
    await asAdmin(databaseUrl, 'select pg_reload_conf()')
  }
  await set('on')
  await sleep(A_WHILE)
  await set('off')
}

export const machineFaults: readonly Fault[] = [
  {
    name: 'another program locks the database',
    engine: 'sqlite',
    strike: passing(async (world, random) => {
      const other = new SqliteDatabase(world.file ?? '', { timeout: 5_000 })
      other.exec('BEGIN IMMEDIATE')
      await sleep(1_000 + random() * 9_000)
      other.exec('ROLLBACK')
      other.close()
    }),
  },
  {
    name: 'the disk is full',
    engine: 'sqlite',
    strike: passing(async world => {
      const file = world.file ?? ''
      const largest = Math.max(...[file, `${file}-wal`].map(name => statSync(name).size))
      for (const server of world.servers) limitFiles(server, String(largest))
      await sleep(A_WHILE)
      for (const server of world.servers) limitFiles(server, 'unlimited')
    }),
  },
  { name: 'the disk is read-only', engine: 'sqlite', strike: passing(readOnlyDisk) },
  { name: 'the database is read-only', engine: 'postgres', strike: passing(standby) },
  {
    name: 'the database restarts',
    engine: 'postgres',
    strike: passing(async ({ postgres }) => {
      await postgres?.stop()
      await sleep(500)
      await postgres?.start()
    }),
  },
  {
    name: 'the clock leaps an hour',
    async strike(world) {
      for (const [one, ahead] of world.aheads().entries()) world.order({ ahead: ahead + HOUR }, one)
      await sleep(A_WHILE / 2)
    },
  },
  {
    // Of one server, while the others stay.
    name: 'a clock is an hour ahead, and back',
    async strike(world, random) {
      const one = Math.floor(random() * world.servers.length)
      const before = world.aheads()[one] ?? 0
      world.order({ ahead: before + HOUR }, one)
      await sleep(A_WHILE)
      // What it has begun ahead of time is left to others.
      if (random() < 0.5) {
        await world.kill(one)
        world.order({ ahead: before }, one)
        await world.recover()
      } else world.order({ ahead: before }, one)
      await sleep(A_WHILE / 2)
    },
  },
]
