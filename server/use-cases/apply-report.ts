import type { Context } from '../context.ts'
import { touchConversation } from '../conversations/touch.ts'
import type { DeliveryReport } from '../mail/report.ts'
import { afterReport, deliveriesOf, hasFailed } from '../messages/deliveries.ts'
import { newMessageId } from '../messages/thread.ts'
import type { Tx } from '../store/store.ts'
import type { Catalog } from '../tenants/catalog.ts'

/** The recipients of a mail that names none. */
const none = JSON.stringify({ to: [], cc: [], bcc: [] })

/**
 * Writes what a delivery status notification tells to the mail that it is about: one that the channel sent, for the
 * report came to that channel's address, and to no other tenant's.
 *
 * @param answers the ids that the report itself refers to
 * @returns whether there is such a mail; else the report is a mail like any other
 */
export async function applyReport(
  tx: Tx,
  { clock, logger }: Context,
  channel: { tenant_id: string; id: number },
  catalog: Catalog,
  report: DeliveryReport,
  answers: string[],
): Promise<boolean> {
  const { db } = tx
  const address = catalog.channels.find(({ id }) => id === channel.id)?.address ?? ''
  const named = [
    ...report.messageIds,
    report.envelopeId && newMessageId(report.envelopeId, address),
    ...answers,
  ].filter(id => id !== null)
  // An update takes the row on either engine.
  const found =
    named.length === 0
      ? []
      : await db
          .updateTable('message')
          .set(row => ({ status: row.ref('status') }))
          .where('tenant_id', '=', channel.tenant_id)
          .where('channel_id', '=', channel.id)
          .where('mail_message_id', 'in', named)
          .where('direction', '=', 'out')
          .returning([
            'id',
            'conversation_id',
            'mail_message_id',
            'status',
            'deliveries',
            'recipients',
            'sent_at',
          ])
          .execute()
  const nearest = named.find(id => found.some(({ mail_message_id }) => mail_message_id === id))
  const message = found.find(({ mail_message_id }) => mail_message_id === nearest)
  if (!message || message.status === 'received') return false
  const before = deliveriesOf(message, JSON.parse(message.recipients ?? none))
  const now = clock.now()
  // A server's own words name others too.
  const names = new Set(before.map(one => one.address.toLowerCase()))
  const ours = report.recipients.filter(({ addresses }) =>
    addresses.some(one => names.has(one.toLowerCase())),
  )
  const recipients = ours.length > 0 ? ours : report.recipients
  const { deliveries, status, last } = afterReport(before, message.status, recipients, now)
  await db
    .updateTable('message')
    .set({
      status,
      deliveries: JSON.stringify(deliveries),
      last_event: JSON.stringify(last),
      sent_at: message.sent_at ?? (status === 'sent' ? now : null),
    })
    .where('id', '=', message.id)
    .execute()
  if (hasFailed(status)) await touchConversation(tx, message.conversation_id, now)
  logger.info({ messageId: message.id, event: last.event, code: last.code }, 'a report on a mail came in')
  return true
}
