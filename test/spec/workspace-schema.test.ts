/** The schema that editors check a workspace file with takes what the server takes and refuses what it refuses. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { readWorkspace } from '../../server/workspaces/read.ts'
import { root, temporaryFolder } from '../support/process.ts'

const DEMO = join(root, 'server/workspaces/demo.yaml')
const schema = JSON.parse(readFileSync(join(root, 'generated/workspace.schema.json'), 'utf8'))
const isTakenByEditors = new Ajv({ strictTypes: false }).compile(schema)

const file = join(temporaryFolder(), 'workspace.yaml')
const isTakenByServer = (content: unknown): boolean => {
  writeFileSync(file, stringify(content))
  try {
    return readWorkspace(file) !== undefined
  } catch {
    return false
  }
}
const verdicts = (content: unknown) => [isTakenByServer(content), isTakenByEditors(content)]

/** A workspace of one tenant, with these members and what it cannot be without. */
const shop = (members: object) => ({
  tenants: [{ id: 'shop', name: 'Shop', environment: 'test', ...members }],
})
const key = (members: object) => shop({ keys: [{ api: 'atender', key: 'sa_test_x', ...members }] })
const field = (members: object) => shop({ customFields: [{ key: 'size', type: 'text', ...members }] })
const level = (members: object) => shop({ sla: [members] })
const hash = 'a'.repeat(64)

test.each<[what: string, content: unknown]>([
  ['the demo workspace', parse(readFileSync(DEMO, 'utf8'))],
  ['a tenant with nothing', shop({})],
  ['a key by its hash', shop({ keys: [{ api: 'fernand', sha256: hash, tier: 'standard', agent: 1 }] })],
  ['settings of a tenant', shop({ webhooks: false, idPrefixes: 'off' })],
  [
    'what is kept for how long',
    shop({ retention: { deliveryDays: 7, eventDays: 1, conversationDays: 3_650 } }),
  ],
  ['a tier of its own', shop({ customTier: { perMinute: 1, burst: 1, perDay: 1 } })],
  [
    'a tag below another',
    shop({ tags: [1, 2].map(id => ({ id, slug: `t${id}`, name: 'T', parent: 't1' })) }),
  ],
  ['a team with a channel', shop({ teams: [{ id: 't', name: 'T', channels: ['whatsapp'] }] })],
  ['a field to choose in', field({ type: 'select', options: ['s', 'm'] })],
  ['half a minute', level({ firstReplyMinutes: 0.5, channel: 'email' })],
  ['a mailbox in other letters', shop({ channels: [{ id: 1, address: 'support@müller.example' }] })],
])('both take %s', (_what, content) => expect(verdicts(content)).toEqual([true, true]))

test.each<[what: string, content: unknown]>([
  ['nothing', null],
  ['no tenant', { tenants: [] }],
  ['a list for a tenant', { tenants: [[]] }],
  ['a tenant without a name', { tenants: [{ id: 'shop', environment: 'test' }] }],
  ['a setting that is none', shop({ colour: 'red' })],
  ['an id in capitals', shop({ id: 'Shop' })],
  ['another environment', shop({ environment: 'staging' })],
  ['a word for a flag', shop({ webhooks: 'no' })],
  ['a list that is null', shop({ tags: null })],
  ['a limit of none', shop({ customTier: { perMinute: 0, burst: 1, perDay: 1 } })],
  ['half a limit', shop({ customTier: { perMinute: 1 } })],
  ['deliveries for fewer days than promised', shop({ retention: { deliveryDays: 6 } })],
  ['half a day', shop({ retention: { conversationDays: 0.5 } })],
  ['a key of no API', key({ api: 'zendesk' })],
  ['a key twice told', key({ sha256: hash })],
  ['a key that is not told', shop({ keys: [{ api: 'atender' }] })],
  ['a short hash', shop({ keys: [{ api: 'atender', sha256: 'abc' }] })],
  ['a scope that is none', key({ scopes: ['everything'] })],
  ['a tier of the other API', key({ tier: 'standard' })],
  ['a team with no such channel', shop({ teams: [{ id: 't', name: 'T', channels: ['fax'] }] })],
  ['a color by its name', shop({ tags: [{ id: 1, slug: 'a', name: 'A', color: 'red' }] })],
  ['nothing to choose in', field({ type: 'select' })],
  ['a choice of text', field({ options: ['s'] })],
  ['a service level without a time', level({ channel: 'email' })],
  ['a service level that is a list', shop({ sla: [[]] })],
  ['a service level of less than a second', level({ firstReplyMinutes: 0.01 })],
  ['a mailbox without an @', shop({ channels: [{ id: 1, address: 'support' }] })],
  ['an agent with half a number', shop({ agents: [{ id: 1.5, name: 'A', email: 'a@b.example' }] })],
  ['a snippet that does nothing', shop({ snippets: [{ id: 1, name: 'S', actions: [] }] })],
  ['a list for data', shop({ snippets: [{ id: 1, name: 'S', actions: [{ name: 'archive', data: [1] }] }] })],
])('both refuse %s', (_what, content) => expect(verdicts(content)).toEqual([false, false]))

test.each<[what: string, content: unknown]>([
  ['a name that is taken', { tenants: [1, 2].map(() => shop({}).tenants[0]) }],
  ['a reference that leads nowhere', level({ team: 'nobody', firstReplyMinutes: 1 })],
  ['a key of another environment', key({ key: 'sa_live_x' })],
  ['an address that is wrong behind its @', shop({ channels: [{ id: 1, address: 'a@b@c' }] })],
])('the server alone sees %s', (_what, content) => expect(verdicts(content)).toEqual([false, true]))

type Node = { [keyword: string]: unknown; properties?: Record<string, Node>; items?: Node }

test('each member says what it is for', () => {
  const silent = ({ properties = {}, items }: Node): string[] => [
    ...(items ? silent(items) : []),
    ...Object.entries(properties).flatMap(([name, member]) => [
      ...(member.description ? [] : [name]),
      ...silent(member).map(inner => `${name}.${inner}`),
    ]),
  ]
  expect(silent(schema)).toEqual([])
})

test('the demo workspace names the schema in its first line', () => {
  const [, path = ''] = /^# yaml-language-server: \$schema=(.*)\n/.exec(readFileSync(DEMO, 'utf8')) ?? []
  expect(existsSync(join(dirname(DEMO), path)) && path.endsWith('.schema.json')).toBe(true)
})
