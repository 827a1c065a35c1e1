import type { Context } from '../context.ts'
import { Refusal } from '../errors/refusal.ts'
import { prepared } from '../store/prepared.ts'
import type { Db } from '../store/store.ts'
import type { ChannelTable } from '../store/tables/workspace.ts'

const channelById = prepared<{ tenantId: string; id: number }, { id: number; address: string }>((db, value) =>
  db
    .selectFrom('channel')
    .select(['id', 'address'])
    .where('tenant_id', '=', value('tenantId'))
    .where('id', '=', value('id')),
)

/** @throws Refusal `not_found` */
export async function requireChannel(
  db: Db,
  tenantId: string,
  id: number,
): Promise<{ id: number; address: string }> {
  const [channel] = await channelById(db, { tenantId, id })
  if (!channel) throw new Refusal('not_found', `channel_id ${id} does not exist.`)
  return channel
}

/** A mail channel, and the API whose conversations its mail opens. */
export type Channel = Pick<ChannelTable, 'tenant_id' | 'id'> & { api: 'atender' | 'fernand' }

const channelsOf = prepared<{ address: string }, Channel>((db, value) =>
  db
    .selectFrom('channel')
    .select(['tenant_id', 'id', 'api'])
    .where(({ fn, ref }) => fn<string>('lower', [ref('address')]), '=', value('address')),
)

/**
 * The mail channels of that address, whatever its case, or of the address without what follows the first `+` of its
 * local part. Tenants who share an address all get its mail.
 */
export async function channelsAt(db: Db, address: string): Promise<Channel[]> {
  const exact = address.toLowerCase()
  const found = await channelsOf(db, { address: exact })
  const plain = exact.replace(/^([^+]*)\+[^@]*(?=@)/, '$1')
  return found.length > 0 || plain === exact ? found : await channelsOf(db, { address: plain })
}

/** Whether the address belongs to a mail channel. */
export const isChannel = ({ store }: Pick<Context, 'store'>, address: string): Promise<boolean> =>
  store.read(async db => (await channelsAt(db, address)).length > 0)

export type StoredChannel = Pick<ChannelTable, 'id' | 'address' | 'name'>

/** The tenant's mail channels. */
export const listChannels = ({ store }: Context, tenantId: string): Promise<StoredChannel[]> =>
  store.read(db =>
    db
      .selectFrom('channel')
      .select(['id', 'address', 'name'])
      .where('tenant_id', '=', tenantId)
      .orderBy('id')
      .execute(),
  )
