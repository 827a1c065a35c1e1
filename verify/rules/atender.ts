/** What the rules of Atender have in common: conversations that a run opens. */
import type { Answer, Session } from '../session.ts'
import { operationNamed } from './rule.ts'

export const create = operationNamed('atender', 'createOutboundConversation')
export const read = operationNamed('atender', 'getConversation')
export const list = operationNamed('atender', 'listConversations')

/** Where the contract says what an answer to `create` is. */
export const at = (status: number): string => `${create.pointer}/responses/${status}`

export const base = ({ run }: Session) => ({
  contact: { email: `verify-${run}@example.com` },
  subject: `verify ${run}`,
})

export const referenceOf = ({ run }: Session, what: string): string => `verify-${run}-${what}`

/** Opens a conversation, and remembers it for the list of what is there. */
export async function open(session: Session, reference: string, more: object = {}): Promise<Answer> {
  const answer = await session.ask(opening(session, reference, more))
  if (answer.status === 201) session.created.push(`conversation ${reference}`)
  return answer
}

/** The request that opens it. */
export const opening = (session: Session, reference: string, more: object = {}) => ({
  method: 'POST',
  path: create.path,
  body: { ...base(session), externalReference: reference, ...more },
})

/** Looks for the conversation of a reference. */
export const find = (session: Session, reference: string, key?: string): Promise<Answer> =>
  session.ask({
    method: 'GET',
    path: `${list.path}?externalReference=${encodeURIComponent(reference)}`,
    ...(key === undefined ? {} : { key }),
  })
