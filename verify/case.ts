import type { Provenance } from './contract.ts'
import type { Breach } from './judge.ts'
import type { Answer, Request, Session } from './session.ts'

/** What some servers or runs lack, and what then cannot be asked says so. */
export type Faculty = 'memory' | 'keys' | 'webhooks' | 'mail' | 'readKey' | 'otherKey'

/** Something that a case saw. */
export interface Finding extends Breach {
  request: Request
  answer: Answer
}

/** One question to a server. */
export interface Case {
  /** Says what is asked: `createOutboundConversation body subject: maxLength`. */
  name: string
  operationId: string
  /** JSON Pointer into the contract: what says so. */
  pointer: string
  provenance: Provenance
  /** Whether a server that does wrong may keep something. */
  writes: boolean
  /** What this cannot be asked without. */
  needs?: readonly Faculty[]
  /** @throws NoAnswer, BudgetSpent, NotApplicable */
  run(session: Session): Promise<Finding[]>
}

/** The server lacks what the case is about, such as a row to look at. */
export class NotApplicable extends Error {}

/** What an answer breaks, with the request that it answers. */
export const findings = (answer: Answer, breaches: Breach[]): Finding[] =>
  breaches.map(breach => ({ ...breach, request: answer.request, answer }))
