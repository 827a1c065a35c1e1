import { toTimestamp } from '../../clock.ts'
import { KeyError } from '../../errors/key-error.ts'
import { Refusal } from '../../errors/refusal.ts'
import { createKey, type KeyInfo, listKeys, revokeKey } from '../../tenants/manage-keys.ts'
import type { ControlHandlers } from '../handler.ts'

const view = ({ id, api, name, scopes, tier, status }: KeyInfo) => ({
  ...{ id, api, name, scopes, tier },
  isActive: status === 'active',
})

export const keyHandlers: ControlHandlers<'listTenants' | 'listKeys' | 'createKey' | 'deleteKey'> = {
  async listTenants({ worlds }) {
    const data = worlds.list().map(({ name, isCopy, openedAt, lastRequestAt }) => ({
      ...{ name, isCopy },
      openedAt: toTimestamp(openedAt),
      lastRequestAt: lastRequestAt === undefined ? null : toTimestamp(lastRequestAt),
    }))
    return { status: 200, body: { data, nextCursor: null } }
  },
  async listKeys({ world }) {
    const keys = await listKeys(world.context.store, world.tenantId)
    return { status: 200, body: { data: keys.map(view), nextCursor: null } }
  },
  async createKey({ world, body: { api, scopes = [], tier, name } }) {
    try {
      const tenant = world.tenantId
      const { key, info } = await createKey(world.context, { api, scopes, tier, name, tenant })
      // By the name behind it the server finds the copy.
      return { status: 201, body: { ...view(info), key: world.isCopy ? `${key}.${world.name}` : key } }
    } catch (error) {
      if (!(error instanceof KeyError)) throw error
      throw Refusal.invalid([{ path: '', code: 'key', message: error.message }])
    }
  },
  async deleteKey({ world, path }) {
    const keys = await listKeys(world.context.store, world.tenantId)
    if (!keys.some(({ id }) => id === path.id))
      throw new Refusal('not_found', `${world.name} has no key ${path.id}.`)
    await revokeKey(world.context, path.id)
    return { status: 204 }
  },
}
