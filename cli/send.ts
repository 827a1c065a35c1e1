import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { text } from 'node:stream/consumers'
import { Argument, Command, Option } from 'commander'
import { atenderKey, createAtenderClient, type Outbound, sendOutbound } from '../client/atender.ts'
import {
  type Composed,
  composeMessage,
  createFernandClient,
  fernandKey,
  type MessageToCompose,
} from '../client/fernand.ts'
import { readTarget } from '../server/config.ts'
import { StartError } from '../server/errors/start-error.ts'

/** What the process ends with; 0 when it is sent, or was before. */
const REFUSED = 2
const UNKNOWN = 3

interface Options {
  key?: string
  url?: string
  attach?: string[]
  wait?: 'sent' | 'settled'
  json?: boolean
}

/** `send atender` opens a conversation, `send fernand` sends a mail. */
export function sendCommand(): Command {
  return new Command('send')
    .description('open a conversation in Atender, or send a mail through Fernand')
    .addArgument(new Argument('<api>', 'where to').choices(['atender', 'fernand']))
    .argument('[file]', 'the JSON body of the request, as the contract has it; stdin without one, or for -')
    .option('--url <url>', 'the API’s address (ATENDER_URL, FERNAND_URL; Fernand’s own)')
    .option('--key <key>', 'better in ATENDER_API_KEY or FERNAND_API_KEY, where other users cannot see it')
    .option('--attach <file...>', 'Fernand: files to attach')
    .addOption(new Option('--wait <until>', 'Fernand: until the mail is').choices(['sent', 'settled']))
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      `
Exit codes:
  0  it is there: sent now, or (Atender) opened under this reference before
  1  the command line, the body or the key is not what it has to be
  2  refused, and it would be again; for a limit, later may do
  3  nobody knows. Atender: send it again, it opens nothing twice.
     Fernand: look first, the mail may have left`,
    )
    .action(async (api: 'atender' | 'fernand', file: string | undefined, options: Options) => {
      if (api === 'atender' && (options.attach || options.wait))
        throw new StartError('--attach and --wait are for Fernand.')
      const body = await readBody(file)
      const report = api === 'atender' ? await toAtender(body, options) : await toFernand(body, options)
      process.exitCode = report.code
      if (options.json) process.stdout.write(`${JSON.stringify(report.json)}\n`)
      else (report.code === 0 ? process.stdout : process.stderr).write(`${report.line}\n`)
    })
}

interface Report {
  code: number
  line: string
  json: object
}

async function toAtender(body: object, options: Options): Promise<Report> {
  const { url, key } = target('atender', options)
  if (url === undefined) throw new StartError('Say where your Atender is: --url or ATENDER_URL.')
  const client = checked(() => createAtenderClient({ baseUrl: url, apiKey: atenderKey(key) }))
  const sent: Outbound = await sendOutbound(client, body as Parameters<typeof sendOutbound>[1]) // the server judges it
  const { outcome, conversation, failure } = sent
  if (conversation)
    return { code: 0, line: `${outcome} ${conversation.id}`, json: { outcome, conversation, error: null } }
  const code = outcome === 'unconfirmed' ? UNKNOWN : REFUSED
  return {
    code,
    line: `${outcome}: ${told(failure)}`,
    json: { outcome, conversation, error: plain(failure) },
  }
}

async function toFernand(body: object, options: Options): Promise<Report> {
  const { url, key } = target('fernand', options)
  const client = checked(() =>
    createFernandClient({ ...(url === undefined ? {} : { baseUrl: url }), apiKey: fernandKey(key) }),
  )
  const files = await Promise.all((options.attach ?? []).map(readAttachment))
  const sent = await composeMessage(
    client,
    flat(body, files),
    options.wait ? { waitUntil: options.wait } : {},
  )
  if (sent.ok) {
    const { id, status, last_event } = sent.data
    const reason = last_event?.reason ? ` (${last_event.reason})` : ''
    const code = status === 'BOUNCED' || status === 'ERROR' ? REFUSED : 0
    return {
      code,
      line: `${status} ${id}${reason}`,
      json: { outcome: status, message: sent.data, error: null },
    }
  }
  const json = { outcome: sent.kind, message: sent.message, error: plain(sent) }
  return { code: codeOf(sent), line: `${sent.kind}: ${told(sent)}`, json }
}

