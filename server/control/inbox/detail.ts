/** A conversation with all that stands beside its messages. */
import type { components } from '../../../generated/control/types.ts'
import { toTimestamp } from '../../clock.ts'
import { transitions } from '../../contracts.ts'
import { Refusal } from '../../errors/refusal.ts'
import { storedStatus } from '../../fernand/views.ts'
import type { Db } from '../../store/store.ts'
import { numberOf } from '../../tenants/numbers.ts'
import type { World } from '../world.ts'
import { requireAny } from './find.ts'
import { conversationsOf } from './view.ts'

type Schemas = components['schemas']
type Detail = Schemas['ConversationDetail']
type Status = Schemas['StoredStatus']

/** @throws Refusal `not_found` */
export async function requireDetail(world: World, named: string): Promise<Detail> {
  const { context, tenantId, name } = world
  const { id, api } = await requireAny(world, named)
  return await context.store.read(async db => {
    const [shown, row, recipients, fields, serviceLevels] = await Promise.all([
      conversationsOf(db, tenantId, [id]),
      rowOf(db, id),
      recipientsOf(db, id),
      fieldsOf(db, tenantId),
      serviceLevelsOf(db, id),
    ])
    const conversation = shown.get(id)
    if (!conversation || !row) throw new Refusal('not_found', `${name} has no conversation ${named}.`)
    const values: Record<string, unknown> = JSON.parse(row.custom_fields)
    const names = new Map(fields.map(field => [field.key, field.name]))
    return {
      ...conversation,
      externalReference: row.external_reference,
      contactDetail: {
        id: api === 'atender' ? row.contact_uid : String(numberOf(row.contact_id)),
        phone: row.phone,
        since: toTimestamp(row.since),
      },
      address: row.address,
      recipients,
      customFields: Object.entries(values).map(([key, value]) => ({
        key,
        name: names.get(key) ?? key,
        value,
      })),
      metadata: JSON.parse(row.metadata),
      serviceLevels: serviceLevels.map(one => ({ ...one, deadline: toTimestamp(one.deadline) })),
      statuses: nextStatuses(api, conversation.status),
    }
  })
}

const rowOf = (db: Db, id: number) =>
  db
    .selectFrom('conversation')
    .innerJoin('contact', 'contact.id', 'conversation.contact_id')
    .leftJoin('channel', join =>
      join
        .onRef('channel.tenant_id', '=', 'conversation.tenant_id')
        .onRef('channel.id', '=', 'conversation.channel_id'),
    )
    .select(['conversation.external_reference', 'conversation.custom_fields', 'conversation.metadata'])
    .select(['contact.uid as contact_uid', 'contact.id as contact_id', 'contact.phone'])
    .select(['contact.created_at as since', 'channel.address'])
    .where('conversation.id', '=', id)
    .executeTakeFirst()

const recipientsOf = (db: Db, id: number) =>
  db
    .selectFrom('recipient')
    .innerJoin('contact', 'contact.id', 'recipient.contact_id')
    .select(['recipient.kind', 'contact.name', 'contact.email'])
    .where('recipient.conversation_id', '=', id)
    .orderBy('recipient.id')
    .execute()

const fieldsOf = (db: Db, tenantId: string) =>
  db.selectFrom('custom_field').select(['key', 'name']).where('tenant_id', '=', tenantId).execute()

const serviceLevelsOf = (db: Db, id: number) =>
  db
    .selectFrom('sla_target')
    .select(['metric', 'deadline', 'state'])
    .where('conversation_id', '=', id)
    .orderBy('id')
    .execute()

/** Atender's table says so; in Fernand's API any may follow any. */
const nextStatuses = (api: 'atender' | 'fernand', status: Status): Status[] =>
  api === 'atender'
    ? ([...(transitions[status] ?? [])] as Status[]) // written from the same enum
    : Object.values(storedStatus).filter(other => other !== status)
