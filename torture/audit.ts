/** What became of what was acknowledged. */
import { setTimeout as sleep } from 'node:timers/promises'
import { clientsOf } from '../test/support/server.ts'
import { type Arrival, tooMany } from './ledger.ts'
import { wholeOf } from './load.ts'
import type { World } from './world.ts'

export interface Row {
  fault: string
  rounds: number
  acknowledged: number
  /** Stored whole, and delivered. */
  kept: number
  lost: number
  /** How often mails came again with the same id, which a receiver can tell. */
  'mails again': number
  'webhooks again': number
  /** How often something came again without a kill of its own: must not be. */
  'without a kill': number
  /** What came again with another id: must not be. */
  'another id': number
  /** Answers that say neither yes nor that the server cannot for now. */
  'wrong answers': number
}

/** How long deliveries may still take when all is well again, in milliseconds: a lease, and a receiver's retries. */
const PATIENCE = 180_000

/** @param rounds how many there were of each fault */
export async function audit(world: World, rounds: ReadonlyMap<string, number>): Promise<Row[]> {
  const { ledger, others } = world
  const deadline = Date.now() + PATIENCE
  while (missing(world).length > 0 && Date.now() < deadline) await sleep(500)
  const stored = await wholeConversations(world)
  const [mails, hooks] = [others.mails(), others.hooks()]
  const rows = new Map<string, Row>()
  const rowOf = (fault: string): Row => {
    const row = rows.get(fault) ?? {
      ...{ fault, rounds: rounds.get(fault) ?? 0 },
      ...{ acknowledged: 0, kept: 0, lost: 0, 'mails again': 0, 'webhooks again': 0 },
      ...{ 'without a kill': 0, 'another id': 0, 'wrong answers': 0 },
    }
    rows.set(fault, row)
    return row
  }
  const judge = (
    fault: string,
    again: 'mails again' | 'webhooks again',
    arrivals: Arrival[] = [],
    isStored = true,
  ) => {
    const row = rowOf(fault)
    row.acknowledged++
    if (isStored && arrivals.length > 0) row.kept++
    else row.lost++
    row[again] += Math.max(0, arrivals.length - 1)
    row['without a kill'] += tooMany(arrivals, ledger.interruptions)
    if (new Set(arrivals.map(({ id }) => id)).size > 1) row['another id']++
  }
  for (const [label, fault] of ledger.conversations)
    judge(fault, 'webhooks again', hooks.get(`conversation.created ${label}`), stored.has(label))
  for (const [id, fault] of ledger.replies) judge(fault, 'webhooks again', hooks.get(`message.sent ${id}`))
  for (const [label, fault] of ledger.mails) judge(fault, 'mails again', mails.get(label))
  for (const { fault, acknowledged, kept } of ledger.rows) {
    const row = rowOf(fault)
    row.acknowledged += acknowledged
    row.kept += kept
    row.lost += acknowledged - kept
  }
  for (const { fault } of ledger.wrongAnswers) rowOf(fault)['wrong answers']++
  for (const [fault, count] of rounds) if (count > 0) rowOf(fault)
  return [...rows.values()]
}

/** What was acknowledged and has not arrived yet. */
function missing({ ledger, others }: World): string[] {
  const [mails, hooks] = [others.mails(), others.hooks()]
  return [
    ...[...ledger.mails.keys()].filter(label => !mails.has(label)),
    ...[...ledger.conversations.keys()].filter(label => !hooks.has(`conversation.created ${label}`)),
    ...[...ledger.replies.keys()].filter(id => !hooks.has(`message.sent ${id}`)),
  ]
}

/** The references of the conversations that the API tells of with their tags and their first message. */
async function wholeConversations({ servers: [server] }: World): Promise<Set<string>> {
  const { atender } = clientsOf(server?.url ?? '')
  const references = new Set<string>()
  let cursor: string | undefined
  do {
    const query = { limit: 100, ...(cursor === undefined ? {} : { cursor }) }
    const { data, error } = await atender.GET('/v1/conversations', { params: { query } })
    if (!data) throw new Error(JSON.stringify(error))
    for (const { id, externalReference, tags } of data.data) {
      const { tags: given, outboundContext } = wholeOf(externalReference ?? '')
      const messages = await atender.GET('/v1/conversations/{id}/messages', { params: { path: { id } } })
      const first = messages.data?.data.find(({ direction }) => direction === 'inbound')
      const isWhole = tags?.join() === given.join() && first?.text === outboundContext.originalMessage
      if (isWhole) references.add(externalReference ?? '')
    }
    cursor = data.nextCursor ?? undefined
  } while (cursor !== undefined)
  return references
}
