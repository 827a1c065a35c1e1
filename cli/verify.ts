import { writeFileSync } from 'node:fs'
import { Command, InvalidArgumentError, Option } from 'commander'
import { StartError } from '../server/errors/start-error.ts'
import type { Faculty } from '../verify/case.ts'
import { jsonReport } from '../verify/reports/json.ts'
import { junitReport } from '../verify/reports/junit.ts'
import { markdownReport } from '../verify/reports/markdown.ts'
import { prettyReport } from '../verify/reports/pretty.ts'
import { Pointless, type Report, verify } from '../verify/run.ts'
import { FOREIGN_BUDGET } from '../verify/session.ts'

/** What the process ends with where the contract is broken, and where nothing could be asked. */
const BROKEN = 1
const COULD_NOT = 2
const reporters: Record<string, (report: Report) => string> = {
  pretty: prettyReport,
  json: jsonReport,
  junit: junitReport,
  markdown: markdownReport,
}

interface Named {
  reporter: string
  out?: string
}

/** `verify`: holds what runs at a URL against the contract. */
export function verifyCommand(): Command {
  const named: Named[] = []
  return new Command('verify')
    .description('ask what runs at a URL whether it keeps the contract')
    .addOption(
      new Option('--api <api>', 'whose contract').choices(['atender', 'fernand']).makeOptionMandatory(),
    )
    .requiredOption('--base-url <url>', 'what the paths of the contract follow', httpUrl)
    .requiredOption('--key <key>', 'a key that may read and write')
    .option('--allow-writes', 'send what may create something to a host that is not this machine')
    .option(
      '--budget <requests>',
      `how many requests may be sent (${FOREIGN_BUDGET} to another machine)`,
      count,
    )
    .option('--only <pattern>', 'only cases whose name matches', pattern)
    .option('--stateless', 'what runs there keeps nothing and knows no keys, as a mock')
    .option('--strict', 'fail on what is only described or assumed, too')
    .option('--bail', 'stop at the first failure')
    .addOption(
      new Option('--reporter <name>', 'how to tell; repeatable')
        .choices(Object.keys(reporters))
        .argParser((reporter: string) => void named.push({ reporter })),
    )
    .option('--out <file>', 'where the last reporter that was named writes', (file: string) => {
      const last = named.at(-1)
      if (!last) throw new InvalidArgumentError('Name its --reporter first.')
      last.out = file
    })
    .addHelpText(
      'after',
      `
Exit codes:
  0  the contract is kept; what is not run is told
  1  a documented fact is broken; with --strict any
  2  nothing could be asked: nobody there, another service, a key that is refused`,
    )
    .action(async options => {
      const { api, baseUrl, key, only, strict, bail } = options
      const lacks: Faculty[] = options.stateless ? ['memory', 'keys'] : []
      const { allowWrites, budget } = options
      const target = { api, baseUrl, key, allowWrites, budget }
      const report = await verify(target, { only, strict, bail, lacks, progress: tell }).catch(error => {
        if (!(error instanceof Pointless)) throw error
        process.stderr.write(`${error.message}\n`)
        return undefined
      })
      if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
      if (report === undefined) {
        process.exitCode = COULD_NOT
        return
      }
      for (const { reporter, out } of named.length > 0 ? named : [{ reporter: 'pretty' } as Named]) {
        const text = reporters[reporter]?.(report) ?? ''
        if (out === undefined) process.stdout.write(text)
        else write(out, text)
      }
      const isBroken = report.results.some(({ told }) => told.some(({ severity }) => severity === 'failure'))
      process.exitCode = isBroken ? BROKEN : 0
    })
}

/** One line that changes, where there is somebody to see it. */
function tell({ name }: { name: string }, done: number, of: number): void {
  if (process.stderr.isTTY)
    process.stderr.write(`\r\x1b[K${done}/${of} ${name}`.slice(0, process.stderr.columns + 4))
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new StartError(`${file} cannot be written: ${error instanceof Error ? error.message : error}`)
  }
}

function httpUrl(text: string): string {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol)) throw new InvalidArgumentError('It is no http(s) URL.')
  return text
}

function count(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It is no number of requests.')
  return Number(text)
}

function pattern(text: string): RegExp {
  try {
    return new RegExp(text, 'i')
  } catch {
    throw new InvalidArgumentError('It is no regular expression.')
  }
}
