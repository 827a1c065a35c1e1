import { limitCases, readingCases } from './answers.ts'
import { type Case, type Faculty, type Finding, NotApplicable } from './case.ts'
import { operationsOf, type Provenance, readsAnywhere } from './contract.ts'
import { excerpt } from './judge.ts'
import { refusalCases } from './refusals.ts'
import { atenderRules } from './rules-atender.ts'
import { fernandRules } from './rules-fernand.ts'
import {
  BudgetSpent,
  createSession,
  type GivenTarget,
  isLocal,
  NoAnswer,
  type Session,
  type Target,
  targetOf,
} from './session.ts'

/** How much a breach weighs, by where the broken fact is known from. */
export type Severity = 'failure' | 'warning' | 'note'

const SEVERITY: Record<Provenance, Severity> = {
  documented: 'failure',
  described: 'warning',
  assumed: 'note',
}

export interface Told extends Omit<Finding, 'answer'> {
  severity: Severity
  /** One line to paste. */
  curl: string
}

export interface Result {
  name: string
  operationId: string
  pointer: string
  /** `kept` where it was asked and nothing is broken. */
  outcome: 'kept' | 'broken' | 'not run'
  /** Why it was not run. */
  reason?: string
  told: Told[]
  milliseconds: number
}

export interface Report {
  api: Target['api']
  baseUrl: string
  run: string
  results: Result[]
  requests: number
  created: string[]
  milliseconds: number
}

export interface Options {
  /** Only cases whose name matches. */
  only?: RegExp | undefined
  /** Every breach is a failure. */
  strict?: boolean
  /** What is asked lacks these, as a mock does. */
  lacks?: readonly Faculty[]
  /** Stops at the first failure. */
  bail?: boolean
  /** Is told of each result as it comes. */
  progress?: (result: Result, done: number, of: number) => void
}

/** Cases under way at a time; a foreign host gets one. */
const TOGETHER = 8

/** All questions to a server of an API, in their order. */
export const casesOf = (api: Target['api']): Case[] => [
  ...readingCases(api),
  ...(api === 'atender' ? atenderRules() : fernandRules()),
  ...refusalCases(api),
  ...limitCases(api),
]

/** What makes asking pointless: nobody there, another service, a key that opens nothing. */
export class Pointless extends Error {}

/**
 * Asks a server all that the contract says.
 *
 * @throws Pointless with one line, before anything is written
 */
export async function verify(given: GivenTarget, options: Options = {}): Promise<Report> {
  const begin = performance.now()
  const target = targetOf(given)
  const session = createSession(target)
  await knock(session)
  const { only, bail, progress = () => {} } = options
  const cases = casesOf(target.api).filter(({ name }) => only?.test(name) ?? true)
  const results: Result[] = new Array(cases.length)
  let [next, done, isOver] = [0, 0, false]
  const work = async () => {
    while (next < cases.length && !isOver) {
      const index = next++
      const one = cases[index]
      if (!one) return
      const result = await runCase(one, session, options)
      results[index] = result
      progress(result, ++done, cases.length)
      if (bail && result.told.some(({ severity }) => severity === 'failure')) isOver = true
    }
  }
  await Promise.all(Array.from({ length: isLocal(target.baseUrl) ? TOGETHER : 1 }, work))
  return {
    api: target.api,
    baseUrl: target.baseUrl,
    run: session.run,
    results: results.filter(Boolean),
    requests: session.sent,
    created: [...new Set(session.created)],
    milliseconds: performance.now() - begin,
  }
}

/** The first question: whether anybody is there who speaks of this API, and knows the key. */
async function knock(session: Session): Promise<void> {
  const operation = operationsOf(session.target.api).find(readsAnywhere)
  if (!operation) return
  const request = { method: 'GET', path: operation.path }
  const { status, headers, text } = await session.ask(request).catch(error => {
    throw error instanceof NoAnswer ? new Pointless(error.message) : error
  })
  const where = `GET ${operation.path}`
  if (status === 401 || status === 403) throw new Pointless(`${where}: the key is refused (${status})`)
  const type = headers.get('content-type') ?? ''
  if (/html/i.test(type) || (status < 300 && !/json/i.test(type)))
    throw new Pointless(
      `${where}: ${status} and ${type || 'nothing'} came, not JSON: is this the API? ${excerpt(text)}`,
    )
}

/** Asks one question. */
export async function runCase(
  one: Case,
  session: Session,
  { strict = false, lacks = [] }: Options,
): Promise<Result> {
  const begin = performance.now()
  const { name, operationId, pointer } = one
  const result = (outcome: Result['outcome'], told: Told[], reason?: string): Result => ({
    name,
    operationId,
    pointer,
    outcome,
    told,
    ...(reason === undefined ? {} : { reason }),
    milliseconds: performance.now() - begin,
  })
  if (one.needs && lacks.includes(one.needs))
    return result('not run', [], `not applicable: it needs ${one.needs}`)
  if (one.writes && !session.target.allowWrites) return result('not run', [], 'it may write: --allow-writes')
  try {
    const found = await one.run(session)
    const told = found.map(({ answer: _, ...finding }) => ({
      ...finding,
      severity: strict ? ('failure' as const) : SEVERITY[finding.provenance],
      curl: session.curlOf(finding.request),
    }))
    return result(told.length > 0 ? 'broken' : 'kept', told)
  } catch (error) {
    if (error instanceof BudgetSpent || error instanceof NotApplicable)
      return result('not run', [], error.message)
    if (!(error instanceof NoAnswer)) throw error
    const { message, request } = error
    const came = {
      rule: 'no answer',
      expected: 'an answer',
      came: message,
      pointer,
      provenance: one.provenance,
    }
    return result('broken', [{ ...came, request, severity: 'failure', curl: session.curlOf(request) }])
  }
}
