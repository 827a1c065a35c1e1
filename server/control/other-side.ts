/** What the customer and an agent do, through the code that they take in earnest. */
import type { components } from '../../generated/control/types.ts'
import { toTimestamp } from '../clock.ts'
import { updateConversation } from '../conversations/update.ts'
import { updateMailConversation } from '../conversations/update-mail.ts'
import { Refusal } from '../errors/refusal.ts'
import { storedStatus } from '../fernand/views.ts'
import { composeMime } from '../mail/mime.ts'
import { encodedAttachments } from '../messages/attachments.ts'
import { newMessageId } from '../messages/thread.ts'
import { numberOf } from '../tenants/numbers.ts'
import { pushMessage } from '../use-cases/push-message.ts'
import { receiveMail } from '../use-cases/receive-mail.ts'
import { replyMail } from '../use-cases/reply-mail.ts'
import { type Found, idIn, requireAny } from './inbox/find.ts'
import type { World } from './world.ts'

type Schemas = components['schemas']
type Written = Schemas['OtherSideMessage']

/** The customer writes: a mail where mail was written before, else what a touchpoint would push. */
export async function writeAsCustomer(
  world: World,
  id: string,
  written: Written,
): Promise<Schemas['MessageMade']> {
  const conversation = await requireAny(world, id)
  const { context, tenantId } = world
  const mail = await mailToAnswer(world, conversation)
  if (!mail) {
    if (conversation.api === 'fernand')
      throw new Refusal('invalid_state', 'No mail has left that the customer could answer.')
    const pushed = await pushMessage(context, tenantId, conversation.uid, {
      direction: 'inbound',
      ...given(written),
    })
    return { conversationId: pushed.conversation.uid, messageId: pushed.message.uid }
  }
  const uid = context.ids.sortable()
  const source = await composeMime({
    messageId: newMessageId(uid, mail.from.address),
    date: new Date(context.clock.now()),
    from: mail.from,
    to: [{ name: null, address: mail.to }],
    cc: [],
    subject: `Re: ${conversation.subject}`,
    html: written.html,
    text: written.text,
    inReplyTo: mail.messageId,
    references: [mail.messageId],
    attachments: (written.attachments ?? []).map(({ name, type, content }) => ({
      name,
      type,
      content: Buffer.from(content, 'base64'),
    })),
  })
  await receiveMail(context, world.reader, { from: mail.from.address, to: [mail.to], source })
  const made = await context.store.read(db =>
    db
      .selectFrom('message')
      .innerJoin('conversation', 'conversation.id', 'message.conversation_id')
      .select(['message.id as messageId', 'message.uid as messageUid'])
      .select(['conversation.id', 'conversation.uid', 'conversation.api'])
      .where('message.tenant_id', '=', tenantId)
      .where('mail_message_id', '=', newMessageId(uid, mail.from.address))
      .executeTakeFirst(),
  )
  if (!made) return { conversationId: idIn(conversation), messageId: null }
  return {
    conversationId: idIn(made),
    messageId: made.api === 'atender' ? made.messageUid : `m-${numberOf(made.messageId)}`,
  }
}

/** The latest mail of a conversation that left, whom it came from, and who answers. */
async function mailToAnswer({ context, tenantId }: World, { id, channel_id, contact_id }: Found) {
  if (channel_id === null) return undefined
  return await context.store.read(async db => {
    const sent = await db
      .selectFrom('message')
      .select('mail_message_id')
      .where('conversation_id', '=', id)
      .where('mail_message_id', 'is not', null)
      .orderBy('id', 'desc')
      .executeTakeFirst()
    const channel = await db
      .selectFrom('channel')
      .select('address')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', channel_id)
      .executeTakeFirst()
    const contact = await db
      .selectFrom('contact')
      .select(['email', 'name'])
      .where('id', '=', contact_id)
      .executeTakeFirst()
    if (!sent?.mail_message_id || !channel || !contact) return undefined
    return {
      messageId: sent.mail_message_id,
      to: channel.address,
      from: { name: contact.name, address: contact.email },
    }
  })
}

const given = ({ text, html, attachments = [] }: Written) => ({
  text,
  html,
  sentAt: undefined,
  attachments: encodedAttachments(attachments),
})

