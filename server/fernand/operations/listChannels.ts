import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'

export const listChannels: Handler<operations['listChannels']> = async ({ principal }, { store }) => {
  const channels = await store.read(db =>
    db.selectFrom('channel').selectAll().where('tenant_id', '=', principal.tenantId).orderBy('id').execute(),
  )
  return {
    status: 200,
    body: channels.map(({ id, address, name }) => ({
      id,
      name: name ?? address.slice(0, address.lastIndexOf('@')),
      email: address,
      is_valid: true,
    })),
  }
}
