import type { Ajv2020, ErrorObject } from 'ajv/dist/2020.js'
import {
  type Api,
  apiNames,
  contractOf,
  direct,
  nodeAt,
  type Operation,
  type Provenance,
  pointerOf,
  provenanceAt,
} from './contract.ts'

/** An answer as it came. */
export interface Seen {
  status: number
  headers: Headers
  text: string
}

/** What an answer breaks. */
export interface Breach {
  /** The rule in a few words: `response body: required`. */
  rule: string
  expected: string
  came: string
  /** JSON Pointer to the place of the contract that says so. */
  pointer: string
  provenance: Provenance
}

let ajv: Ajv2020 | undefined
let loading: Promise<void> | undefined

/**
 * Loads what judges: not the server's own validator, which would judge itself. Others may have no use for it.
 *
 * @throws Error when it is not installed
 */
export function prepareJudge(): Promise<void> {
  loading ??= load()
  return loading
}

async function load(): Promise<void> {
  const [{ Ajv2020 }, { default: addFormats }] = await Promise.all([
    import('ajv/dist/2020.js'),
    import('ajv-formats'),
  ]).catch(error => {
    throw new Error('What judges answers is missing: npm install --save-dev ajv ajv-formats', {
      cause: error,
    })
  })
  const loaded = new Ajv2020({ strict: false, allErrors: true, verbose: true })
  addFormats.default(loaded)
  for (const format of ['address-list', 'byte', 'webhook-url', 'snooze-time']) loaded.addFormat(format, true)
  for (const api of apiNames) loaded.addSchema({ ...contractOf(api) }, api)
  ajv = loaded
}

/**
 * Holds an answer against what the contract says of the operation: status, type, headers, body.
 *
 * @throws Error before `prepareJudge` has resolved
 */
export function judge(operation: Operation, seen: Seen): Breach[] {
  const { api, pointer, provenance } = operation
  const responses = nodeAt(api, `${pointer}/responses`)
  const { status } = seen
  if (!operation.statuses.includes(status) && responses[String(status)] === undefined) {
    const known = operation.statuses.join(', ')
    return [
      {
        rule: status >= 500 ? 'a server error' : 'an undocumented status',
        expected: `one of ${known}`,
        came: `${status} ${excerpt(seen.text)}`,
        pointer: `${pointer}/responses`,
        provenance,
      },
    ]
  }
  const at = `${pointer}${pointerOf('responses', String(status))}`
  return [...judgeHeaders(api, at, seen), ...judgeBody(api, at, seen)]
}

/** Holds a request that a webhook brought against what the contract says of the event: headers and body. */
export function judgeEvent(
  api: Api,
  pointer: string,
  headers: Record<string, string>,
  text: string,
): Breach[] {
  const parameters = (nodeAt(api, pointer).parameters as unknown[] | undefined) ?? []
  const missing = parameters.flatMap((_, index) => {
    const at = `${pointer}/parameters/${index}`
    const { name, required } = nodeAt(api, at) as { name: string; required?: boolean }
    if (!required || headers[name.toLowerCase()] !== undefined) return []
    return {
      rule: `webhook header ${name}: required`,
      expected: 'a value',
      came: 'nothing',
      pointer: at,
      provenance: provenanceAt(api, at),
    }
  })
  const at = `${pointer}/requestBody${pointerOf('content', 'application/json', 'schema')}`
  return [...missing, ...judgeJson(api, at, text, 'webhook body')]
}

function judgeHeaders(api: Api, at: string, { headers }: Seen): Breach[] {
  const described = (nodeAt(api, at).headers as Record<string, unknown> | undefined) ?? {}
  return Object.keys(described).flatMap(name => {
    const pointer = `${at}${pointerOf('headers', name)}`
    const header = nodeAt(api, pointer)
    const came = headers.get(name)
    const breach = (rule: string, expected: string): Breach => ({
      rule: `response header ${name}: ${rule}`,
      expected,
      came: came ?? 'nothing',
      pointer,
      provenance: provenanceAt(api, pointer),
    })
    if (came === null) return header.required === true ? [breach('required', 'a value')] : []
    const { type } = nodeAt(api, `${pointer}/schema`)
    return type === 'integer' && !/^-?\d+$/.test(came) ? [breach('type', 'an integer')] : []
  })
}

