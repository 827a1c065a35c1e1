/** Two tenants of one database: nothing that the control plane tells of one is the other's. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createControlClient } from '../../generated/control/client.ts'
import { temporaryFolder } from '../support/process.ts'
import { clientsOf, conversation, startTestServer, type TestServer } from '../support/server.ts'
import { until } from '../support/until.ts'

const tenant = (id: string) => `
  - id: ${id}
    name: ${id}
    environment: test
    webhooks: true
    keys:
      - { api: atender, key: sa_test_${id}, scopes: [conversations:write, contacts:write, webhooks:write] }
      - { api: fernand, key: sk_${id} }
    channels: [{ id: 123, address: support@${id}.example }]
    agents: [{ id: 42, name: Monica Hall, email: monica@${id}.example }]
    tags: [{ id: 1, slug: ${id}, name: ${id}, type: topic }]`

let server: TestServer
beforeAll(async () => {
  const workspace = join(temporaryFolder(), 'workspace.yaml')
  writeFileSync(workspace, `tenants:${tenant('one')}${tenant('two')}\n`)
  server = await startTestServer({ control: true, workspace })
})
afterAll(() => server.stop())

const of = (name: string) => ({
  control: createControlClient({ baseUrl: server.url, headers: { 'Control-Tenant': name } }),
  ...clientsOf(server.url, { atender: `sa_test_${name}`, fernand: `sk_${name}` }),
})

it('neither lists, finds, changes nor downloads what the other has', async () => {
  const [one, two] = [of('one'), of('two')]
  const body = { ...conversation('a'), channel: 'webchat' as const }
  const said = { outboundContext: { originalMessage: 'A secret' } }
  const { data: theirs } = await two.atender.POST('/v1/conversations/outbound', {
    body: { ...body, ...said },
  })
  const id = theirs?.id ?? ''
  const file = { name: 'a.txt', type: 'text/plain', content: btoa('secret') }
  const { data: pushed } = await two.atender.POST('/v1/conversations/{id}/messages', {
    params: { path: { id } },
    body: { direction: 'inbound', text: 'See', attachments: [file] },
  })
  const messageId = pushed?.id ?? ''
  const { data: webhook } = await two.control.POST('/_control/subscriptions', {
    body: { name: 'CRM', url: `${server.url}/_receivers/none`, events: ['message.sent'] },
  })
  await two.control.POST('/_control/conversations/{id}/agent-reply', {
    params: { path: { id } },
    body: { text: 'Yes' },
  })
  const [delivery] = (await two.control.GET('/_control/deliveries')).data?.data ?? []
  expect(delivery).toMatchObject({ conversationId: id, subscriptionId: webhook?.id })

  const ask = async ({ control }: typeof one) => {
    const path = { path: { id } }
    const message = { params: { path: { id: messageId } } }
    const attempt = { id: webhook?.id ?? '', deliveryId: delivery?.id ?? '' }
    const attachment = {
      params: { path: { id: pushed?.attachments[0]?.id ?? '' } },
      parseAs: 'text' as const,
    }
    return [
      await control.GET('/_control/conversations/{id}', { params: path }),
      await control.GET('/_control/conversations/{id}/timeline', { params: path }),
      await control.GET('/_control/messages/{id}/inline', message),
      await control.GET('/_control/attachments/{id}', attachment),
      await control.GET('/_control/deliveries', { params: { query: { conversation: id } } }),
      await control.GET('/_control/subscriptions/{id}/deliveries/{deliveryId}', {
        params: { path: attempt },
      }),
      await control.PUT('/_control/conversations/{id}/tags', { params: path, body: { tags: [] } }),
    ].map(({ response }) => response.status)
  }
  expect(await ask(two)).toEqual([200, 200, 200, 200, 200, 200, 200])
  expect(await ask(one)).toEqual([404, 404, 404, 404, 404, 404, 404])
  for (const query of [{}, { search: 'secret' }, { search: body.contact.email }]) {
    const idsIn = async ({ control }: typeof one) =>
      (await control.GET('/_control/conversations', { params: { query } })).data?.data.map(row => row.id)
    expect([await idsIn(one), await idsIn(two)]).toEqual([[], [id]])
  }
  const { data: list } = await one.control.GET('/_control/conversations')
  expect(list?.counts).toEqual({ open: 0, snoozed: 0, closed: 0, spam: 0 })
  for (const path of ['/_control/deliveries', '/_control/subscriptions'] as const)
    expect((await one.control.GET(path)).data?.data).toEqual([])
  const { data: workspace } = await one.control.GET('/_control/workspace')
  expect(workspace?.tags.map(({ slug }) => slug)).toEqual(['one'])
})

it('each has the requests of its own keys, also those to a path that is none', async () => {
  const [one, two] = [of('one'), of('two')]
  for (const { control } of [one, two]) await control.DELETE('/_control/requests')
  await two.atender.GET('/v1/contacts')
  await fetch(`${server.url}/v1/nothing`, { headers: { Authorization: 'Bearer sa_test_two' } })
  await fetch(`${server.url}/v1/tags`, { headers: { Authorization: 'Bearer sa_test_nobody' } })
  const pathsIn = async ({ control }: typeof one) =>
    (await control.GET('/_control/requests')).data?.data.map(({ path, status }) => `${path} ${status}`)
  await until(async () => ((await pathsIn(two))?.length === 2 && (await pathsIn(one))?.length) || undefined)
  expect(await pathsIn(two)).toEqual(['/v1/contacts 200', '/v1/nothing 404'])
  // Whose key is nobody's is looked for with the first one.
  expect(await pathsIn(one)).toEqual(['/v1/tags 401'])
})
