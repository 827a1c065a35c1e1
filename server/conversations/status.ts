import { customerMessage, transitions } from '../contracts.ts'
import { Refusal } from '../errors/refusal.ts'
import type { ConversationTable } from '../store/tables/conversations.ts'

export type Status = ConversationTable['status']

/**
 * Holds a change of status against the contract's table.
 *
 * @throws Refusal `invalid_state`
 */
export function checkTransition(from: Status, to: Status): void {
  if (from === to || transitions[from]?.includes(to)) return
  const article = /^[aeiou]/.test(from) ? 'An' : 'A'
  throw new Refusal('invalid_state', `${article} ${from} conversation cannot become ${to}.`)
}

/** What a customer's message does to a conversation of that status. */
export const onCustomerMessage = (status: Status): 'keep' | 'reopen' | 'start-anew' =>
  customerMessage[status] ?? 'keep'
