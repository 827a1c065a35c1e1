/** What the mail server further on tells of a mail. */
import type { components } from '../../generated/control/types.ts'
import { Refusal } from '../errors/refusal.ts'
import { envelopeRecipients } from '../messages/recipients.ts'
import { catalogOf } from '../tenants/catalog.ts'
import { applyReport } from '../use-cases/apply-report.ts'
import { requireMessage } from './inbox/find.ts'
import type { World } from './world.ts'

type Schemas = components['schemas']

const ACTIONS = { delivered: 'delivered', deferred: 'delayed', bounced: 'failed' } as const
const CODES = { delivered: '250', deferred: '451', bounced: '550' } as const

/**
 * Tells what became of a mail, as a report on it would.
 *
 * @throws Refusal `not_found`; `invalid_state` for what is no mail that left
 */
export async function reportDelivery(
  world: World,
  id: string,
  { outcome, code = CODES[outcome], reason = `${outcome} on purpose` }: Schemas['DeliveryReport'],
): Promise<Schemas['DeliveryReported']> {
  const { context, tenantId, name } = world
  const { id: messageId } = await requireMessage(world, id)
  const status = await context.store.write(async tx => {
    const message = await tx.db
      .selectFrom('message')
      .select(['id', 'direction', 'channel_id', 'mail_message_id', 'recipients'])
      .where('id', '=', messageId)
      .executeTakeFirst()
    if (!message) throw new Refusal('not_found', `${name} has no message ${id}.`)
    const { channel_id, mail_message_id, recipients } = message
    if (message.direction !== 'out' || channel_id === null || mail_message_id === null || recipients === null)
      throw new Refusal('invalid_state', 'The message is no mail that left.')
    const addresses = envelopeRecipients(JSON.parse(recipients))
    const report = {
      messageIds: [mail_message_id],
      envelopeId: null,
      recipients: addresses.map(address => ({
        addresses: [address],
        action: ACTIONS[outcome],
        code,
        reason,
      })),
    }
    const catalog = await catalogOf(context, tx.db, tenantId)
    await applyReport(tx, context, { tenant_id: tenantId, id: channel_id }, catalog, report, [])
    const after = await tx.db
      .selectFrom('message')
      .select('status')
      .where('id', '=', message.id)
      .executeTakeFirstOrThrow()
    return after.status
  })
  return { messageId: id, status: status.toUpperCase() }
}
