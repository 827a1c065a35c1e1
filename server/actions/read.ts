import { parseSnoozeTime } from '../conversations/snooze.ts'
import { Refusal } from '../errors/refusal.ts'
import type { Db } from '../store/store.ts'
import { requireAgent } from '../tenants/agents.ts'
import type { Effect } from './effect.ts'

type Data = Record<string, unknown>
/** Finds what the action refers to; `where` stands before the names of the fields in a refusal. */
type Resolve = (db: Db, tenantId: string, where: string) => Promise<Effect>
type Read =
  | { kind: 'known'; effect: Resolve }
  /** Its data break a rule; `member` names which of them. */
  | { kind: 'wrong'; member: string; rule: string }
  | { kind: 'unknown' }

const wrong = (member: string, rule: string): Read => ({ kind: 'wrong', member, rule })
const known = (effect: Effect): Read => ({ kind: 'known', effect: async () => effect })

/** Fernand's words for a status, in a snippet's action. */
const statuses = { opened: 'active', closed: 'done', spam: 'spam', snoozed: 'snoozed' } as const
const isStatus = (word: unknown): word is keyof typeof statuses =>
  typeof word === 'string' && Object.hasOwn(statuses, word)

/** The dotted form: `status.close` says what `status` says with the data. */
const dotted: Record<string, keyof typeof statuses> = {
  'status.open': 'opened',
  'status.close': 'closed',
  'status.spam': 'spam',
  'status.snooze': 'snoozed',
}

/** The six verbs of a snippet (Fernand: create-a-new-snippet), each with the data that it takes. */
const verbs: Record<string, (data: Data, now: number) => Read> = {
  status(data, now) {
    const status = typeof data.status === 'string' ? data.status.toLowerCase() : data.status
    if (!isStatus(status)) return wrong('status', `needs status: one of ${Object.keys(statuses).join(', ')}`)
    if (status === 'snoozed') return snooze(data, now, false)
    return known({ kind: 'change', change: { status: statuses[status] } })
  },
  snooze: (data, now) => snooze(data, now, true),
  assign({ agent_id, agent_email }) {
    if (agent_id === null) return known({ kind: 'change', change: { agent_id: null } })
    if (Number.isSafeInteger(agent_id)) return assigned({ id: agent_id as number }) // isSafeInteger does not narrow
    if (agent_id !== undefined) return wrong('agent_id', 'needs agent_id to be the id of an agent, or null')
    if (typeof agent_email === 'string') return assigned({ email: agent_email })
    return wrong('agent_id', 'needs agent_id or agent_email')
  },
  reply: data => content(data, 'reply'),
  note: data => content(data, 'note'),
  tag({ tag, tag_id }) {
    if (Number.isSafeInteger(tag_id))
      return { kind: 'known', effect: (...at) => findTag(...at, 'tag_id', tag_id) }
    if (typeof tag === 'string' && tag !== '')
      return { kind: 'known', effect: (...at) => findTag(...at, 'tag', tag) }
    return wrong('tag', 'needs tag, the name or the slug of a tag, or tag_id')
  },
}

/** What an action with that name and these data does. */
export function readAction({ name, data }: { name: string; data: Data }, now: number): Read {
  const status = dotted[name]
  if (status !== undefined) return verbs.status?.({ ...data, status }, now) ?? { kind: 'unknown' }
  return Object.hasOwn(verbs, name) ? (verbs[name]?.(data, now) ?? { kind: 'unknown' }) : { kind: 'unknown' }
}

function snooze({ snooze_until }: Data, now: number, isNeeded: boolean): Read {
  if (snooze_until === undefined && !isNeeded)
    return known({ kind: 'change', change: { status: 'snoozed', snooze_until: null } })
  const until = typeof snooze_until === 'string' ? parseSnoozeTime(snooze_until, now) : undefined
  if (until === undefined || until <= now)
    return wrong(
      'snooze_until',
      'needs snooze_until, such as 5m, tomorrow, one week or a timestamp in the future',
    )
  return known({ kind: 'change', change: { status: 'snoozed', snooze_until: until } })
}

function content(data: Data, kind: 'reply' | 'note'): Read {
  const html = data.content
  return typeof html === 'string' && html !== ''
    ? known({ kind, html })
    : wrong('content', 'needs content, as HTML')
}

const assigned = (agent: { id?: number; email?: string }): Read => ({
  kind: 'known',
  effect: async (db, tenantId, where) => ({
    kind: 'change',
    change: { agent_id: (await requireAgent(db, tenantId, agent, where)).id },
  }),
})

async function findTag(
  db: Db,
  tenantId: string,
  where: string,
  field: string,
  said: unknown,
): Promise<Effect> {
  const tags = await db
    .selectFrom('tag')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('id')
    .execute()
  const wanted = String(said).toLowerCase()
  const tag = tags.find(({ id, slug, name }) =>
    field === 'tag_id' ? id === said : slug === wanted || name.toLowerCase() === wanted,
  )
  if (!tag) throw new Refusal('not_found', `${where}${field} ${said} does not exist.`)
  return { kind: 'tag', tagId: tag.id }
}
