import type { Context } from '../context.ts'
import { Refusal } from '../errors/refusal.ts'
import type { MailConversation } from '../records/conversations.ts'
import { requireAgent } from '../tenants/agents.ts'
import { changeMailConversation, type MailChange } from './change-mail.ts'
import { lockMailConversation, requireMailConversationIn } from './mail-read.ts'
import { parseSnoozeTime } from './snooze.ts'

/** What is undefined stays as it is. */
export interface GivenChange {
  status: MailChange['status'] | undefined
  /** In one of the forms of `parseSnoozeTime`. */
  snoozeUntil: string | undefined
  /** `id` decides when both are given; null for nobody. */
  agent: { id: number | undefined; email: string | undefined } | null | undefined
  subject: string | undefined
  contactId: number | undefined
}

/**
 * Changes a conversation of Fernand's API, all or nothing.
 *
 * @param agentId who changes it, for the timeline
 * @throws Refusal `not_found` for the conversation, the agent, or a contact that is none of its recipients;
 *   `validation_failed` for a snooze that would end in the past
 */
export function updateMailConversation(
  context: Context,
  tenantId: string,
  id: number,
  given: GivenChange,
  agentId: number | null,
): Promise<MailConversation> {
  return context.store.write(async tx => {
    const { db } = tx
    await lockMailConversation(tx, tenantId, id)
    const change: MailChange = {}
    if (given.status !== undefined) change.status = given.status
    if (given.snoozeUntil !== undefined) {
      change.snooze_until = snoozeTime(given.snoozeUntil, context.clock.now())
    }
    if (given.agent === null) change.agent_id = null
    else if (given.agent) change.agent_id = (await requireAgent(db, tenantId, given.agent)).id
    if (given.subject !== undefined) change.subject = given.subject
    if (given.contactId !== undefined) {
      const recipient = await db
        .selectFrom('recipient')
        .select('id')
        .where('conversation_id', '=', id)
        .where('contact_id', '=', given.contactId)
        .executeTakeFirst()
      if (!recipient) {
        throw new Refusal('not_found', `contact_id ${given.contactId} is no recipient of the conversation.`)
      }
      change.contact_id = given.contactId
    }
    await changeMailConversation(tx, context, id, change, agentId)
    return await requireMailConversationIn(db, tenantId, id)
  })
}

function snoozeTime(text: string, now: number): number {
  const until = parseSnoozeTime(text, now)
  if (until !== undefined && until > now) return until
  throw Refusal.invalid([
    { path: '/snooze_until', code: 'past', message: 'snooze_until must lie in the future' },
  ])
}
