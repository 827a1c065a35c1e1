/** `npm run bench`: this server and its peers side by side, in one run. */
import { execFileSync } from 'node:child_process'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { measureContentTypes } from './content-types.ts'
import { contestants } from './contestants.ts'
import { measureLarge } from './large.ts'
import { measureMail } from './mail.ts'
import { playMillion } from './million.ts'
import { type Options, type Part, readOptions, usage } from './options.ts'
import { check, enter, leave, type Player, reasonOf } from './players.ts'
import { root } from './processes.ts'
import { createProgress } from './progress.ts'
import {
  comparisonRatios,
  contentTypeRatios,
  largeRatios,
  mailRatios,
  millionRatios,
  type Ratio,
  startupRatio,
} from './ratios.ts'
import { ratioTable, sideBySide } from './report.ts'
import { type Plan, play } from './rounds.ts'
import { measureSizing } from './sizing.ts'
import { measureStartup } from './startup.ts'
import { measureWebhooks } from './webhooks.ts'

/** Who a target names: a quick run measures them alone, unless `--only` says others. */
const TARGETS = ['validated-echo', 'sqlite', 'prism-cli', 'mock']

const names = contestants.map(({ name }) => name)

/** @returns whether nothing was broken */
async function bench(options: Options): Promise<boolean> {
  const { only, quick, json, million } = options
  const begin = performance.now()
  const progress = createProgress()
  const print = (text: string) => {
    progress.end()
    process.stdout.write(`${text}\n\n`)
  }
  // A database that outlives the run, named by BENCH_POSTGRES_URL, has no reference twice.
  const run = `bench-${Date.now().toString(36)}`
  const wants = (part: Part) => only?.includes(part) ?? true
  const alone = (part: Part) => only?.includes(part) ?? false
  const ratios: Ratio[] = []
  const players: Player[] = []

  // The server renders them at its start when they are missing, and that is not what is measured here.
  progress('rendering the docs')
  execFileSync(process.execPath, [join(root, 'scripts/docs.ts')], { stdio: 'ignore' })

  const taking = contestants.filter(({ name }) => only?.includes(name) ?? (!quick || TARGETS.includes(name)))
  if (taking.length > 0) {
    const plan = planOf(quick)
    print(machine(plan))
    const side = await enter(taking, run, progress)
    players.push(...side)
    try {
      await check(side, plan.workloads)
      await play(side, plan, progress)
    } finally {
      await leave(side)
    }
    print(sideBySide(side, plan))
    ratios.push(...comparisonRatios(side))
  }
  if (wants('startup')) ratios.push(startupRatio(await measureStartup(quick ? 1 : 5, progress)))
  if (wants('content-types'))
    ratios.push(...contentTypeRatios(await measureContentTypes(quick ? 2_000 : 10_000, run, progress)))
  if (wants('large')) ratios.push(...largeRatios(await measureLarge(quick ? 1 : 3, run, progress)))
  if (wants('mail') || alone('mail-postgres')) {
    const postgres = alone('mail-postgres') || (!quick && !only)
    ratios.push(...mailRatios(await measureMail(quick ? 2_000 : 4_000, quick ? 1 : 3, postgres, progress)))
  }
  for (const engine of ['sqlite', 'postgres'] as const) {
    if (engine === 'sqlite' ? !million : !alone('million-postgres')) continue
    // Few turns and long ones: before each of them both files of SQLite are read through.
    const plan: Plan = {
      workloads: ['create', 'fetch', 'list'],
      connections: [32],
      rounds: 5,
      turn: quick ? 500 : 1_500,
      warmUp: 1_500,
    }
    const both = await playMillion(engine, plan, run, progress)
    players.push(...both)
    print(sideBySide(both, plan))
    const [few, stored] = both
    ratios.push(...millionRatios(stored, few, engine))
  }

  if (alone('webhooks')) print(await measureWebhooks('sqlite', progress))
  if (alone('sizing')) print(await measureSizing(run, progress))
  if (alone('webhooks-postgres')) print(await measureWebhooks('postgres', progress))

  if (ratios.length > 0) print(ratioTable(ratios))
  print(`${Math.round((performance.now() - begin) / 1000)} s`)
  if (json) {
    const named = ratios.map(({ name, value, digits }) => [
      name,
      value === undefined ? null : Number(value.toFixed(digits)),
    ])
    const spreads = ratios.flatMap(({ name, rounds }) =>
      rounds ? [[name, Number(rounds.spread.toFixed(2))]] : [],
    )
    const spread = spreads.length > 0 ? { spread: Object.fromEntries(spreads) } : {}
    process.stdout.write(`${JSON.stringify({ ...Object.fromEntries(named), ...spread })}\n`)
  }
  return players.every(({ out }) => !out?.broken)
}

/** Many short turns: what disturbs one of them, a checkpoint or a collection, does not move the median. */
function planOf(quick: boolean): Plan {
  if (quick) {
    return { workloads: ['create', 'fetch'], connections: [32], rounds: 30, turn: 150, warmUp: 1_500 }
  }
  const workloads: Plan['workloads'] = ['create', 'fetch', 'compose']
  return { workloads, connections: [1, 32], rounds: 25, turn: 300, warmUp: 2_000 }
}

const machine = ({ rounds, turn }: Plan): string =>
  [
    `Node ${process.version}, ${cpus().length} cores shared with the load generator`,
    `load average ${loadavg()[0]?.toFixed(2)} before the run`,
    `medians of ${rounds} rounds of ${turn / 1000} s`,
    'RSS and cpu are those of the server process',
  ].join('; ')

try {
  const options = readOptions(process.argv.slice(2), names)
  if (options === 'help') process.stdout.write(usage(names))
  else process.exitCode = (await bench(options)) ? 0 : 1
} catch (error) {
  process.stderr.write(`\n${reasonOf(error)}\n`)
  process.exitCode = 1
}
