import { pino } from 'pino'
import { createAtenderClient } from '../../generated/atender/client.ts'
import { createFernandClient } from '../../generated/fernand/client.ts'
import type { components as fernand } from '../../generated/fernand/types.ts'
import type { Clock } from '../../server/clock.ts'
import { type Config, readConfig } from '../../server/config.ts'
import { startServer } from '../../server/process/start.ts'
import { passingDatabase } from './database.ts'

export const demoKey = {
  atender: 'sa_test_demo_full',
  readonly: 'sa_test_demo_readonly',
  fernand: 'sk_demo',
} as const

/** The shipped server on a free port, with the demo workspace and a new database unless told otherwise. */
export async function startTestServer(changes: Partial<Config> = {}, clock?: Clock) {
  const config: Config = {
    ...readConfig({ PORT: '0', MOCK_PORT: '0', LOG_LEVEL: 'silent' }),
    databaseUrl: changes.databaseUrl ?? (await passingDatabase()),
    ...changes,
  }
  const server = await startServer(config, pino({ level: config.logLevel }), clock ? { clock } : {})
  return {
    ...clientsOf(server.url),
    url: server.url,
    context: server.context,
    smtpUrl: server.smtpUrl,
    stop: () => server.stop(),
    [Symbol.asyncDispose]: () => server.stop(),
  }
}

export type TestServer = Awaited<ReturnType<typeof startTestServer>>

/** The generated clients, with the demo keys. */
export const clientsOf = (baseUrl: string, keys: { atender: string; fernand: string } = demoKey) => ({
  atender: createAtenderClient({ baseUrl, headers: { Authorization: `Bearer ${keys.atender}` } }),
  fernand: createFernandClient({ baseUrl, headers: { 'X-API-Key': keys.fernand } }),
})

/** A body that Fernand accepts. */
export const mail = {
  channel_id: 123,
  content: { content: '<p>Hello</p>' },
  to: 'Monica Hall <monica.hall@raviga-capital.com>',
  agent_id: 42,
  delay: 0,
}

/** A body that Atender accepts, with a reference of its own. */
export const conversation = (externalReference: string) => ({
  externalReference,
  contact: { email: 'erlich@aviato.example' },
  subject: 'Refund',
})

/** The messages of a timeline, without its notes and events. */
export const messagesIn = (timeline: fernand['schemas']['Timeline'] = []): fernand['schemas']['Message'][] =>
  timeline.filter(entry => entry.type === 'MESSAGE')
