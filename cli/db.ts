import { Command } from 'commander'
import { systemClock, toTimestamp } from '../server/clock.ts'
import { readConfig } from '../server/config.ts'
import type { Finding } from '../server/databases/check.ts'
import type { Tell } from '../server/databases/copy.ts'
import { StartError } from '../server/errors/start-error.ts'
import type { PruneReport } from '../server/process/database-tools.ts'
import { duration } from './duration.ts'
import { createProgress } from './progress.ts'

/** What `db check` ends with where nothing could be looked at. */
const COULD_NOT = 2

const load = () => import('../server/process/database-tools.ts')

/** `db …`: what is done to a database as a whole. */
export function dbCommand(): Command {
  const db = new Command('db').description(
    'back up, restore, copy, check and prune the database of DATABASE_URL',
  )

  db.command('backup')
    .description('write all that the database holds into one file of SQLite, while servers go on')
    .argument('<file>', 'where to')
    .option('--force', 'in place of a file that is there')
    .option('--json', 'print one JSON object')
    .action(async (file: string, { force = false, json }) => {
      const { backUp } = await load()
      const made = await during(tell => backUp(readConfig().databaseUrl, file, force, tell))
      print(
        json ? JSON.stringify(made) : `${made.file}: ${summary(made.counts)}; ${made.bytes} bytes, checked`,
      )
    })

  db.command('restore')
    .description(
      'put what a backup holds into the database, which holds nothing and which no server has open',
    )
    .argument('<file>', 'what `db backup` has written')
    .option('--json', 'print one JSON object')
    .action(async (file: string, { json }) => {
      const { restore } = await load()
      const counts = await during(tell => restore(file, readConfig().databaseUrl, tell))
      print(json ? JSON.stringify({ counts }) : `restored: ${summary(counts)}`)
    })

  db.command('copy')
    .description('copy a database into an empty one, of either engine, and compare the two')
    .argument('<from>', 'sqlite:<file> or postgres://…; no server works on it meanwhile')
    .argument('<to>', 'the same, of one that holds nothing')
    .option('--json', 'print one JSON object')
    .addHelpText('after', '\nWhat was interrupted goes on where it was when the same is run again.')
    .action(async (from: string, to: string, { json }) => {
      const { copy } = await load()
      const tables = await during(tell => copy(from, to, 'source', tell))
      if (json) print(JSON.stringify({ tables }))
      else {
        for (const { name, rows, digest } of tables)
          if (rows > 0) print(`${name.padEnd(22)} ${String(rows).padStart(9)}  ${digest.slice(0, 16)}`)
        print('both are the same')
      }
    })

  db.command('check')
    .description('look for what does not fit together; servers may go on meanwhile, and nothing is changed')
    .option('--json', 'print one JSON array')
    .addHelpText(
      'after',
      '\nExit codes:\n  0  all fits\n  1  something is wrong\n  2  it could not be looked at',
    )
    .action(async ({ json }) => {
      const { check } = await load()
      const findings = await check(readConfig().databaseUrl).catch((error: unknown) => {
        if (!(error instanceof StartError)) throw error
        process.stderr.write(`${error.message}\n`)
      })
      if (!findings) {
        process.exitCode = COULD_NOT
        return
      }
      if (json) print(JSON.stringify(findings))
      else for (const finding of findings) print(worded(finding))
      const isWrong = findings.some(finding => finding.isWrong)
      if (!json) print(isWrong ? 'something is wrong' : 'all fits')
      if (isWrong) process.exitCode = 1
    })

  db.command('prune')
    .description('delete conversations that are done, archived or spam and did not change for a time')
    .requiredOption('--older-than <time>', 'for how long nothing has changed in them: 90d, 12h', duration)
    .option('--tenant <id>', 'only those of this tenant')
    .option('--dry-run', 'tell what would go, and delete nothing')
    .option('--vacuum', 'give the space back to the disk: SQLite alone, while no server runs')
    .option('--json', 'print one JSON object')
    .action(async ({ olderThan, tenant, dryRun = false, vacuum = false, json }) => {
      const { prune, shrink } = await load()
      const config = readConfig()
      const before = systemClock.now() - olderThan * 1000
      const tenants = await during(tell => prune(config, { before, tenant, isDry: dryRun }, tell))
      const file = vacuum && !dryRun ? await shrink(config.databaseUrl) : undefined
      if (json) {
        print(JSON.stringify({ before: toTimestamp(before), dryRun, tenants, ...(file ? { file } : {}) }))
        return
      }
      print(`without a change since ${toTimestamp(before)}`)
      for (const one of tenants) print(pruned(one, dryRun))
      if (file) print(`the file had ${file.before} bytes, and has ${file.after}`)
      else if (!dryRun && config.databaseUrl.startsWith('sqlite:'))
        print('The file keeps its size, and uses what is free again; --vacuum gives it back to the disk.')
    })

  return db
}

const worded = ({ what, rows, first, isWrong }: Finding): string =>
  `${isWrong ? '✗' : '–'} ${what}: ${rows} (${first.join(', ')}${rows > first.length ? ', …' : ''})`

function pruned({ tenant, stay, ...went }: PruneReport, isDry: boolean): string {
  const stays = Object.entries(stay).map(([status, count]) => `${status} ${count}`)
  return [
    `${tenant}: ${isDry ? 'would go' : 'gone'}: conversations ${went.conversations}, messages ${went.messages}, attachments ${went.attachments} (${went.bytes} bytes)`,
    `${tenant}: stay: conversations ${stays.join(', ') || 'none'}; and every contact`,
  ].join('\n')
}

async function during<T>(work: (tell: Tell) => Promise<T>): Promise<T> {
  const progress = createProgress()
  try {
    return await work(progress.tell)
  } finally {
    progress.end()
  }
}

const print = (text: string) => process.stdout.write(`${text}\n`)

/** The first that people look for. */
const summary = (counts: Record<string, number>): string =>
  ['conversation', 'message', 'attachment', 'contact'].map(name => `${name}s ${counts[name] ?? 0}`).join(', ')
