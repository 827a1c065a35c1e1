import { Command, Option } from 'commander'
import { pino } from 'pino'
import { systemClock, toTimestamp } from '../server/clock.ts'
import { readConfig } from '../server/config.ts'
import { systemIds } from '../server/ids.ts'
import { openDatabase } from '../server/process/database.ts'
import type { Store } from '../server/store/store.ts'
import { createKey, type KeyInfo, knownScopes, listKeys, revokeKey } from '../server/tenants/manage-keys.ts'

/** `key create`, `key list` and `key revoke`, on the database that DATABASE_URL names. */
export function keyCommand(): Command {
  const key = new Command('key').description('make, list and revoke API keys in the database of DATABASE_URL')

  key
    .command('create')
    .description('make a key and print it: the only time that it can be read')
    .requiredOption('--tenant <id>', 'the tenant that it acts on')
    .addOption(
      new Option('--api <name>', 'the API that it opens').choices(['atender', 'fernand']).default('atender'),
    )
    .option(
      '--scope <scope...>',
      `what it may do; write implies read. One or more of ${knownScopes.join(', ')}`,
    )
    .option('--tier <tier>', 'the tier of its rate limit; without one it has none')
    .option('--name <name>', 'what you call it')
    .option('--json', 'print one JSON object')
    .action(async options => {
      const { key, info } = await withStore(store =>
        createKey(
          { store, clock: systemClock, ids: systemIds },
          {
            api: options.api,
            tenant: options.tenant,
            name: options.name,
            scopes: options.scope ?? [],
            tier: options.tier,
          },
        ),
      )
      if (options.json) print(JSON.stringify({ key, ...shown(info) }))
      else {
        print(key)
        process.stderr.write(
          `Keep it now: it is stored hashed and cannot be shown again. \`key revoke ${info.id}\` takes it back.\n`,
        )
      }
    })

  key
    .command('list')
    .description('list the keys, those of the workspace file too')
    .option('--tenant <id>', 'only the keys of this tenant')
    .option('--json', 'print one JSON array')
    .action(async options => {
      const keys = await withStore(store => listKeys(store, options.tenant))
      print(options.json ? JSON.stringify(keys.map(shown)) : table(keys))
    })

  key
    .command('revoke')
    .description('revoke a key for good; a running server refuses it a second later at most')
    .argument('<id>', 'the id that `key list` shows')
    .option('--json', 'print one JSON object')
    .action(async (id: string, options) => {
      const info = await withStore(store => revokeKey({ store, clock: systemClock }, id))
      print(options.json ? JSON.stringify(shown(info)) : `${info.id} of ${info.tenant} is revoked.`)
    })

  return key
}

async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const { databaseUrl, databasePool } = readConfig()
  const { store } = await openDatabase(databaseUrl, {
    clock: systemClock,
    ids: systemIds,
    logger: pino({ level: 'silent' }),
    poolSize: databasePool,
  })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

const print = (text: string) => process.stdout.write(`${text}\n`)

const shown = ({ createdAt, ...info }: KeyInfo) => ({
  ...info,
  createdAt: createdAt === null ? null : toTimestamp(createdAt),
})

function table(keys: KeyInfo[]): string {
  if (keys.length === 0) return 'There are no keys.'
  const rows = [
    ['ID', 'TENANT', 'API', 'STATUS', 'TIER', 'CREATED', 'NAME', 'SCOPES'],
    ...keys.map(({ id, tenant, api, status, tier, createdAt, name, scopes }) => [
      id,
      tenant,
      api,
      status,
      tier ?? '-',
      createdAt === null ? 'workspace file' : toTimestamp(createdAt).slice(0, 16).replace('T', ' '),
      name ?? '-',
      scopes.join(', ') || '-',
    ]),
  ]
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0))) ?? []
  return rows
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
