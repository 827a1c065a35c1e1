/** What the customer and an agent do, through the code that they take in earnest. */
import type { components } from '../../generated/control/types.ts'
import type { Context } from '../context.ts'
import { updateConversation } from '../conversations/update.ts'
import { updateMailConversation } from '../conversations/update-mail.ts'
import { Refusal } from '../errors/refusal.ts'
import { storedStatus } from '../fernand/views.ts'
import { composeMime } from '../mail/mime.ts'
import { encodedAttachments } from '../messages/attachments.ts'
import { newMessageId } from '../messages/thread.ts'
import { NUMBERS } from '../store/next-id.ts'
import { idOf, numberOf } from '../tenants/numbers.ts'
import { pushMessage } from '../use-cases/push-message.ts'
import { receiveMail } from '../use-cases/receive-mail.ts'
import { replyMail } from '../use-cases/reply-mail.ts'
import type { World } from './world.ts'

type Schemas = components['schemas']
type Written = Schemas['OtherSideMessage']

/** A conversation on whichever API, as far as this looks into one. */
interface Found {
  id: number
  uid: string
  api: 'atender' | 'fernand'
  channel: string
  channel_id: number | null
  contact_id: number
  subject: string
  status: string
}

/** How the numbers of a tenant become ids. */
export const numbersOf = async ({ store }: Context, tenantId: string) => {
  const { number, numbered_after } = await store.read(db =>
    db.selectFrom('tenant').selectAll().where('id', '=', tenantId).executeTakeFirstOrThrow(),
  )
  return { base: number * NUMBERS, after: numbered_after }
}

/** @throws Refusal `not_found` */
async function requireAny({ context, tenantId, name }: World, id: string): Promise<Found> {
  const isNumber = /^\d{1,15}$/.test(id)
  const number = isNumber ? idOf(await numbersOf(context, tenantId), Number(id)) : -1
  const found = await context.store.read(db =>
    db
      .selectFrom('conversation')
      .select(['id', 'uid', 'api', 'channel', 'channel_id', 'contact_id', 'subject', 'status'])
      .where('tenant_id', '=', tenantId)
      .where(row => (isNumber ? row('id', '=', number) : row('uid', '=', id)))
      .executeTakeFirst(),
  )
  if (!found) throw new Refusal('not_found', `${name} has no conversation ${id}.`)
  return found
}

/** As its API calls it. */
const idIn = ({ api, id, uid }: Pick<Found, 'api' | 'id' | 'uid'>): string =>
  api === 'atender' ? uid : String(numberOf(id))

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

const ATENDER = ['active', 'done', 'archived'] as const
const FERNAND = ['OPENED', 'CLOSED', 'SPAM'] as const

/** An agent changes the status. */
export async function changeStatus(
  world: World,
  id: string,
  given: string,
): Promise<Schemas['ConversationChanged']> {
  const conversation = await requireAny(world, id)
  const known: readonly string[] = conversation.api === 'atender' ? ATENDER : FERNAND
  const status = known.find(one => one.toLowerCase() === given.toLowerCase())
  if (!status)
    throw Refusal.invalid([
      { path: '/status', code: 'enum', message: `status must be one of ${known.join(', ')}` },
    ])
  return await change(world, conversation, { status })
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
  { status, agentId }: { status?: string; agentId?: number | null },
): Promise<Schemas['ConversationChanged']> {
  const { context, tenantId } = world
  if (conversation.api === 'atender') {
    const atender = status as (typeof ATENDER)[number] | undefined // one of them, by changeStatus
    const changed = await updateConversation(context, tenantId, conversation.uid, {
      status: atender,
      agentId,
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
      snoozeUntil: undefined,
      agent: agentId === undefined ? undefined : agentId === null ? null : { id: agentId, email: undefined },
      subject: undefined,
      contactId: undefined,
    },
    await firstAgent(world),
  )
  const after = await requireAny(world, idIn(conversation))
  const names = Object.entries(storedStatus).find(([, stored]) => stored === after.status)
  return { conversationId: idIn(after), status: names?.[0] ?? after.status }
}
