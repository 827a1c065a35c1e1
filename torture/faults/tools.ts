/** What is done to a database as a whole, and does not come to its end. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import SqliteDatabase from 'better-sqlite3'
import { root, runScript } from '../../test/support/process.ts'
import { until } from '../../test/support/until.ts'
import { releasedDatabase } from '../released.ts'
import type { World } from '../world.ts'
import type { Fault } from './fault.ts'

/** The most statements that the first start on the last release's database makes before it is done. */
const STATEMENTS = 40
/** How long a backup goes on before it is killed, from when it has a file, in milliseconds. */
const BACKUP = 150

/** Kills the first start on what the last release has left, and looks whether the next one finds all of it. */
async function breakMigration(world: World, random: () => number): Promise<void> {
  const database = await releasedDatabase(world)
  await world.killInMigration(database.url, Math.floor(random() * STATEMENTS))
  world.ledger.rows.push({ fault: world.fault, ...(await database.compare()) })
}

/** Kills a backup while servers work on the database; the next one holds what was acknowledged before. */
async function breakBackup(world: World, random: () => number): Promise<void> {
  const { databaseUrl, folder, ledger, fault } = world
  const file = join(folder, `backup-${world.ledger.rows.length}.db`)
  const backUp = () =>
    runScript('cli/main.js', { DATABASE_URL: databaseUrl }, root, ['db', 'backup', file, '--force'])
  const first = backUp()
  await Promise.race([first.exited, until(async () => existsSync(`${file}.partial`) || undefined)])
  await sleep(random() * BACKUP)
  first.child.kill('SIGKILL')
  await first.exited
  // Killed between its last step and its end, it is a backup as good as any.
  if (existsSync(file)) referencesIn(file)
  const before = [...ledger.conversations.keys()]
  const { exited, stderr } = backUp()
  if ((await exited) !== 0) throw new Error(`A backup after one that was killed failed: ${stderr()}`)
  const found = referencesIn(file)
  const kept = before.filter(reference => found.has(reference)).length
  ledger.rows.push({ fault, acknowledged: before.length, kept })
}

/** @throws Error when the file is no whole database */
function referencesIn(file: string): Set<string> {
  const backup = new SqliteDatabase(file, { readonly: true })
  try {
    const checked = backup.pragma('integrity_check', { simple: true })
    if (checked !== 'ok') throw new Error(`A backup is not sound: ${checked}`)
    const select = backup.prepare<[], string>('select external_reference from conversation')
    return new Set(select.pluck().all())
  } finally {
    backup.close()
  }
}

export const toolFaults: readonly Fault[] = [
  { name: 'kill -9 in a migration', strike: breakMigration },
  { name: 'kill -9 in a backup', strike: breakBackup },
]
