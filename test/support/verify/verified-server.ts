import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { readConfig } from '../../../server/config.ts'
import type { Address } from '../../../verify/ears/inbox.ts'
import { freePort } from '../free-port.ts'
import { temporaryFolder } from '../process.ts'
import { demoKey, startTestServer } from '../server.ts'

/** Keys of a second tenant, which is the demo's twin. */
const otherKey = { atender: 'sa_test_other_full', fernand: 'sk_other' } as const

/** The demo workspace with a second tenant that has the same and nothing in common. */
function workspaceOfTwo(): string {
  const [demo] = parse(readFileSync(readConfig({}).workspace, 'utf8')).tenants
  const keys = Object.entries(otherKey).map(([api, key]) => ({
    api,
    key,
    ...(api === 'atender' ? { scopes: demo.keys[0].scopes } : {}),
  }))
  const channels = [{ ...demo.channels[0], id: 124, address: 'support@other.example' }]
  const other = { id: 'other', name: 'Other shop', environment: 'test', keys, teams: demo.teams, channels }
  const file = join(temporaryFolder(), 'two.yaml')
  writeFileSync(file, stringify({ tenants: [demo, other] }))
  return file
}

/**
 * A server with what `verify` needs to ask all there is.
 *
 * @param smtpPort where its mail goes, when that is not straight to who listens
 * @param publicUrl where it says that it is
 */
export async function startVerifiedServer(smtpPort?: number, publicUrl?: string) {
  const mails: Address = { host: '127.0.0.1', port: await freePort() }
  const webhooks: Address = { host: '127.0.0.1', port: await freePort() }
  const { smtp } = readConfig({ SMTP_URL: `smtp://127.0.0.1:${smtpPort ?? mails.port}` })
  const server = await startTestServer({ smtp, publicUrl, workspace: workspaceOfTwo() })
  return {
    url: server.url,
    listening: { mails, webhooks },
    stop: () => server.stop(),
    targetOf: (api: 'atender' | 'fernand', baseUrl = server.url) => ({
      api,
      baseUrl,
      key: demoKey[api],
      otherKey: otherKey[api],
      ...(api === 'atender' ? { readKey: demoKey.readonly } : {}),
    }),
  }
}

export type VerifiedServer = Awaited<ReturnType<typeof startVerifiedServer>>
