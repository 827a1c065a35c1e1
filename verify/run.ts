import { type Case, type Faculty, type Finding, NotApplicable } from './case.ts'
import { casesOf } from './cases.ts'
import { operationsOf, type Provenance, readsAnywhere } from './contract.ts'
import { closeEars, type Ears, type Listening, openEars } from './ears/ears.ts'
import { createRecorder, type Evidence } from './evidence.ts'
import { excerpt, prepareJudge } from './judge.ts'
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
  /** The cases before it that tell of what is broken here, too. */
  again?: string[]
  milliseconds: number
}

export interface Report {
  api: Target['api']
  baseUrl: string
  run: string
  /** What random requests were made from. */
  seed: number
  results: Result[]
  requests: number
  created: string[]
  milliseconds: number
  /** What was seen, when it was to be recorded. */
  evidence?: Evidence
}

export interface Options {
  /** Only cases whose name matches. */
  only?: RegExp | undefined
  /** Only cases about these operations. */
  operations?: readonly string[] | undefined
  /** Every breach is a failure. */
  strict?: boolean | undefined
  /** What is asked lacks these, as a mock does. */
  lacks?: readonly Faculty[]
  /** Stops at the first failure. */
  bail?: boolean | undefined
  /** Where to listen for what the server sends by itself. */
  listening?: Listening
  /** How long what the server sends by itself may take, in milliseconds; 30 seconds. */
  patience?: number | undefined
  /** Whether the report tells what was seen, for the fidelity page. */
  record?: boolean
  /** Is told of each result as it comes. */
  progress?: (result: Result, done: number, of: number) => void
}

/** Whether a run has what a case needs. */
const GIVEN: Record<Faculty, (session: Session) => boolean> = {
  memory: () => true,
  keys: () => true,
  webhooks: ({ ears }) => ears.webhooks !== undefined,
  mail: ({ ears }) => ears.mails !== undefined,
  readKey: ({ target }) => target.readKey !== undefined,
  otherKey: ({ target }) => target.otherKey !== undefined,
}
/** With what it is given. */
const OPTIONS: Record<Faculty, string> = {
  memory: '',
  keys: '',
  webhooks: '--webhook-listen',
  mail: '--smtp-listen',
  readKey: '--read-key',
  otherKey: '--other-key',
}

/** Cases under way at a time; a foreign host gets one. */
const TOGETHER = 8

/** Whether a case is wanted. */
export const chosen =
  ({ only, operations }: Pick<Options, 'only' | 'operations'>) =>
  ({ name, operationId }: Case): boolean =>
    (only?.test(name) ?? true) && (operations?.includes(operationId) ?? true)

/** What makes asking pointless: nobody there, another service, a key that opens nothing. */
export class Pointless extends Error {}

/**
 * Asks a server all that the contract says.
 *
 * @throws Pointless with one line, before anything is written
 * @throws StartError when it cannot listen where it should
 */
export async function verify(given: GivenTarget, options: Options = {}): Promise<Report> {
  const ears = await openEars(options.listening ?? {})
  try {
    return await verifyHearing(given, options, ears)
  } finally {
    await closeEars(ears)
  }
}

async function verifyHearing(given: GivenTarget, options: Options, ears: Ears): Promise<Report> {
  const begin = performance.now()
  await prepareJudge()
  const target = targetOf(given)
  const recorder = options.record ? createRecorder(target.api) : undefined
  const session = createSession(target, ears, options.patience, recorder?.note)
  await knock(session)
  const { bail, progress = () => {} } = options
  const cases = casesOf(target.api).filter(chosen(options))
  const results: Result[] = new Array(cases.length)
  // Those that wait for the server begin first; the order of what is told stays.
  const turns = cases.map((one, index) => ({ one, index })).toSorted((a, b) => waits(b.one) - waits(a.one))
  let [next, done, isOver] = [0, 0, false]
  const work = async () => {
    while (!isOver) {
      const turn = turns[next++]
      if (!turn) return
      const { one, index } = turn
      const result = await runCase(one, session, options)
      results[index] = result
      progress(result, ++done, cases.length)
      if (bail && result.told.some(({ severity }) => severity === 'failure')) isOver = true
    }
  }
  await Promise.all(Array.from({ length: isLocal(target.baseUrl) ? TOGETHER : 1 }, work))
  const report: Report = {
    api: target.api,
    baseUrl: target.baseUrl,
    run: session.run,
    seed: target.seed,
    results: toldOnce(results.filter(Boolean)),
    requests: session.sent,
    created: [...new Set(session.created)],
    milliseconds: performance.now() - begin,
  }
  return recorder ? { ...report, evidence: recorder.evidenceOf(report, Date.now()) } : report
}

const waits = ({ needs = [] }: Case): number => Number(needs.includes('webhooks') || needs.includes('mail'))

/** One mistake breaks many cases: the first one tells of it, and the others say which that is. */
function toldOnce(results: Result[]): Result[] {
  const first = new Map<string, string>()
  return results.map(result => {
    const again = new Set<string>()
    const told = result.told.filter(({ rule, pointer, expected }) => {
      const breach = JSON.stringify([rule.replace(/\/\d+/g, '/*'), pointer, expected])
      const known = first.get(breach)
      if (known === undefined) first.set(breach, result.name)
      else if (known !== result.name) again.add(known)
      return known === undefined
    })
    return again.size === 0 ? { ...result, told } : { ...result, told, again: [...again] }
  })
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
  const lacking = one.needs?.find(faculty => lacks.includes(faculty))
  if (lacking) return result('not run', [], `not applicable: it needs ${lacking}`)
  const missing = one.needs?.find(faculty => !GIVEN[faculty](session))
  if (missing) return result('not run', [], `it needs ${OPTIONS[missing]}`)
  if (one.writes && !session.target.allowWrites) return result('not run', [], 'it may write: --allow-writes')
  try {
    await prepareJudge()
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
