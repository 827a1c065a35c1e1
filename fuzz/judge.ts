/** Holds an answer against the contract, by a validator that is not the server's. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { askedOf, type Face, faces, type Node, nodeOf, type Operation, resolved } from './faces.ts'
import type { Request } from './requests.ts'

/** An answer as it came. */
export interface Answer {
  status: number
  headers: Record<string, string>
  text: string
}

/** What may be said to any request, in place of what the operation lists: it is broken before anybody looks at it. */
const GENERAL = [400, 404, 405, 408, 413, 417, 431]

/** What may be said where nothing is: who may not come in is not told what there is. */
const NOWHERE = [...GENERAL, 401, 403]

/** Words of the inside: a frame of a stack, a statement, a file, an error of an engine. */
const LEAKS = [
  /\n\s+at \S+ \(?\S+:\d+/,
  /node_modules/,
  /\b(SQLITE_[A-Z]+|SqliteError|PostgresError)\b/,
  /\b(select|insert|update|delete)\b.{0,80}"\w+"\."?\w+/i,
  /(syntax error at or near|invalid byte sequence|violates \w+ constraint)/,
  /\/server\/[\w/-]+\.(ts|js)\b/,
  /(Cannot read propert|is not a function|Maximum call stack)/,
]

const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
for (const name of ['address-list', 'byte', 'webhook-url', 'snooze-time', 'binary']) ajv.addFormat(name, true)
for (const { name, contract } of faces) ajv.addSchema({ ...contract }, name)

/** What is wrong with an answer, in a line; undefined for one that keeps the contract. */
export function judge(face: Face, { method, target, body }: Request, answer: Answer): string | undefined {
  const { status, text } = answer
  if (status >= 500) return `answered ${status}`
  const leak = LEAKS.map(pattern => pattern.exec(text)?.[0]).find(found => found !== undefined)
  // What was sent may come back.
  if (leak !== undefined && !body?.includes(leak) && !target.includes(encodeURIComponent(leak)))
    return `tells of its inside: ${leak}`
  const asked = askedOf(face, method, target)
  if (asked === undefined || asked === 'wrong method') {
    // A browser asks first whether a page may (Fetch standard, "CORS-preflight fetch").
    if (method === 'OPTIONS' && status === 204) return undefined
    return NOWHERE.includes(status) ? wrongError(answer, method) : `answered ${status}, where nothing is`
  }
  const responses = nodeOf(asked).responses as Record<string, Node>
  const own = responses[status]
  if (own === undefined && !GENERAL.includes(status))
    return `answered ${status}, which ${asked.id} does not list`
  return own === undefined
    ? wrongError(answer, method)
    : wrongBody(asked, own, String(status), answer, method)
}

/** Every refusal is JSON with an error and a message. */
export function wrongError({ headers, text }: Answer, method: string): string | undefined {
  if (!/^application\/(problem\+)?json/.test(headers['content-type'] ?? ''))
    return `has the type ${headers['content-type']}`
  if (method === 'HEAD') return undefined
  const body = parsed(text)
  return typeof body === 'object' && body !== null && /error|title|message/.test(Object.keys(body).join())
    ? undefined
    : `is no error: ${text.slice(0, 80)}`
}

function wrongBody(operation: Operation, raw: Node, status: string, answer: Answer, method: string) {
  const { face, pointer } = operation
  const content = (resolved(face, raw).content ?? {}) as Record<string, Node>
  const type = answer.headers['content-type']?.split(';')[0]?.trim() ?? ''
  const types = Object.keys(content)
  if (types.length === 0) return answer.text === '' ? undefined : `has a body: ${answer.text.slice(0, 80)}`
  const found = types.includes(type) ? type : types.find(one => one === '*/*')
  // Some say in words that they go on as events.
  if (type === 'text/event-stream' && String(nodeOf(operation).description).includes(type)) return undefined
  if (found === undefined) return `has the type ${type || 'of none'}, not ${types.join(' or ')}`
  if (!found.endsWith('json') || method === 'HEAD') return undefined
  const body = parsed(answer.text)
  if (body === undefined) return `is no JSON: ${answer.text.slice(0, 80)}`
  const place = typeof raw.$ref === 'string' ? raw.$ref.slice(1) : `${pointer}/responses/${status}`
  const at = `${place}/content/${found.replace('/', '~1')}/schema`
  const fragment = at.split('/').map(encodeURIComponent).join('/').replaceAll('%7E', '~')
  const validate = ajv.getSchema(`${face.name}#${fragment}`)
  if (!validate) throw new Error(`there is no schema at ${at} of ${face.name}`)
  if (validate(body)) return undefined
  const [error] = validate.errors ?? []
  return `has a body that is not as documented: ${error?.instancePath} ${error?.message}`
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
