/** What a path names, on whichever API. */
import type { Context } from '../../context.ts'
import { Refusal } from '../../errors/refusal.ts'
import { NUMBERS } from '../../store/next-id.ts'
import { idOf, numberOf } from '../../tenants/numbers.ts'
import type { World } from '../world.ts'

/** A conversation, as far as most look into one. */
export interface Found {
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
const numbersOf = async ({ store }: Context, tenantId: string) => {
  const { number, numbered_after } = await store.read(db =>
    db.selectFrom('tenant').selectAll().where('id', '=', tenantId).executeTakeFirstOrThrow(),
  )
  return { base: number * NUMBERS, after: numbered_after }
}

/** @throws Refusal `not_found` */
export async function requireAny({ context, tenantId, name }: World, id: string): Promise<Found> {
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
export const idIn = ({ api, id, uid }: Pick<Found, 'api' | 'id' | 'uid'>): string =>
  api === 'atender' ? uid : String(numberOf(id))

/**
 * A message by the id that its API gives it.
 *
 * @throws Refusal `not_found`
 */
export async function requireMessage({ context, tenantId, name }: World, id: string) {
  const number = /^(?:m-)?(\d{1,15})$/.exec(id)?.[1]
  const rowId = number === undefined ? -1 : idOf(await numbersOf(context, tenantId), Number(number))
  const found = await context.store.read(db =>
    db
      .selectFrom('message')
      .innerJoin('conversation', 'conversation.id', 'message.conversation_id')
      .select(['message.id', 'message.uid', 'message.html', 'message.conversation_id', 'conversation.api'])
      .where('message.tenant_id', '=', tenantId)
      .where(row => (number === undefined ? row('message.uid', '=', id) : row('message.id', '=', rowId)))
      .executeTakeFirst(),
  )
  if (!found) throw new Refusal('not_found', `${name} has no message ${id}.`)
  return found
}
