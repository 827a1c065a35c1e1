import { Command } from 'commander'
import { readConfig } from '../server/config.ts'
import type { Tell } from '../server/databases/copy.ts'
import { createProgress } from './progress.ts'

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

  return db
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
  ['conversation', 'message', 'attachment', 'contact'].map(name => `${counts[name] ?? 0} ${name}s`).join(', ')