function codeOf(failure: Exclude<Composed, { ok: true }>): number {
  const isRefused =
    failure.kind === 'unsendable' ||
    failure.kind === 'deleted' ||
    (failure.status !== null && failure.status < 500)
  return isRefused && (failure.kind === 'deleted' || failure.message === null) ? REFUSED : UNKNOWN
}

/** @throws StartError when there is no key */
function target(api: 'atender' | 'fernand', options: Options) {
  const { url, key } = readTarget(api)
  const told = options.key ?? key
  if (!told) throw new StartError(`There is no key: set ${api.toUpperCase()}_API_KEY, or say --key.`)
  return { url: options.url ?? url, key: told }
}

/** @throws StartError for an address or a key that cannot be one */
function checked<Client>(create: () => Client): Client {
  try {
    return create()
  } catch (error) {
    throw new StartError(error instanceof Error ? error.message : String(error))
  }
}

/** @throws StartError when there is no JSON object */
async function readBody(file: string | undefined): Promise<object> {
  const source = file === undefined || file === '-' ? 'stdin' : file
  try {
    const json: unknown = JSON.parse(
      source === 'stdin' ? await text(process.stdin) : await readFile(source, 'utf8'),
    )
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json
    throw new Error('it is no JSON object')
  } catch (error) {
    throw new StartError(`${source}: ${error instanceof Error ? error.message : error}`)
  }
}

async function readAttachment(path: string) {
  try {
    return { name: basename(path), content: await readFile(path) }
  } catch (error) {
    throw new StartError(`--attach: ${error instanceof Error ? error.message : error}`)
  }
}

/**
 * The contract's body in composeMessage's form; what else is wrong with it is for the server to say.
 *
 * @throws StartError when the message has not the contract's form
 */
function flat(body: object, files: { name: string; content: Buffer }[]): MessageToCompose {
  const { content, ...rest } = body as { content?: unknown }
  if (typeof content !== 'object' || content === null)
    throw new StartError('content is an object in the contract: { "content": { "content": "<p>…</p>" } }')
  const { attachments = [], ...message } = content as { attachments?: unknown }
  if (!Array.isArray(attachments) || !attachments.every(isEncoded))
    throw new StartError('content.attachments is a list of { "name", "type", "content" }, the last in base64')
  const decoded = attachments.map(one => ({ ...one, content: Buffer.from(one.content, 'base64') }))
  return { ...rest, ...message, attachments: [...decoded, ...files] } as unknown as MessageToCompose
}

interface Encoded {
  name: string
  type: string
  content: string
}

const isEncoded = (one: unknown): one is Encoded =>
  typeof one === 'object' && one !== null && 'content' in one && typeof one.content === 'string'

interface Told {
  status: number | null
  error: unknown
}

/** In words, with every violation. */
function told({ status, error }: Told): string {
  const {
    message,
    error: reason,
    errors = [],
  } = error as { message?: string; error?: string; errors?: Violation[] }
  const cause = error instanceof Error ? causeOf(error) : ''
  const places = errors.map(violation => `\n  ${violation.path}: ${violation.message}`).join('')
  return `${status === null ? '' : `${status} `}${message ?? reason}${cause}${places}`
}

/** `fetch failed` says nothing; what made it fail does. */
function causeOf({ cause }: Error): string {
  const { code, message } = (cause ?? {}) as { code?: string; message?: string }
  const told = message || code
  return told ? ` (${told})` : ''
}

interface Violation {
  path: string
  message: string
}

const plain = ({ status, error }: Told) => ({
  status,
  ...(error instanceof Error ? { message: error.message } : (error as object)),
})
