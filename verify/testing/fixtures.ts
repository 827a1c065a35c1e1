/** Recorded answers, held against the contract as it is now. */
import { type Api, apiNames, type Operation, operationsOf, pathPattern } from '../contract.ts'
import { type Breach, judge, prepareJudge, type Seen } from '../judge.ts'
import { seenOf } from './received.ts'

/** What became of one recorded answer. */
export interface FixtureResult {
  /** The file, and which of its answers, when it has several. */
  name: string
  /** Whose contract it is held against; undefined where nothing tells. */
  api?: Api
  /** What it answers: `createOutboundConversation 201`. */
  answers?: string
  /** What no longer fits; empty where it does. */
  breaches: Breach[]
  /** Why it was not held against the contract. */
  reason?: string
}

/** What a file is about, where it does not say so itself. */
export interface FixtureHints {
  api?: Api
  operationId?: string
  status?: number
}

/** An answer of a HAR file (HTTP Archive 1.2), as far as this looks into one. */
interface HarEntry {
  request: { method: string; url: string }
  response: {
    status: number
    headers?: { name: string; value: string }[]
    content?: { text?: string; encoding?: string }
  }
}

/**
 * Holds the answers of a file against the contract.
 *
 * What a file answers is told by itself, as `{ api, operationId, status, body }` or as a HAR file; or by its name, as
 * `createOutboundConversation.201.json` or `atender/createOutboundConversation/201.json`; or by the hints.
 *
 * @param name the path of the file
 * @param text what is in it
 */
export async function checkFixture(
  name: string,
  text: string,
  hints: FixtureHints = {},
): Promise<FixtureResult[]> {
  await prepareJudge()
  const json = parsed(text)
  if (json === undefined) return [{ name, breaches: [], reason: 'it is no JSON' }]
  const { log } = (json ?? {}) as { log?: { entries?: HarEntry[] } }
  if (Array.isArray(log?.entries)) {
    const known = log.entries.flatMap((entry, index) => ofHar(`${name} #${index + 1}`, entry, hints))
    return known.length > 0 ? known : [{ name, breaches: [], reason: 'it has no request to one of the APIs' }]
  }
  const own = (typeof json === 'object' ? json : {}) as FixtureHints & {
    body?: unknown
    headers?: Record<string, string>
  }
  const tellsItself = typeof own?.operationId === 'string'
  const named = { ...fromName(name), ...hints, ...(tellsItself ? own : {}) }
  const found = operationOf(named)
  if (typeof found === 'string') return [{ name, breaches: [], reason: found }]
  const status = Number(named.status ?? found.statuses.find(one => one < 300))
  const body = tellsItself ? own.body : json
  const headers = tellsItself ? own.headers : undefined
  return [judged(name, found, await seenOf({ status, headers: headers ?? {}, body }), headers !== undefined)]
}

/** Headers are judged where they were recorded. */
function judged(name: string, operation: Operation, seen: Seen, hasHeaders: boolean): FixtureResult {
  const breaches = judge(operation, seen).filter(
    ({ rule }) => hasHeaders || !rule.startsWith('response header'),
  )
  return { name, api: operation.api, answers: `${operation.id} ${seen.status}`, breaches }
}

const STATUS = /^[1-5]\d\d$/

/** What the parts of a path say. */
function fromName(name: string): FixtureHints {
  const parts = name.replace(/\.json$/, '').split(/[/\\.]/)
  const ids = new Set(apiNames.flatMap(api => operationsOf(api).map(({ id }) => id)))
  const operationId = parts.findLast(part => ids.has(part))
  const status = parts.findLast(part => STATUS.test(part))
  const api = apiNames.find(one => parts.includes(one))
  return {
    ...(api ? { api } : {}),
    ...(operationId ? { operationId } : {}),
    ...(status ? { status: Number(status) } : {}),
  }
}

/** @returns the operation, or why there is none */
function operationOf({ api, operationId }: FixtureHints): Operation | string {
  if (operationId === undefined) return 'nothing says which operation it answers'
  const found = apiNames
    .filter(one => api === undefined || one === api)
    .flatMap(one => operationsOf(one).filter(({ id }) => id === operationId))
  const [first, second] = found
  if (!first) return `there is no operation ${operationId}${api === undefined ? '' : ` of ${api}`}`
  return second ? `${operationId} is an operation of both APIs: say which` : first
}

function ofHar(
  name: string,
  { request, response }: HarEntry,
  { api: wanted }: FixtureHints,
): FixtureResult[] {
  const { pathname } = new URL(request.url, 'http://localhost')
  const operation = apiNames
    .filter(api => wanted === undefined || api === wanted)
    .flatMap(api => operationsOf(api))
    .find(
      one =>
        one.method.toUpperCase() === request.method.toUpperCase() &&
        // Whatever stands before it, such as a proxy's prefix.
        new RegExp(`${pathPattern(one)}$`).test(pathname),
    )
  if (!operation) return []
  const headers = new Headers()
  // HTTP/2 has pseudo headers.
  for (const { name, value } of response.headers ?? []) if (!name.startsWith(':')) headers.append(name, value)
  const { text = '', encoding } = response.content ?? {}
  const body = encoding === 'base64' ? atob(text) : text
  return [judged(name, operation, { status: response.status, headers, text: body }, true)]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
