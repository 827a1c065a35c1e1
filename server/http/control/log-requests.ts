import type { IncomingHttpHeaders } from 'node:http'
import type { Request, Response } from 'express'
import { systemClock } from '../../clock.ts'
import type { Contract, OperationFacts } from '../../contracts.ts'
import { KEPT_BODY, type LoggedRequest } from '../../control/requests.ts'
import { DEFAULT_TENANT, type World } from '../../control/world.ts'
import { keyScheme } from '../key-scheme.ts'
import type { Middleware } from '../middleware.ts'
import { askedFor } from './fail.ts'

/** Keeps the requests to the APIs with their answers, each with the tenant that it is for. */
export interface RequestLog {
  keep: Middleware
  /** Tells whose a request is, where its key alone does not. */
  assign(response: Response, world: World): void
}

/** The APIs, as far as this looks into them. */
type Apis = Readonly<
  Record<
    NonNullable<LoggedRequest['api']>,
    { contract: Contract; operations: Readonly<Record<string, OperationFacts>> }
  >
>

const factsOf = (apis: Apis) =>
  (Object.keys(apis) as (keyof Apis)[]).map(api => ({
    api,
    operations: askedFor([apis[api].operations]),
    /** What lies below the first segments of its paths belongs to an API. */
    segments: new Set(Object.values(apis[api].operations).map(({ path }) => path.split('/')[1])),
    scheme: keyScheme(apis[api].contract),
  }))

/**
 * @param own the tenants of the workspace
 * @param ownerOf whose the key of a request is
 * @param demoKeys the keys that everybody knows
 */
export function createRequestLog(
  apis: Apis,
  own: ReadonlyMap<string, World>,
  ownerOf: (headers: IncomingHttpHeaders) => Promise<World | undefined>,
  demoKeys: readonly string[],
): RequestLog {
  const facts = factsOf(apis)
  const owners = new WeakMap<Response, World>()
  /** Who sends a key of nobody looks for it with the first one. */
  const nobodys = () => own.get(DEFAULT_TENANT) ?? [...own.values()][0]

  const worldOf = async (response: Response, headers: IncomingHttpHeaders): Promise<World | undefined> => {
    const assigned = owners.get(response) ?? own.get(response.locals.principal?.tenantId)
    if (assigned) return assigned
    // An address that opens something by itself does not say whose it is.
    if (response.locals.principal) return own.size === 1 ? nobodys() : undefined
    return (await ownerOf(headers).catch(() => undefined)) ?? nobodys()
  }

  return {
    assign: (response, world) => void owners.set(response, world),
    keep(request, response, next) {
      const of = apiOf(facts, request)
      if (!of) return next()
      const headers = { ...request.headers }
      const begun = systemClock.now()
      let requestBody: string | null = null
      response.locals.seeBody = bytes => {
        requestBody = bytes.length === 0 ? null : bytes.toString('utf8', 0, KEPT_BODY)
      }
      const bodyOf = keepBody(response)
      response.on('close', async () => {
        const answered = {
          status: response.writableFinished ? response.statusCode : null,
          responseBody: bodyOf(),
          milliseconds: systemClock.now() - begun,
          violations: response.locals.refusal?.violations ?? [],
        }
        const world = await worldOf(response, headers)
        world?.requests.add({
          at: world.context.clock.now(),
          ...of,
          method: request.method,
          path: request.originalUrl.replaceAll(/([?&]token=)[^&]*/g, '$1***'),
          requestHeaders: shown(headers, demoKeys),
          requestBody,
          ...answered,
        })
      })
      next()
    },
  }
}

/** Which API a request is for, and which of its operations; undefined for what is for none. */
function apiOf(
  facts: ReturnType<typeof factsOf>,
  { method, path, headers }: Request,
): Pick<LoggedRequest, 'api' | 'operation'> | undefined {
  const own = path.replace(/^\/_tenants\/[a-z0-9-]{1,63}(?=\/)/, '')
  const [, segment = ''] = own.split('/')
  if (segment.startsWith('_')) return undefined
  const api =
    facts.find(({ segments }) => segments.has(segment)) ??
    facts.find(({ scheme }) => scheme.read(headers) !== undefined)
  if (!api) return undefined
  const operation = api.operations.find(one => one.method === method && one.pattern.test(own))
  return { api: api.api, operation: operation?.id ?? null }
}

/** Headers without what opens something, but for the keys that everybody knows, with the name of a copy or without. */
function shown(headers: IncomingHttpHeaders, demoKeys: readonly string[]): Record<string, string> {
  const isKnown = (key: string) => demoKeys.includes(key.replace(/\.[a-z0-9-]{1,63}$/, ''))
  return Object.fromEntries(
    Object.entries(headers).map(([name, value = '']) => {
      const text = [value].flat().join(', ')
      if (!SECRET.has(name)) return [name, text]
      const bearer = /^Bearer +(\S+)$/i.exec(text)?.[1]
      return [name, isKnown(bearer ?? text) ? text : bearer === undefined ? '***' : 'Bearer ***']
    }),
  )
}

const SECRET: ReadonlySet<string> = new Set(['authorization', 'x-api-key', 'cookie', 'proxy-authorization'])

/** Sees what an answer says, as it leaves. */
function keepBody(response: Response): () => string | null {
  const kept: Buffer[] = []
  let size = 0
  const see = (chunk: unknown, encoding: unknown) => {
    const isText = typeof chunk === 'string'
    const room = KEPT_BODY - size
    if (room <= 0 || !(isText || chunk instanceof Uint8Array) || !isJson(response)) return
    // Of what is long no more is copied than is kept.
    const bytes = isText
      ? Buffer.from(
          chunk.slice(0, room),
          typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8',
        )
      : Buffer.from(chunk.subarray(0, room))
    const part = bytes.subarray(0, room)
    kept.push(part)
    size += part.length
  }
  const { write, end } = response
  response.write = ((...given: Parameters<typeof write>) => {
    see(given[0], given[1])
    return write.apply(response, given)
  }) as typeof write
  response.end = ((...given: Parameters<typeof end>) => {
    see(given[0], given[1])
    return end.apply(response, given)
  }) as typeof end
  return () => (kept.length === 0 ? null : Buffer.concat(kept).toString())
}

const isJson = (response: Response): boolean =>
  /^application\/(?:\w+\+)?json\b/.test(String(response.getHeader('content-type') ?? ''))
