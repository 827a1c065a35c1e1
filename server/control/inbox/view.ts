/** Conversations of both APIs as the inbox lists them. */
import { sql } from 'kysely'
import type { components } from '../../../generated/control/types.ts'
import { toTimestamp } from '../../clock.ts'
import { cut } from '../../mail/text.ts'
import { hasFailed } from '../../messages/deliveries.ts'
import { searchableText } from '../../messages/searchable-text.ts'
import type { Db } from '../../store/store.ts'
import { idIn } from './find.ts'

type Schemas = components['schemas']

/** How much of a message is shown, and how much of one is looked through for that, in characters. */
const PREVIEW = 140
const MOST_TEXT = 1_000
const MOST_HTML = 32_768

export const toNullableTimestamp = (moment: number | null): string | null =>
  moment === null ? null : toTimestamp(moment)

/**
 * The tenant's conversations with these ids, of which there is at least one, in whatever order: a few statements for all
 * of them together.
 */
export async function conversationsOf(
  db: Db,
  tenantId: string,
  ids: number[],
): Promise<Map<number, Schemas['Conversation']>> {
  const [rows, tags, latest, mails] = await Promise.all([
    rowsOf(db, tenantId, ids),
    tagsOf(db, ids),
    latestOf(db, ids),
    mailsOf(db, ids),
  ])
  const tagsBy = Map.groupBy(tags, ({ conversation_id }) => conversation_id)
  const latestBy = new Map(latest.map(one => [one.conversation_id, one]))
  const mailsBy = Map.groupBy(mails, ({ conversation_id }) => conversation_id)
  const shown = new Map<number, Schemas['Conversation']>()
  for (const row of rows) {
    const last = latestBy.get(row.id)
    const own = mailsBy.get(row.id) ?? []
    const countOf = (isMeant: (status: (typeof own)[number]['status']) => boolean) =>
      own.reduce((sum, { status, count }) => sum + (isMeant(status) ? Number(count) : 0), 0)
    shown.set(row.id, {
      id: idIn(row),
      api: row.api,
      subject: row.subject,
      contact: { name: row.contact_name, email: row.contact_email },
      status: row.status,
      snoozedUntil: toNullableTimestamp(row.snooze_until),
      channel: row.channel,
      team: row.team_id === null || row.team_name === null ? null : { id: row.team_id, name: row.team_name },
      agent: agentOf(row),
      tags: (tagsBy.get(row.id) ?? []).map(({ slug, name, color }) => ({ slug, name, color })),
      preview: last ? await previewOf(last) : '',
      lastDirection: last?.direction ?? null,
      pendingMails: countOf(status => status === 'pending'),
      failedMails: countOf(status => status !== 'received' && hasFailed(status)),
      createdAt: toTimestamp(row.created_at),
      updatedAt: toTimestamp(row.updated_at),
    })
  }
  return shown
}

const agentOf = ({
  agent_id: id,
  agent_name: name,
  agent_email: email,
}: Awaited<ReturnType<typeof rowsOf>>[number]): Schemas['AgentShown'] | null =>
  id === null || name === null || email === null ? null : { id, name, email }

const rowsOf = (db: Db, tenantId: string, ids: number[]) =>
  db
    .selectFrom('conversation')
    .innerJoin('contact', 'contact.id', 'conversation.contact_id')
    .leftJoin('team', join =>
      join
        .onRef('team.tenant_id', '=', 'conversation.tenant_id')
        .onRef('team.id', '=', 'conversation.team_id'),
    )
    .leftJoin('agent', join =>
      join
        .onRef('agent.tenant_id', '=', 'conversation.tenant_id')
        .onRef('agent.id', '=', 'conversation.agent_id'),
    )
    .select(['conversation.id', 'conversation.uid', 'conversation.api', 'conversation.subject'])
    .select(['conversation.status', 'conversation.snooze_until', 'conversation.channel'])
    .select(['conversation.created_at', 'conversation.updated_at', 'conversation.team_id'])
    .select(['conversation.agent_id', 'contact.name as contact_name', 'contact.email as contact_email'])
    .select(['team.name as team_name', 'agent.name as agent_name', 'agent.email as agent_email'])
    .where('conversation.id', 'in', ids)
    .where('conversation.tenant_id', '=', tenantId)
    .execute()

const tagsOf = (db: Db, ids: number[]) =>
  db
    .selectFrom('conversation_tag')
    .innerJoin('tag', join =>
      join
        .onRef('tag.tenant_id', '=', 'conversation_tag.tenant_id')
        .onRef('tag.id', '=', 'conversation_tag.tag_id'),
    )
    .select(['conversation_id', 'tag.slug', 'tag.name', 'tag.color'])
    .where('conversation_id', 'in', ids)
    .orderBy('tag.id')
    .execute()

/** The beginning of each one's latest message. */
const latestOf = (db: Db, ids: number[]) =>
  db
    .selectFrom('message')
    .select(['conversation_id', 'direction'])
    .select(sql<string | null>`substr(text, 1, ${sql.lit(MOST_TEXT)})`.as('text'))
    .select(sql<string | null>`substr(html, 1, ${sql.lit(MOST_HTML)})`.as('html'))
    .where('message.id', 'in', query =>
      query
        .selectFrom('conversation')
        .select(({ selectFrom }) =>
          selectFrom('message as other')
            .select('other.id')
            .whereRef('other.conversation_id', '=', 'conversation.id')
            .orderBy('other.id', 'desc')
            .limit(1)
            .$asScalar()
            .$notNull()
            .as('latest'),
        )
        .where('conversation.id', 'in', ids),
    )
    .execute()

/** How many mails of each one are not where they should be. */
const mailsOf = (db: Db, ids: number[]) =>
  db
    .selectFrom('message')
    .select(['conversation_id', 'status'])
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('conversation_id', 'in', ids)
    .where('status', 'in', ['pending', 'bounced', 'error'])
    .where('mail_message_id', 'is not', null)
    .groupBy(['conversation_id', 'status'])
    .execute()

async function previewOf({ text, html }: { text: string | null; html: string | null }): Promise<string> {
  const said = text ?? (await searchableText(html ?? ''))
  return cut(said.slice(0, MOST_TEXT).replaceAll(/\s+/g, ' ').trim(), PREVIEW)
}
