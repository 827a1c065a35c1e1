/** What became of what was acknowledged. */
import { setTimeout as sleep } from 'node:timers/promises'
import { clientsOf } from '../test/support/server.ts'
import { type World, wholeOf } from './world.ts'

export interface Row {
  fault: string
  rounds: number
  acknowledged: number
  /** Stored whole, and delivered. */
  kept: number
  lost: number
  /** Came again with the same id, which a receiver can tell. */
  repeated: number
  /** Came again with another id: must not be. */
  doubled: number
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
      ...{ acknowledged: 0, kept: 0, lost: 0, repeated: 0, doubled: 0 },
    }
    rows.set(fault, row)
    return row
  }
  const judge = (fault: string, isStored: boolean, ids: string[] = []) => {
    const row = rowOf(fault)
    row.acknowledged++
    if (isStored && ids.length > 0) row.kept++
    else row.lost++
    if (ids.length > 1) row.repeated++
    if (new Set(ids).size > 1) row.doubled++
  }
  for (const [label, fault] of ledger.conversations)
    judge(fault, stored.has(label), hooks.get(`conversation.created ${label}`))
  for (const [id, fault] of ledger.replies) judge(fault, true, hooks.get(`message.sent ${id}`))
  for (const [label, fault] of ledger.mails) judge(fault, true, mails.get(label))
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
