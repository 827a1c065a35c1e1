import { createControlClient } from '../../generated/control/client.ts'
import { clientsOf, demoKey, type TestServer } from './server.ts'

let next = 1

/** A private copy of the demo tenant, with clients of its own. */
export function copyOf(server: Pick<TestServer, 'url'>, name = `copy-${next++}`) {
  const keys = {
    atender: `${demoKey.atender}.${name}`,
    readonly: `${demoKey.readonly}.${name}`,
    fernand: `${demoKey.fernand}.${name}`,
  }
  const control = createControlClient({ baseUrl: server.url, headers: { 'Control-Tenant': name } })
  return {
    name,
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
