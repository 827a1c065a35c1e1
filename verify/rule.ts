/** What rules have in common that no schema states. */
import type { Api } from '../server/apis/apis.ts'
import type { Case, Faculty, Finding } from './case.ts'
import { type Operation, operationsOf, provenanceAt } from './contract.ts'
import { type Breach, judge } from './judge.ts'
import type { Answer, Session } from './session.ts'

/** @throws Error for a name that the contract does not have */
export function operationNamed(api: Api, id: string): Operation {
  const operation = operationsOf(api).find(one => one.id === id)
  if (!operation) throw new Error(`the contract of ${api} has no operation ${id}`)
  return operation
}

/** Makes cases about an operation that writes. */
export const ruleOf =
  (operation: Operation) =>
  (name: string, pointer: string, run: (session: Session) => Promise<Finding[]>, needs?: Faculty): Case => ({
    name,
    operationId: operation.id,
    pointer,
    provenance: provenanceAt(operation.api, pointer, operation.provenance),
    writes: true,
    ...(needs ? { needs } : {}),
    run,
  })

export const broken = (
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

/** Its JSON; an empty object where it has none. */
export function bodyOf({ text }: Answer): unknown {
  try {
    return JSON.parse(text) ?? {}
  } catch {
    return {}
  }
}
