/** The mock without Node: the order of checks of `server/http/router.ts`, on a Request and a Response. */

import { type Api, apis } from '../../server/apis/apis.ts'
import { systemClock } from '../../server/clock.ts'
import type { OperationFacts } from '../../server/contracts.ts'
import { Refusal, type Violation } from '../../server/errors/refusal.ts'
import { checkBounds, unmetChoices } from '../../server/http/bounds.ts'
import { fileHeaders } from '../../server/http/file-headers.ts'
import {
  isJson,
  jsonType,
  notUtf8,
  parseJson,
  tooLarge,
  wrongEncoding,
  wrongType,
} from '../../server/http/json.ts'
import { keyScheme } from '../../server/http/key-scheme.ts'
import { unknownParameters } from '../../server/http/parameters.ts'
import { refuse, toRefusal } from '../../server/http/refuse.ts'
import { requireScopes } from '../../server/http/scopes.ts'
import { findUnstorable } from '../../server/http/unstorable.ts'
import { toViolations } from '../../server/http/violations.ts'
import { createWindow } from '../../server/rate-limits/window.ts'
import { createAnswerer } from '../answer.ts'
import { createFits } from '../fits.ts'
import { demoFields, principalOf } from '../keys.ts'
import { createCheck } from './check.ts'
import { examples } from './examples.ts'
import { createRoutes } from './routes.ts'

/** Answers the requests of one API in a browser: all but `Prefer: dynamic=true`, which needs Prism. */
export function createPortable(api: Api, seed: string): (request: Request) => Promise<Response> {
  const { contract, errorBody, rateLimit } = apis[api]
  const operations: Readonly<Record<string, OperationFacts>> = apis[api].operations
  const find = createRoutes(operations)
  const scheme = keyScheme(contract)
  const window = createWindow(systemClock)
  const check = createCheck(contract)
  const fits = createFits(contract)
  const answer = createAnswerer(contract, { clock: systemClock, seed, fits, source: examples })

  return async request => {
    let counts: Record<string, string> = {}
    try {
      const { pathname, search } = new URL(request.url)
      const method = request.method === 'HEAD' ? 'GET' : request.method
      const { id, operation, params } = find(method, pathname)
      const headers = Object.fromEntries(request.headers)
      if (operation.security.length > 0) {
        const principal = principalOf(api, scheme.read(headers) ?? '')
        if (!principal) throw new Refusal('unauthorized', scheme.advice, { headers: scheme.challenge })
        requireScopes(principal, operation.scopes)
        const limit = rateLimit.limitOf(principal, operation)
        if (limit)
          counts = rateLimit.headers(limit, window.take(limit.bucket, limit.places), systemClock.now())
      }
      const { body, violations } = await readBody(request, operation.maxBodyBytes)
      const parts = { query: readQuery(search), params: { ...params }, headers, body }
      const own = [
        ...violations,
        ...unknownParameters(parts.query, operation),
        ...checkBounds(operation.bounds, body, demoFields),
      ]
      const found = toViolations(check(operation.method, operation.path, parts), {
        body,
        isRequired: operation.isBodyRequired,
        unmet: unmetChoices(operation.bounds, body),
      })
      refuse(found, own, body)
      const given = await answer(id, { ...parts, path: parts.params })
      return toResponse(given.status, given.body, { ...counts, ...given.headers })
    } catch (error) {
      const refusal = toRefusal(error)
      return toResponse(refusal.status, errorBody(refusal), { ...counts, ...refusal.headers })
    }
  }
}

/** @throws Refusal `unsupported_media_type`, `payload_too_large` or `malformed_body` */
async function readBody(
  request: Request,
  maxBytes: number | null,
): Promise<{ body: unknown; violations: Violation[] }> {
  const bytes = maxBytes === null ? none : await request.arrayBuffer()
  if (maxBytes === null || bytes.byteLength === 0) return { body: undefined, violations: [] }
  const type = request.headers.get('content-type') ?? ''
  if (!isJson({ 'content-type': type })) throw wrongType()
  const [, charset = 'utf-8'] = /charset *= *"?([^";]+)/i.exec(type) ?? []
  if (!/^utf-8$/i.test(charset.trim()) || request.headers.has('content-encoding')) throw wrongEncoding()
  if (bytes.byteLength > maxBytes) throw tooLarge(maxBytes)
  const body = parseJson(decode(bytes))
  return { body, violations: findUnstorable(body) }
}

/** @throws Refusal `malformed_body` for what is no UTF-8 */
function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw notUtf8()
  }
}

const none = new ArrayBuffer(0)

/** As `node:querystring` reads it: a name that comes twice has a list. */
function readQuery(search: string): Record<string, unknown> {
  const query: Record<string, unknown> = {}
  const all = new URLSearchParams(search)
  for (const name of new Set(all.keys())) {
    const values = all.getAll(name)
    query[name] = values.length === 1 ? values[0] : values
  }
  return query
}

function toResponse(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  if (body === undefined) return new Response(null, { status, headers })
  if (body instanceof Uint8Array)
    return new Response(new Uint8Array(body), { status, headers: { ...headers, ...fileHeaders } })
  return new Response(JSON.stringify(body), { status, headers: { ...headers, 'Content-Type': jsonType } })
}