function judgeBody(api: Api, at: string, { headers, text }: Seen): Breach[] {
  const content = (nodeAt(api, at).content as Record<string, unknown> | undefined) ?? {}
  const types = Object.keys(content)
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  const breach = (rule: string, expected: string, came: string, pointer = `${at}/content`): Breach => ({
    rule,
    expected,
    came,
    pointer,
    provenance: provenanceAt(api, pointer),
  })
  if (types.length === 0)
    return text === '' ? [] : [breach('response body: none', 'no body', excerpt(text), at)]
  const found = types.find(one => one === type) ?? types.find(one => one === '*/*')
  if (found === undefined) return [breach('response content type', types.join(' or '), type || 'none at all')]
  if (found !== 'application/json') return []
  return judgeJson(api, `${at}${pointerOf('content', 'application/json', 'schema')}`, text, 'response body')
}

/** @param what the text is called: `response body` */
function judgeJson(api: Api, at: string, text: string, what: string): Breach[] {
  const body = parsed(text)
  const provenance = provenanceAt(api, at)
  if (body === undefined)
    return [{ rule: `${what}: JSON`, expected: 'JSON', came: excerpt(text), pointer: at, provenance }]
  return [...invalid(api, at, body), ...undocumented(api, at, body, '')].map(breach => ({
    ...breach,
    rule: `${what}${breach.rule}`,
  }))
}

/** Whether a value keeps the schema at a pointer. */
export const isValid = (api: Api, at: string, value: unknown): boolean => invalid(api, at, value).length === 0

function invalid(api: Api, at: string, body: unknown): Breach[] {
  if (!ajv) throw new Error('prepareJudge was not awaited')
  // The validator finds no schema behind a reference.
  const place = direct(api, at)
  const fragment = place.split('/').map(encodeURIComponent).join('/').replaceAll('%7E', '~')
  const validate = ajv.getSchema(`${api}#${fragment}`)
  if (!validate) throw new Error(`${place} of the contract of ${api} is no schema`)
  if (validate(body)) return []
  return (validate.errors ?? []).filter(isTelling).map(error => {
    const pointer = error.schemaPath.startsWith('#/components')
      ? error.schemaPath.slice(1)
      : place + error.schemaPath.slice(1)
    return {
      rule: `${error.instancePath}: ${error.keyword}`,
      expected: `${error.message}`,
      came: shown(error.data),
      pointer,
      provenance: provenanceAt(api, pointer, provenanceAt(api, at)),
    }
  })
}

/** What only says that something within it is wrong says nothing. */
const isTelling = ({ keyword }: ErrorObject): boolean => !['if', 'allOf'].includes(keyword)

/** Members of objects that the contract does not name. */
function undocumented(api: Api, at: string, value: unknown, path: string): Breach[] {
  if (Array.isArray(value))
    return value.flatMap((entry, index) => undocumented(api, `${at}/items`, entry, `${path}/${index}`))
  if (typeof value !== 'object' || value === null) return []
  const members = membersAt(api, at)
  // Anything goes, by the contract.
  if (members === undefined) return []
  return Object.entries(value).flatMap(([name, member]) => {
    const below = members.get(name)
    if (below !== undefined) return undocumented(api, below, member, `${path}/${name}`)
    return {
      rule: `${path}/${name}: an undocumented member`,
      expected: `no member but ${[...members.keys()].join(', ')}`,
      came: shown(member),
      pointer: at,
      provenance: provenanceAt(api, at),
    }
  })
}

/** The members that a schema names, with where; undefined for one that names none or leaves them open. */
export function membersAt(api: Api, at: string): Map<string, string> | undefined {
  const schema = nodeAt(api, at)
  const branches = ['allOf', 'oneOf', 'anyOf'].flatMap(keyword =>
    ((schema[keyword] as unknown[] | undefined) ?? []).map((_, index) =>
      membersAt(api, `${at}/${keyword}/${index}`),
    ),
  )
  const own = Object.keys((schema.properties as object | undefined) ?? {}).map(
    name => [name, `${at}${pointerOf('properties', name)}`] as const,
  )
  const open = schema.additionalProperties
  if (open === true || typeof open === 'object') return undefined
  const all = [...branches.flatMap(branch => [...(branch ?? [])]), ...own]
  return all.length === 0 ? undefined : new Map(all)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const MOST = 200
export const excerpt = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > MOST ? `${line.slice(0, MOST)}…` : line
}
const shown = (value: unknown): string => (value === undefined ? 'nothing' : excerpt(JSON.stringify(value)))
