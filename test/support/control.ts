import { createControlClient } from '../../generated/control/client.ts'
import { clientsOf, conversation, demoKey, type TestServer } from './server.ts'

let next = 1

/** A private copy of the demo tenant, or by the name `demo` that one itself, with clients of its own. */
export function copyOf(server: Pick<TestServer, 'url'>, name = `copy-${next++}`) {
  const named = name === 'demo' ? '' : `.${name}`
  const keys = {
    atender: `${demoKey.atender}${named}`,
    readonly: `${demoKey.readonly}${named}`,
    fernand: `${demoKey.fernand}${named}`,
  }
  const control = createControlClient({ baseUrl: server.url, headers: { 'Control-Tenant': name } })
  return {
    ...{ name, url: server.url },
    keys,
    control,
    ...clientsOf(server.url, keys),
    advance: async (time: { seconds?: number; minutes?: number; hours?: number; days?: number }) => {
      const { seconds = 0, minutes = 0, hours = 0, days = 0 } = time
      const body = { seconds: seconds + 60 * (minutes + 60 * (hours + 24 * days)) }
      const { data, error } = await control.POST('/_control/clock/advance', { body })
      if (!data) throw new Error(JSON.stringify(error))
      return data
    },
  }
}

/** Opens a conversation there; its id. */
export async function openIn({ atender }: ReturnType<typeof copyOf>, reference: string, more: object = {}) {
  const body = { ...conversation(reference), ...more }
  const { data, error } = await atender.POST('/v1/conversations/outbound', { body })
  if (!data) throw new Error(JSON.stringify(error))
  return data.id
}
