/** What the last release has left is taken over; what a newer one has left is not. */
import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { setUpJobs } from '../../server/jobs/postgres/jobs.ts'
import { createPool } from '../../server/store/postgres/pool.ts'
import { engine, freshDatabase, openTestDatabase } from '../support/database.ts'
import { migratedTo } from '../support/migrated-to.ts'
import { root, runServer, temporaryFolder } from '../support/process.ts'
import { startTestServer } from '../support/server.ts'
import { silent } from '../support/silent.ts'
import { until } from '../support/until.ts'

const fixture = (name: string) => join(root, 'test/fixtures/databases', name)

/** The database that 1.0.0 left. */
async function released(): Promise<string> {
  if (engine === 'sqlite') {
    const path = join(temporaryFolder(), 'released.db')
    copyFileSync(fixture('1.0.0.db'), path)
    return `sqlite:${path}`
  }
  const { url, db } = await migratedTo('2026-11-30-inbox')
  await db.destroy()
  const pool = createPool(url, 1, silent)
  await setUpJobs(pool, silent)
  await pool.query(readFileSync(fixture('1.0.0.sql'), 'utf8'))
  await pool.end()
  return url
}

it('a database of 1.0.0 opens, with all that was in it, and what was due is done', async () => {
  await using server = await startTestServer({ databaseUrl: await released() })
  const { atender, fernand } = server
  const { data: outbound } = await atender.GET('/v1/conversations', {
    params: { query: { externalReference: 'order-1' } },
  })
  const [conversation] = outbound?.data ?? []
  expect(conversation).toMatchObject({
    externalReference: 'order-1',
    subject: 'Refund of order 1 — Grüße',
    tags: ['refund', 'vip'],
    customFields: { order_id: '1', order_total: 12.5, priority: 'high', gift: true, due: '2026-12-24' },
  })
  const id = conversation?.id ?? ''
  const { data: messages } = await atender.GET('/v1/conversations/{id}/messages', {
    params: { path: { id } },
  })
  expect(messages?.data).toHaveLength(3)

  const timeline = async (id: number) =>
    (await fernand.GET('/conversations/{id}/messages', { params: { path: { id } } })).data ?? []
  const entries = await timeline(3)
  expect(entries.map(({ type }) => type).sort()).toEqual(expect.arrayContaining(['MESSAGE', 'NOTE']))
  const attachment = entries.flatMap(entry => (entry.type === 'MESSAGE' ? entry.attachments : [])).at(0)
  const file = await fetch(attachment?.url ?? '', { headers: { 'X-API-Key': 'sk_demo' } })
  expect(await file.text()).toBe('a file of 1.0.0\n')
  await until(async () =>
    (await timeline(4)).some(entry => entry.type === 'MESSAGE' && entry.status === 'SENT') ? true : undefined,
  )

  const { data: webhooks } = await atender.GET('/v1/webhooks')
  const webhook = webhooks?.data[0]?.id ?? ''
  const deliveries = await atender.GET('/v1/webhooks/{id}/deliveries', { params: { path: { id: webhook } } })
  expect(deliveries.data?.data.length).toBeGreaterThan(0)
  const { response } = await atender.POST('/v1/conversations/outbound', {
    body: { externalReference: 'order-1', contact: { email: 'a@b.example' }, subject: 'Again' },
  })
  expect(response.status).toBe(409)
})

it('a database that a newer version has written stops the start with one line and exit code 1', async () => {
  const url = await freshDatabase()
  const { store } = await openTestDatabase(url)
  await store.write(({ db }) =>
    sql`insert into kysely_migration (name, timestamp) values ('2099-01-01-future', 'then')`.execute(db),
  )
  const { exited, stdout, stderr } = runServer({ DATABASE_URL: url, PORT: '0', MOCK_PORT: '0' })
  expect(await exited).toBe(1)
  expect(stdout()).toBe('')
  expect(stderr().trim()).toMatch(
    /^DATABASE_URL: [^\n]*a newer version has written it[^\n]*2099-01-01-future$/,
  )
})
