import { type Api, apiNames, canonical, type Operation, operationsOf } from '../contract.ts'
import { type Breach, judge, prepareJudge } from '../judge.ts'
import { seenOf } from './received.ts'

/** What a matcher of vitest or Jest answers. */
export interface MatcherResult {
  pass: boolean
  message(): string
}

/** To add to the matchers of your test runner; docs/verify.md shows how. */
export interface ContractMatchers {
  /**
   * Whether an answer keeps the contract: its status, its headers, its content type, its body without a member that the
   * contract does not name. Await it.
   *
   * @param operationId as the contract names it: `createOutboundConversation`
   * @param status which it must be; any that is documented, without it
   */
  toMatchContract(api: Api, operationId: string, status?: number): Promise<void>
}

/** For `expect.extend({ toMatchContract })` of vitest and Jest. */
export async function toMatchContract(
  received: unknown,
  api: Api,
  operationId: string,
  status?: number,
): Promise<MatcherResult> {
  const breaches = await breachesOf(received, operationNamed(api, operationId), status)
  const pass = breaches.length === 0
  return {
    pass,
    message: () =>
      pass
        ? `The answer keeps the contract of ${api} ${operationId}.`
        : `The answer breaks the contract of ${api} ${operationId}:\n${breaches.map(breach => worded(api, breach)).join('\n')}`,
  }
}

/** In one line. */
export const worded = (api: Api, { rule, expected, came, pointer, provenance }: Breach): string =>
  `  ${rule}: expected ${expected}; came ${came} (${provenance}, ${canonical(api, pointer)})`

async function breachesOf(received: unknown, operation: Operation, status: number | undefined) {
  await prepareJudge()
  const seen = await seenOf(received)
  const judged = judge(operation, seen)
  if (status === undefined || seen.status === status) return judged
  const { pointer, provenance } = operation
  const other = {
    rule: 'the status',
    expected: String(status),
    came: String(seen.status),
    pointer,
    provenance,
  }
  return [other, ...judged]
}

/** @throws TypeError naming what there is */
function operationNamed(api: Api, id: string): Operation {
  if (!apiNames.includes(api)) throw new TypeError(`There is no API ${api}: ${apiNames.join(', ')}.`)
  const all = operationsOf(api)
  const operation = all.find(one => one.id === id)
  if (operation) return operation
  throw new TypeError(`${api} has no operation ${id}: ${all.map(one => one.id).join(', ')}.`)
}
