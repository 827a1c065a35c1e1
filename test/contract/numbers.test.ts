/** What the ids and cursors of one tenant tell of the others: nothing. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createAtenderClient } from '../../generated/atender/client.ts'
import { createFernandClient } from '../../generated/fernand/client.ts'
import { freshDatabase } from '../support/database.ts'
import { temporaryFolder } from '../support/process.ts'
import { conversation, mail, messagesIn, startTestServer, type TestServer } from '../support/server.ts'

const workspace = join(temporaryFolder(), 'workspace.yaml')
writeFileSync(
  workspace,
  `tenants:\n${['one', 'two']
    .map(
      id => `  - id: ${id}
    name: ${id}
    environment: test
    keys:
      - { api: fernand, key: sk_${id} }
      - { api: atender, key: sa_test_${id}, scopes: [conversations:write, contacts:write, webhooks:write] }
    channels: [{ id: 123, address: support@${id}.example }]
    agents: [{ id: 42, name: Monica Hall, email: monica@${id}.example }]
`,
    )
    .join('')}`,
)

let server: TestServer
let databaseUrl: string
const start = () => startTestServer({ databaseUrl, workspace })
beforeAll(async () => {
  databaseUrl = await freshDatabase()
  server = await start()
})
afterAll(() => server.stop())

const fernand = (tenant: string) =>
  createFernandClient({ baseUrl: server.url, headers: { 'X-API-Key': `sk_${tenant}` } })
const atender = (tenant: string) =>
  createAtenderClient({ baseUrl: server.url, headers: { Authorization: `Bearer sa_test_${tenant}` } })

const attachments = [{ name: 'a.txt', type: 'text/plain', content: 'aGk=' }]
const body = { ...mail, delay: 3600, cc: 'c@b.example', content: { ...mail.content, attachments } }
/** All numbers that an answer to a compose, and what was made with it, tell. */
async function composed(tenant: string, to: string) {
  const client = fernand(tenant)
  const { data } = await client.POST('/conversations/compose', { body: { ...body, to } })
  const path = { id: data?.conversation_id ?? 0 }
  const found = await client.GET('/conversations/{id}', { params: { path } })
  const note = await client.POST('/conversations/{id}/notes', { params: { path }, body: { content: 'a' } })
  const draft = await client.POST('/conversations/{conv_id}/drafts', {
    params: { path: { conv_id: path.id } },
    body: { content: 'a' },
  })
  return {
    conversation: path.id,
    message: data?.id,
    attachment: data?.attachments?.[0]?.id,
    note: note.data?.id,
    draft: draft.data?.id,
    recipients: found.data?.recipients?.map(one => [one.id, one.conversation_id, one.contact_id]),
    contact: found.data?.contact_id,
  }
}

it('a tenant counts by itself, whatever others write, and goes on behind what it deleted', async () => {
  const first = await composed('one', 'a@b.example')
  for (let i = 0; i < 3; i++) await composed('two', `${i}@b.example`)
  const second = await composed('one', 'b@b.example')
  const expected = (n: number) => ({
    conversation: n,
    message: `m-${2 * n - 1}`,
    attachment: n,
    note: `n-${2 * n}`,
    draft: n,
    recipients: [
      [2 * n - 1, n, expect.any(Number)],
      [2 * n, n, expect.any(Number)],
    ],
    contact: expect.any(Number),
  })
  expect([first, second]).toEqual([expected(1), expected(2)])
  expect(await composed('two', '4@b.example')).toEqual(expected(4))

  const path = { id: second.conversation }
  await fernand('one').DELETE('/conversations/{id}', { params: { path } })
  await server.stop()
  server = await start()
  expect(await composed('one', 'c@b.example')).toEqual(expected(3))
})

it('a number means the own conversation, and one that no tenant can have is nowhere', async () => {
  const read = async (tenant: string, id: number) => {
    const { data, response } = await fernand(tenant).GET('/conversations/{id}/messages', {
      params: { path: { id } },
    })
    return [response.status, messagesIn(data).map(one => one.conversation_id)]
  }
  expect(await read('one', 1)).toEqual([200, [1]])
  expect(await read('two', 1)).toEqual([200, [1]])
  expect(await read('two', 4)).toEqual([200, [4]])
  expect(await read('one', 4)).toEqual([404, []])
  for (const id of [0, 2 ** 32, 2 ** 32 + 1, 2 ** 33 + 4, Number.MAX_SAFE_INTEGER]) {
    expect((await read('one', id))[1], String(id)).toEqual([])
  }
})

it('a cursor tells nothing of how much there is, and none but a true one is taken', async () => {
  for (let i = 0; i < 3; i++) {
    await atender('one').POST('/v1/conversations/outbound', { body: conversation(`n-${i}`) })
  }
  const list = (cursor?: string) =>
    atender('one').GET('/v1/conversations', {
      params: { query: { limit: 1, ...(cursor === undefined ? {} : { cursor }) } },
    })
  const cursors: string[] = []
  for (let page = await list(); page.data?.nextCursor; page = await list(page.data.nextCursor)) {
    cursors.push(page.data.nextCursor)
  }
  expect(cursors).toHaveLength(2)
  expect(cursors[0]).not.toBe(cursors[1])
  for (const cursor of cursors) {
    expect(cursor).toMatch(/^[\w-]{22}$/)
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toMatch(/^\d+$/)
    expect(Buffer.from(cursor, 'base64url').filter(byte => byte === 0).length).toBeLessThan(4)
  }
  const forged = [Buffer.from('3'), Buffer.alloc(16), Buffer.alloc(16, 7)].map(one =>
    one.toString('base64url'),
  )
  for (const cursor of [...forged, `${cursors[0]}A`, '']) {
    expect((await list(cursor)).response.status, cursor).toBe(400)
  }
})
