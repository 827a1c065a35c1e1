/** What a server must not take: bodies and parameters that break the contract, wrong keys, methods that are not there. */

import { type BadRequest, badRequests } from './bad-requests.ts'
import { type Case, findings } from './case.ts'
import { type Api, exampleBody, type Operation, operationsOf, provenanceAt } from './contract.ts'
import { harmless, NO_NUMBER, NO_UUID } from './harmless.ts'
import { type Breach, excerpt, judge } from './judge.ts'
import type { Answer, Request, Session } from './session.ts'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
/** Of the right form, and nobody's. */
const NOBODYS: Record<Api, string> = {
  atender: 'sa_test_nobody_has_this_key_0000',
  fernand: 'sk_nobody_has_this_key_0000',
}

export function refusalCases(api: Api): Case[] {
  const operations = operationsOf(api)
  const byId = new Map(operations.map(operation => [operation.id, operation]))
  const broken = badRequests(api).flatMap(bad => {
    const operation = byId.get(bad.operationId)
    return operation ? [ofBadRequest(operation, bad)] : []
  })
  return [...broken, ...operations.flatMap(ofKeys), ...operations.flatMap(ofTypes), ...ofMethods(operations)]
}

function ofBadRequest(operation: Operation, bad: BadRequest): Case {
  const { method, path, body, pointer, name } = bad
  return {
    name,
    operationId: operation.id,
    pointer,
    provenance: provenanceAt(operation.api, pointer, operation.provenance),
    writes: method !== 'GET',
    async run(session) {
      const request = { method, path, ...(body === undefined ? {} : { body }) }
      const answer = await askHarmless(session, request, bad.expected.path)
      return findings(answer, refused(operation, answer, 400, pointer, 'what breaks the contract'))
    },
  }
}

/** Asks what must be refused; what is taken all the same is told of as created. */
export async function askHarmless(session: Session, request: Request, broken = ''): Promise<Answer> {
  const mark = `verify-${session.run}-${session.sent}`
  const body = harmless(request.body, broken, mark)
  const answer = await session.ask({ ...request, ...(body === undefined ? {} : { body }) })
  const { method, path } = request
  if (answer.status < 300 && method !== 'GET') session.created.push(`what ${method} ${path} took as ${mark}`)
  return answer
}

/** A key that is missing, of another form, or nobody's. */
function ofKeys(operation: Operation): Case[] {
  if (operation.security.length === 0) return []
  const pointer = `${operation.pointer}/responses/401`
  const keys: [string, string | null][] = [
    ['no key', null],
    ['a key of another form', 'hello'],
    ["nobody's key", NOBODYS[operation.api]],
  ]
  return keys.map(([what, key]) => ({
    name: `${operation.id}: ${what}`,
    operationId: operation.id,
    pointer,
    provenance: provenanceAt(operation.api, pointer, operation.provenance),
    writes: operation.method !== 'get',
    ...(key === NOBODYS[operation.api] ? { needs: ['keys'] as const } : {}),
    async run(session) {
      const answer = await askHarmless(session, { ...plain(operation), key })
      return findings(answer, refused(operation, answer, 401, pointer, what))
    },
  }))
}

/** A body that is no JSON, or says that it is none. */
function ofTypes(operation: Operation): Case[] {
  if (operation.maxBodyBytes === null) return []
  const common = { operationId: operation.id, writes: true }
  const request = plain(operation)
  const cases: [string, number, Request][] = [
    ['half a JSON text', 400, { ...request, body: '{"a":' }],
    ['a body that is text/plain', 415, { ...request, headers: { 'Content-Type': 'text/plain' } }],
  ]
  return cases.map(([what, status, wrong]) => {
    const pointer = `${operation.pointer}/responses/${status}`
    return {
      ...common,
      name: `${operation.id}: ${what}`,
      pointer,
      provenance: provenanceAt(operation.api, pointer, operation.provenance),
      async run(session) {
        const answer = await askHarmless(session, wrong)
        return findings(answer, refused(operation, answer, status, pointer, what))
      },
    }
  })
}

/** Methods that a path does not have: RFC 9110 section 15.5.6. */
function ofMethods(operations: Operation[]): Case[] {
  const byPath = Map.groupBy(operations, ({ path }) => path)
  return [...byPath].flatMap(([path, own]) => {
    const has = own.map(({ method }) => method.toUpperCase())
    const [first] = own
    if (!first) return []
    return METHODS.filter(method => !has.includes(method)).map(method => ({
      name: `${method} ${path}: no such method`,
      operationId: first.id,
      pointer: first.pointer,
      // Neither vendor's page says it; HTTP does.
      provenance: 'assumed' as const,
      writes: method !== 'GET',
      async run(session) {
        const answer = await session.ask({ method, path: filled(path) })
        const breach = (expected: string, came: string): Breach => ({
          rule: 'an unsupported method',
          expected,
          came,
          pointer: first.pointer,
          provenance: 'assumed',
        })
        if (answer.status !== 405) return findings(answer, [breach('405', String(answer.status))])
        const allowed = (answer.headers.get('allow') ?? '').split(',').map(one => one.trim())
        const missing = has.filter(one => !allowed.includes(one))
        if (missing.length === 0) return []
        return findings(answer, [breach(`Allow: ${has.join(', ')}`, allowed.join(', ') || 'no Allow')])
      },
    }))
  })
}

/** What is wrong with the answer to a request that must be refused with this status. */
export function refused(
  operation: Operation,
  answer: Answer,
  status: number,
  pointer: string,
  what: string,
): Breach[] {
  const provenance = provenanceAt(operation.api, pointer, operation.provenance)
  if (answer.status < 400) {
    return [
      {
        rule: `${what} is taken`,
        expected: String(status),
        came: `${answer.status} ${excerpt(answer.text)}`,
        pointer,
        provenance,
      },
    ]
  }
  const judged = judge(operation, answer)
  const responseAt = `${operation.pointer}/responses/${status}`
  if (answer.status === status || judged.length > 0) return judged
  return [
    {
      rule: `${what} is refused with another status`,
      expected: String(status),
      came: `${answer.status} ${excerpt(answer.text)}`,
      pointer: responseAt,
      provenance: provenanceAt(operation.api, responseAt, provenance),
    },
  ]
}

/** A request that only its key or its type is wrong with; it names nothing that is there. */
export function plain(operation: Operation): Request {
  const body = operation.maxBodyBytes === null ? undefined : exampleBody(operation)
  return {
    method: operation.method.toUpperCase(),
    path: filled(operation.path),
    ...(body === undefined ? {} : { body }),
  }
}

const filled = (path: string) =>
  path.replaceAll(/\{(\w+)\}/g, (_, name) =>
    name === 'uuid' || path.startsWith('/v1/') ? NO_UUID : String(NO_NUMBER),
  )
