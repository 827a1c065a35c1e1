import type { Mailbox } from '../mail/addresses.ts'
import type { Recipients } from '../records/messages.ts'

/** The addresses to hand to the mail server: each one once, whatever its case, in the order of the headers. */
export function envelopeRecipients(recipients: Recipients): string[] {
  const seen = new Map<string, string>()
  for (const { address } of [...recipients.to, ...recipients.cc, ...recipients.bcc] satisfies Mailbox[]) {
    const key = address.toLowerCase()
    if (!seen.has(key)) seen.set(key, address)
  }
  return [...seen.values()]
}
