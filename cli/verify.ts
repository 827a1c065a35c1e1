import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { Command, InvalidArgumentError, Option } from 'commander'
import { StartError } from '../server/errors/start-error.ts'
import { type Api, operationsOf } from '../verify/contract.ts'
import type { Address } from '../verify/ears/inbox.ts'
import { jsonReport } from '../verify/reports/json.ts'
import { junitReport } from '../verify/reports/junit.ts'
import { markdownReport } from '../verify/reports/markdown.ts'
import { prettyReport } from '../verify/reports/pretty.ts'
import { type Options, Pointless, type Report, verify } from '../verify/run.ts'
import { FOREIGN_BUDGET, type GivenTarget, HEARING } from '../verify/session.ts'

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
  return (
    new Command('verify')
      .description('ask what runs at a URL whether it keeps the contract')
      // Help ends with 0; a wrong option is no broken contract.
      .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : COULD_NOT))
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
      .option('--read-key <key>', 'a key of the same tenant that may only read')
      .option('--other-key <key>', 'a key of another tenant')
      .option('--webhook-listen <host:port>', 'hear the webhooks that the server sends', address)
      .option(
        '--webhook-url <url>',
        'where the server reaches that, when it is not http://host:port',
        httpUrl,
      )
      .option('--smtp-listen <host:port>', 'hear the mails; the server is told so by SMTP_URL', address)
      .option('--patience <seconds>', `how long such may take (${HEARING / 1000})`, count)
      .option('--only <pattern>', 'only cases whose name matches', pattern)
      .option('--operation <id>', 'only cases about this operation; repeatable', collect)
      .option('--seed <number>', 'what random requests are made from: the same makes the same', seed)
      .option('--stateless', 'what runs there keeps nothing and knows no keys, as a mock')
      .option(
        '--record <file>',
        'add what was seen to the file, as types without values; see docs --evidence',
      )
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
  2  nothing could be asked: nobody there, another service, a key that is refused, a wrong option`,
      )
      .action(async options => {
        try {
          // What could not be written in the end is told before anything is asked.
          const before = options.record === undefined ? [] : recorded(options.record)
          const report = await ask(options)
          if (options.record !== undefined)
            write(
              options.record,
              `${JSON.stringify({ runs: [...before, report.evidence] }, null, 2)}
`,
            )
          for (const { reporter, out } of named.length > 0 ? named : [{ reporter: 'pretty' } as Named]) {
            const text = reporters[reporter]?.(report) ?? ''
            if (out === undefined) process.stdout.write(text)
            else write(out, text)
          }
          const told = report.results.flatMap(result => result.told)
          process.exitCode = told.some(({ severity }) => severity === 'failure') ? BROKEN : 0
        } catch (error) {
          if (!(error instanceof Pointless || error instanceof StartError)) throw error
          process.stderr.write(`${error.message}\n`)
          process.exitCode = COULD_NOT
        }
      })
  )
}

interface Said extends GivenTarget, Pick<Options, 'only' | 'strict' | 'bail'> {
  operation?: string[]
  stateless?: boolean
  record?: string
  webhookListen?: Address
  webhookUrl?: string
  smtpListen?: Address
  /** In seconds. */
  patience?: number
}

async function ask(said: Said): Promise<Report> {
  const { only, strict, bail, stateless, webhookListen, webhookUrl, smtpListen, patience } = said
  try {
    return await verify(said, {
      ...{ only, strict, bail },
      operations: known(said.api, said.operation),
      lacks: stateless ? ['memory', 'keys'] : [],
      record: said.record !== undefined,
      listening: { webhooks: webhookListen, webhookUrl, mails: smtpListen },
      patience: patience === undefined ? undefined : patience * 1000,
      progress: tell,
    })
  } finally {
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
  }
}

/** One line that changes, where there is somebody to see it. */
function tell({ name }: { name: string }, done: number, of: number): void {
  if (process.stderr.isTTY)
    process.stderr.write(`\r\x1b[K${done}/${of} ${name}`.slice(0, process.stderr.columns + 4))
}

/**
 * The runs that a file has already.
 *
 * @throws StartError for a file of another kind
 */
function recorded(file: string): unknown[] {
  if (!existsSync(file)) return []
  try {
    const { runs } = JSON.parse(readFileSync(file, 'utf8'))
    if (Array.isArray(runs)) return runs
  } catch {
    // It is told below.
  }
  throw new StartError(`${file} holds something else than what --record writes.`)
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

const collect = (text: string, before: string[] = []): string[] => [...before, text]

/** @throws StartError naming those that the contract does not have */
function known(api: Api, ids: string[] = []): string[] | undefined {
  const all = operationsOf(api).map(({ id }) => id)
  const wrong = ids.filter(id => !all.includes(id))
  if (wrong.length > 0)
    throw new StartError(`--operation: ${wrong.join(', ')}: the contract has ${all.join(', ')}`)
  return ids.length > 0 ? ids : undefined
}

function address(text: string): Address {
  const [, host, port] = /^(.+):(\d{1,5})$/.exec(text) ?? []
  if (host === undefined || Number(port) > 65_535)
    throw new InvalidArgumentError('It is no host:port, such as 127.0.0.1:2525.')
  return { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port) }
}

function seed(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It is no number of up to nine digits.')
  return Number(text)
}

function count(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It is no number from 1.')
  return Number(text)
}

function pattern(text: string): RegExp {
  try {
    return new RegExp(text, 'i')
  } catch {
    throw new InvalidArgumentError('It is no regular expression.')
  }
}