/** An agent replies. */
export async function replyAsAgent(
  world: World,
  id: string,
  written: Written,
): Promise<Schemas['MessageMade']> {
  const conversation = await requireAny(world, id)
  const { context, tenantId } = world
  if (conversation.api === 'atender') {
    const pushed = await pushMessage(context, tenantId, conversation.uid, {
      direction: 'outbound',
      ...given(written),
    })
    return { conversationId: pushed.conversation.uid, messageId: pushed.message.uid }
  }
  const message = await replyMail(context, tenantId, conversation.id, {
    agent: { id: await firstAgent(world), email: undefined },
    html: written.html ?? `<p>${escaped(written.text ?? '')}</p>`,
    delay: 0,
    generatedId: undefined,
    attachments: encodedAttachments(written.attachments ?? []),
    actions: [],
    actionsAt: '',
  })
  return { conversationId: idIn(conversation), messageId: `m-${numberOf(message.id)}` }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>')

/** @throws Refusal `invalid_state` where the workspace has no agent */
async function firstAgent({ context, tenantId, name }: World): Promise<number> {
  const agent = await context.store.read(db =>
    db
      .selectFrom('agent')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('is_active', '=', 1)
      .orderBy('id')
      .executeTakeFirst(),
  )
  if (!agent) throw new Refusal('invalid_state', `${name} has no agent.`)
  return agent.id
}

const ATENDER = ['active', 'snoozed', 'done', 'archived'] as const
const FERNAND = ['OPENED', 'SNOOZED', 'CLOSED', 'SPAM'] as const

/** An agent changes the status. */
export async function changeStatus(
  world: World,
  id: string,
  given: string,
  until: string | undefined,
): Promise<Schemas['ConversationChanged']> {
  const conversation = await requireAny(world, id)
  const known: readonly string[] = conversation.api === 'atender' ? ATENDER : FERNAND
  const status = known.find(one => one.toLowerCase() === given.toLowerCase())
  if (!status)
    throw Refusal.invalid([
      { path: '/status', code: 'enum', message: `status must be one of ${known.join(', ')}` },
    ])
  return await change(world, conversation, { status, until: endOfSnooze(world, status, until) })
}

/** @throws Refusal `validation_failed` */
function endOfSnooze(
  { context, clock }: World,
  status: string,
  until: string | undefined,
): number | undefined {
  const isSnooze = status.toLowerCase() === 'snoozed'
  const refuse = (code: string, message: string) => Refusal.invalid([{ path: '/until', code, message }])
  if (until === undefined) {
    if (isSnooze) throw refuse('required', 'until is required with the status snoozed')
    return undefined
  }
  if (!isSnooze) throw refuse('not_allowed', 'until goes with the status snoozed alone')
  const moment = Date.parse(until)
  if (moment > (clock ?? context.clock).now()) return moment
  throw refuse('past', 'until must lie in the future')
}

/** An agent takes the conversation, or gives it away. */
export const changeAssignee = async (
  world: World,
  id: string,
  agentId: number | null,
): Promise<Schemas['ConversationChanged']> => change(world, await requireAny(world, id), { agentId })

async function change(
  world: World,
  conversation: Found,
  { status, until, agentId }: { status?: string; until?: number | undefined; agentId?: number | null },
): Promise<Schemas['ConversationChanged']> {
  const { context, tenantId } = world
  if (conversation.api === 'atender') {
    const atender = status as (typeof ATENDER)[number] | undefined // one of them, by changeStatus
    const changed = await updateConversation(context, tenantId, conversation.uid, {
      status: atender,
      agentId,
      snoozeUntil: until,
    })
    return { conversationId: changed.uid, status: changed.status }
  }
  const fernand = status as (typeof FERNAND)[number] | undefined // one of them, by changeStatus
  await updateMailConversation(
    context,
    tenantId,
    conversation.id,
    {
      status: fernand && storedStatus[fernand],
      snoozeUntil: until === undefined ? undefined : toTimestamp(until),
      agent: agentId === undefined ? undefined : agentId === null ? null : { id: agentId, email: undefined },
      subject: undefined,
      contactId: undefined,
    },
    await firstAgent(world),
  )
  const after = await requireAny(world, idIn(conversation))
  return { conversationId: idIn(after), status: shownStatus(after) }
}

/** As its API has it. */
export function shownStatus({ api, status }: Pick<Found, 'api' | 'status'>): string {
  const names = Object.entries(storedStatus).find(([, stored]) => stored === status)
  return api === 'atender' ? status : (names?.[0] ?? status)
}
