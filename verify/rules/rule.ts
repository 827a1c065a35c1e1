/** What rules have in common that no schema states. */

import { type Case, type Faculty, type Finding, findings } from '../case.ts'
import { type Api, type Operation, operationsOf, provenanceAt } from '../contract.ts'
import { type Breach, judge } from '../judge.ts'
import type { Answer, Session } from '../session.ts'

/** @throws Error for a name that the contract does not have */
export function operationNamed(api: Api, id: string): Operation {
  const operation = operationsOf(api).find(one => one.id === id)
  if (!operation) throw new Error(`the contract of ${api} has no operation ${id}`)
  return operation
}

/** Makes cases about an operation that writes. */
export const ruleOf =
  (operation: Operation) =>
  (
    name: string,
    pointer: string,
    run: (session: Session) => Promise<Finding[]>,
    ...needs: Faculty[]
  ): Case => ({
    name,
    operationId: operation.id,
    pointer,
    provenance: provenanceAt(operation.api, pointer, operation.provenance),
    writes: true,
    needs,
    run,
  })

/** A breach of what stands at the pointer, with how that is known. */
const broken = (
  operation: Operation,
  pointer: string,
  rule: string,
  expected: string,
  came: string,
): Breach => ({
  rule,
  expected,
  came,
  pointer,
  provenance: provenanceAt(operation.api, pointer, operation.provenance),
})

/** What is wrong with an answer that must have this status, be it an error. */
export function expecting(operation: Operation, answer: Answer, status: number): Breach[] {
  const judged = judge(operation, answer)
  if (answer.status === status) return judged
  const pointer = `${operation.pointer}/responses/${status}`
  return [broken(operation, pointer, `the status ${status}`, String(status), String(answer.status))]
}

/** In words: the rule, what was expected, what came. */
export type Said = [rule: string, expected: string, came: string]

/** One breach unless it holds, of an answer whose operation says so at the pointer. */
export const unless = (
  holds: boolean,
  answer: Answer,
  operation: Operation,
  pointer: string,
  [rule, expected, came]: Said,
): Finding[] => (holds ? [] : findings(answer, [broken(operation, pointer, rule, expected, came)]))

/** Where the contract says what a member of the body is. */
export const bodyPointer = ({ pointer }: Operation, ...members: string[]): string =>
  [`${pointer}/requestBody/content/application~1json/schema`, ...members].join('/properties/')

/** The path of an operation with the ids that stand in it, in their order. */
export const pathOf = ({ path }: Pick<Operation, 'path'>, ...ids: unknown[]): string =>
  path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(String(ids.shift())))

/** Its JSON; an empty object where it has none. */
export function bodyOf({ text }: Answer): unknown {
  try {
    return JSON.parse(text) ?? {}
  } catch {
    return {}
  }
}

/** A member of its JSON. */
export const memberOf = (answer: Answer | undefined, ...names: string[]): unknown =>
  names.reduce<unknown>(
    (value, name) => (value as Record<string, unknown> | null | undefined)?.[name],
    answer ? bodyOf(answer) : undefined,
  )

/** The rows of a list, in an envelope or bare. */
export function rowsOf(answer: Answer): Record<string, unknown>[] {
  const body = bodyOf(answer)
  const list = Array.isArray(body) ? body : Object.values(body as object).find(Array.isArray)
  return Array.isArray(list) ? list : []
}
