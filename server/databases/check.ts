import { type RawBuilder, sql } from 'kysely'
import type { JobRow, JobRows } from '../jobs/rows.ts'
import { NUMBERS } from '../store/next-id.ts'
import type { Db } from '../store/store.ts'
import type { Whole } from '../store/whole.ts'

/** What is not as it should be, of which rows; or, where `isWrong` is false, what is only to be known. */
export interface Finding {
  what: string
  rows: number
  /** The first rows. */
  first: string[]
  isWrong: boolean
}

/** How many rows are named. */
const NAMED = 5
const MANY = 5_000

/** What is wrong, and a query of the rows of which it is; each has an `id`. */
const rules: [what: string, rows: RawBuilder<{ id: number | string }>][] = [
  [
    'conversation with a contact of another tenant',
    sql`select conversation.id from conversation join contact on contact.id = contact_id
      where contact.tenant_id <> conversation.tenant_id`,
  ],
  [
    'conversation of a team that is not there',
    sql`select id from conversation where team_id is not null and not exists
      (select 1 from team where team.tenant_id = conversation.tenant_id and team.id = team_id)`,
  ],
  [
    'message of another tenant than its conversation',
    sql`select message.id from message join conversation on conversation.id = conversation_id
      where message.tenant_id <> conversation.tenant_id`,
  ],
  [
    'message of a contact that is not there',
    sql`select id from message where contact_id is not null
      and not exists (select 1 from contact where contact.id = contact_id)`,
  ],
  [
    'tag of a conversation that is not there as a tag',
    sql`select conversation_id as id from conversation_tag where not exists
      (select 1 from tag where tag.tenant_id = conversation_tag.tenant_id and tag.id = tag_id)`,
  ],
  [
    'attachment whose content is not as long as it says',
    sql`select attachment.id from attachment left join attachment_content on attachment_id = attachment.id
      group by attachment.id, attachment.size having coalesce(sum(octet_length(content)), 0) <> attachment.size`,
  ],
  [
    'attachment with a piece missing',
    sql`select attachment_id as id from attachment_content
      group by attachment_id having count(*) <> max(position) + 1`,
  ],
  [
    'source of a mail with a piece missing',
    // Without the first one it is not there yet: what a process has left is written anew.
    sql`select message_id as id from message_source
      group by message_id having min(position) = 0 and count(*) <> max(position) + 1`,
  ],
  [
    'delivery that is to be made, and never will be',
    sql`select id from webhook_delivery where status = 'pending' and due_at is null`,
  ],
  [
    'delivery that has ended, and would be made',
    sql`select id from webhook_delivery where status <> 'pending' and due_at is not null`,
  ],
]

/** What waits for a job, by the name of its task: a query of what the job is to be about. */
const waiting: [what: string, task: string, rows: RawBuilder<{ id: number; of: string }>][] = [
  [
    'pending mail that no job sends',
    'sendMail',
    sql`select id, '' as "of" from message where status = 'pending' and direction = 'out'`,
  ],
  [
    'snoozed conversation that no job wakes',
    'wakeConversation',
    sql`select id, '' as "of" from conversation where status = 'snoozed' and snooze_until is not null`,
  ],
  [
    'service level that no job looks at',
    'checkSla',
    sql`select conversation_id as id, metric as "of" from sla_target where state in ('running', 'warned')`,
  ],
]

/** Looks for what does not fit together in a database; it is read as it is at one moment, and changed nowhere. */
export async function checkDatabase({ db, jobs, ...whole }: Whole & { jobs: JobRows }): Promise<Finding[]> {
  const findings: Finding[] = []
  const found = (what: string, rows: string[], isWrong = true) => {
    if (rows.length > 0) findings.push({ what, rows: rows.length, first: rows.slice(0, NAMED), isWrong })
  }
  found('fault that the database itself finds', await whole.faults())
  for (const [what, query] of rules)
    found(
      what,
      (await query.execute(db)).rows.map(({ id }) => String(id)),
    )
  found('number of a tenant that would be given again', await givenAgain(db, whole))
  const { has, lost } = await jobsOf(db, jobs)
  for (const [what, task, query] of waiting)
    found(
      what,
      (await query.execute(db)).rows.filter(({ id, of }) => !has(task, id, of)).map(({ id }) => String(id)),
    )
  found('job of something that was deleted, which does nothing', lost, false)
  return findings
}

async function givenAgain(db: Db, { counters }: Pick<Whole, 'counters'>): Promise<string[]> {
  const { tenants } = await counters()
  const found: string[] = []
  for (const { id, number, last } of tenants)
    for (const [kind, value] of Object.entries(last))
      for (const table of kind === 'message' ? ['message', 'entry'] : [kind]) {
        const { rows } = await sql<{ top: number | null }>`select max(id) as top from ${sql.table(table)}
          where id between ${number * NUMBERS} and ${(number + 1) * NUMBERS - 1}`.execute(db)
        if ((rows[0]?.top ?? 0) % NUMBERS > value) found.push(`${table} of ${id}`)
      }
  return found
}

/** What there are jobs for, and which jobs are about nothing. */
async function jobsOf(db: Db, jobs: JobRows) {
  const about = new Set<string>()
  const lost: string[] = []
  const keyOf = (task: string, id: unknown, of: unknown = '') => `${task} ${id} ${of}`
  for (let after = 0; ; ) {
    const rows = await jobs.read(db, after, MANY)
    const last = rows.at(-1)
    if (!last) return { lost, has: (task: string, id: number, of: string) => about.has(keyOf(task, id, of)) }
    after = last.id
    for (const { task, payload } of rows)
      about.add(keyOf(task, payload.messageId ?? payload.conversationId, payload.metric))
    for (const table of ['message', 'conversation'] as const) {
      const owned = rows.filter(row => ownerOf(row) === table)
      const kept = new Set(await keptOf(db, table, owned.map(idOf)))
      lost.push(
        ...owned.filter(row => !kept.has(idOf(row))).map(row => `${row.task} of ${table} ${idOf(row)}`),
      )
    }
  }
}

const ownerOf = ({ payload }: JobRow) => ('messageId' in payload ? 'message' : 'conversation')
const idOf = ({ payload }: JobRow) => Number(payload.messageId ?? payload.conversationId)

async function keptOf(db: Db, table: 'message' | 'conversation', ids: number[]): Promise<number[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom(table).select('id').where('id', 'in', ids).execute()
  return rows.map(({ id }) => id)
}
