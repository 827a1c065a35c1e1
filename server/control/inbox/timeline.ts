/** What stands in a conversation: messages, notes and changes, the newest first. */
import type { components } from '../../../generated/control/types.ts'
import { toTimestamp } from '../../clock.ts'
import type { Change } from '../../conversations/entries.ts'
import { hasSource } from '../../fernand/views.ts'
import { messagesBefore, type WithDeliveries } from '../../messages/read.ts'
import type { StoredEntry } from '../../records/entries.ts'
import type { DeliveryEvent, Recipients, StoredMessage } from '../../records/messages.ts'
import type { Db } from '../../store/store.ts'
import { numberOf } from '../../tenants/numbers.ts'
import type { KeptMail } from '../mailbox.ts'
import type { World } from '../world.ts'
import { requireAny } from './find.ts'
import { wrongCursor } from './list.ts'
import { toNullableTimestamp } from './view.ts'

type Schemas = components['schemas']
type Person = Schemas['Person']
type Message = Schemas['TimelineMessage']

/** Whom and what a page names. */
interface Names {
  agents: ReadonlyMap<number, Person>
  contacts: ReadonlyMap<number, Person>
  tags: ReadonlyMap<number, string>
}

/** @throws Refusal `not_found`, `validation_failed` for a cursor that no page gave */
export async function listTimeline(
  world: World,
  named: string,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<Schemas['TimelineList']> {
  const { context, tenantId } = world
  const conversation = await requireAny(world, named)
  const before = cursor === undefined ? undefined : openPlace(cursor)
  const { messages, entries, names } = await context.store.read(async db => {
    // One more than the page holds tells whether there is another page.
    const page = { before, limit: limit + 1 }
    const [messages, entries] = await Promise.all([
      messagesBefore(db, conversation.id, page),
      entriesBefore(db, conversation.id, page),
    ])
    return { messages, entries, names: await namesOf(db, tenantId, messages, entries) }
  })
  const attempts = Map.groupBy(world.mailbox.list(), ({ envelope }) => envelope.id)
  // No two of them have the same number.
  const lines = [
    ...messages.map(message => ({
      id: message.id,
      view: () => messageView(message, conversation.api, names, attempts.get(message.uid) ?? []),
    })),
    ...entries.map(entry => ({ id: entry.id, view: () => entryView(entry, names) })),
  ].sort((a, b) => b.id - a.id)
  const last = lines[limit - 1]
  return {
    data: lines.slice(0, limit).map(({ view }) => view()),
    nextCursor: lines.length > limit && last ? Buffer.from(`${last.id}`).toString('base64url') : null,
  }
}

function openPlace(cursor: string): number {
  const id = Buffer.from(cursor, 'base64url').toString()
  if (/^\d{1,16}$/.test(id)) return Number(id)
  throw wrongCursor()
}

async function entriesBefore(
  db: Db,
  conversationId: number,
  { before = Number.MAX_SAFE_INTEGER, limit }: { before: number | undefined; limit: number },
): Promise<StoredEntry[]> {
  return await db
    .selectFrom('entry')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('id', '<', before)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** What an event says, as conversations/entries.ts wrote it. */
const changeOf = ({ event, data }: StoredEntry): Change => ({ event, data: JSON.parse(data) }) as Change

async function namesOf(
  db: Db,
  tenantId: string,
  messages: readonly StoredMessage[],
  entries: readonly StoredEntry[],
): Promise<Names> {
  const changes = entries.filter(({ kind }) => kind === 'event').map(changeOf)
  const contactIds = new Set([
    ...messages.flatMap(({ contact_id }) => contact_id ?? []),
    ...changes.flatMap(change => (change.event === 'contact' ? change.data.contact_id : [])),
  ])
  const [agents, contacts, tags] = await Promise.all([
    db.selectFrom('agent').select(['id', 'name', 'email']).where('tenant_id', '=', tenantId).execute(),
    contactIds.size === 0
      ? []
      : db
          .selectFrom('contact')
          .select(['id', 'name', 'email'])
          .where('id', 'in', [...contactIds])
          .where('tenant_id', '=', tenantId)
          .execute(),
    db.selectFrom('tag').select(['id', 'name']).where('tenant_id', '=', tenantId).execute(),
  ])
  const byId = (people: { id: number; name: string | null; email: string }[]) =>
    new Map(people.map(({ id, name, email }) => [id, { name, email }]))
  return {
    agents: byId(agents),
    contacts: byId(contacts),
    tags: new Map(tags.map(({ id, name }) => [id, name])),
  }
}

const personIn = (people: ReadonlyMap<number, Person>, id: number | null): Person | null =>
  (id === null ? undefined : people.get(id)) ?? null

function messageView(
  row: WithDeliveries,
  api: 'atender' | 'fernand',
  { agents, contacts }: Names,
  attempts: readonly KeptMail[],
): Message {
  const { to, cc, bcc }: Recipients = JSON.parse(row.recipients ?? '{"to":[],"cc":[],"bcc":[]}')
  const addresses = (mailboxes: Recipients['to']) => mailboxes.map(({ address }) => address)
  const { deliveries } = row
  const isWaiting = row.direction === 'out' && row.status === 'pending' && row.sending_since === null
  return {
    id: api === 'atender' ? row.uid : `m-${numberOf(row.id)}`,
    kind: 'message',
    at: toTimestamp(row.created_at),
    author: row.direction === 'in' ? personIn(contacts, row.contact_id) : personIn(agents, row.agent_id),
    direction: row.direction,
    status: row.status,
    isMail: row.channel_id !== null,
    isAutomated: row.is_automated === 1,
    text: row.text,
    html: row.html,
    recipients: { to: addresses(to), cc: addresses(cc), bcc: addresses(bcc) },
    attachments: row.attachments.map(({ uid, name, type, size }) => ({ id: uid, name, type, size })),
    sentAt: toNullableTimestamp(row.sent_at),
    dueAt: isWaiting && deliveries === null ? toTimestamp(row.created_at + (row.delay ?? 0) * 1000) : null,
    // Atender's API deletes no message.
    canTakeBack: isWaiting && api === 'fernand',
    hasSource: hasSource(row),
    deliveries: deliveries === null ? [] : JSON.parse(deliveries),
    lastEvent: row.last_event === null ? null : lastEventView(JSON.parse(row.last_event)),
    attempts: attempts.map(({ at, outcome, code, reason }) => ({
      at: toTimestamp(at),
      ...{ outcome, code, reason },
    })),
  }
}

const lastEventView = ({ event, receivedAt, code, reason }: DeliveryEvent) => ({
  event,
  at: toTimestamp(receivedAt),
  ...{ code, reason },
})

function entryView(row: StoredEntry, names: Names): Schemas['TimelineNote'] | Schemas['TimelineChange'] {
  const common = { at: toTimestamp(row.created_at), author: personIn(names.agents, row.agent_id) }
  if (row.kind === 'note')
    return { id: `n-${numberOf(row.id)}`, kind: 'note', ...common, html: row.html ?? '' }
  const change = changeOf(row)
  return {
    id: `e-${numberOf(row.id)}`,
    kind: 'change',
    ...common,
    change: change.event,
    to: wordsFor(change, names),
  }
}

/** What something was changed to. */
function wordsFor(change: Change, { agents, contacts, tags }: Names): string | null {
  switch (change.event) {
    case 'status':
      return change.data.status
    case 'assign':
      return personIn(agents, change.data.agent_id)?.name ?? null
    case 'tag':
    case 'untag':
      return tags.get(change.data.tag_id) ?? null
    case 'subject':
      return change.data.subject
    case 'contact': {
      const person = personIn(contacts, change.data.contact_id)
      return person && (person.name ?? person.email)
    }
  }
}
