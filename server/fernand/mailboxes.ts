import { type Mailbox, parseAddressList } from '../mail/addresses.ts'

/** The mailboxes of a list that the validator has let pass; none for an absent one. */
export function mailboxes(list: string | undefined): Mailbox[] {
  if (list === undefined) return []
  const parsed = parseAddressList(list)
  if (!parsed.ok) throw new Error('the format address-list let a list pass that cannot be read')
  return parsed.mailboxes
}
