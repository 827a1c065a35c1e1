/** A year of steady traffic: nothing grows for ever but what people keep. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { openWhole } from '../../server/process/database.ts'
import { freshDatabase } from '../support/database.ts'
import { temporaryFolder } from '../support/process.ts'
import { conversation } from '../support/server.ts'
import { silent } from '../support/silent.ts'
import { until } from '../support/until.ts'
import { startReceiver, startWebhookServer } from '../support/webhooks.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Between two rounds of traffic, in days. */
const STEP = 40
const ROUNDS = Math.floor(365 / STEP)

const keys = Array.from({ length: ROUNDS }, (_, round) => `sa_test_${round}`)
const workspace = join(temporaryFolder(), 'workspace.yaml')
writeFileSync(
  workspace,
  JSON.stringify({
    tenants: [
      {
        ...{ id: 'demo', name: 'Demo', environment: 'test' },
        retention: { conversationDays: 60, eventDays: 30 },
        keys: [
          { api: 'atender', key: 'sa_test_demo_full', scopes: ['conversations:write', 'webhooks:write'] },
          { api: 'fernand', key: 'sk_demo' },
          // Each of them is used in one round, and then never again.
          ...keys.map(key => ({ api: 'atender', key, scopes: ['conversations:read'], tier: 'starter' })),
        ],
        channels: [{ id: 123, address: 'support@demo.example' }],
        agents: [{ id: 42, name: 'Monica Hall', email: 'monica.hall@demo.example' }],
      },
    ],
  }),
)

it('after a year there is no more in any table than after half of it', async () => {
  const receiver = await startReceiver()
  const databaseUrl = await freshDatabase()
  const server = await startWebhookServer({ databaseUrl, workspace })
  const { clock, atender, fernand, context } = server
  await context.jobs.leaveRealTime()
  const countAll = async (): Promise<Record<string, number>> => {
    const counts: Record<string, number> = {}
    for (const table of tables)
      counts[table] = await context.store.read(
        async db =>
          (
            await db
              .selectFrom(table as 'tenant')
              .select(sql<number>`count(*)`.as('n'))
              .execute()
          )[0]?.n ?? 0,
      )
    return { ...counts, jobs: (await context.jobs.list()).length }
  }
  const whole = await openWhole(databaseUrl, 'snapshot', silent)
  const tables = (await whole.tables()).map(({ name }) => name)
  await whole.close()

  await server.subscribe(receiver.url, ['conversation.created', 'conversation.resolved'])
  let halfway: Record<string, number> = {}
  for (const [round, key] of keys.entries()) {
    const { data } = await atender.POST('/v1/conversations/outbound', {
      body: conversation(`round-${round}`),
    })
    const params = { path: { id: data?.id ?? '' } }
    await atender.PATCH('/v1/conversations/{id}', { params, body: { status: 'done' } })
    const { data: made } = await server.atender.POST('/v1/webhooks', {
      body: { name: 'Passing', url: receiver.url, events: ['message.sent'] },
    })
    await atender.DELETE('/v1/webhooks/{id}', { params: { path: { id: made?.id ?? '' } } })
    await fetch(`${server.url}/v1/conversations`, { headers: { Authorization: `Bearer ${key}` } })
    const mail = {
      channel_id: 123,
      agent_id: 42,
      to: 'a@b.example',
      content: { content: '<p>Hi</p>' },
      delay: 0,
    }
    const sent = await fernand.POST('/conversations/compose', { body: mail })
    const id = sent.data?.conversation_id ?? 0
    await fernand.PATCH('/conversations/{id}', { params: { path: { id } }, body: { status: 'CLOSED' } })
    // Until all of it is delivered and sent, time goes on a little.
    await until(async () => {
      await clock.pass(300)
      const pending = await context.store.read(db =>
        db.selectFrom('message').select('id').where('status', '=', 'pending').execute(),
      )
      return (receiver.received.length >= 2 * (round + 1) && pending.length === 0) || undefined
    })
    clock.leap(STEP * DAY)
    await clock.pass(0)
    if (round === Math.floor(ROUNDS / 2)) halfway = await countAll()
  }
  clock.leap(HOUR)
  await until(async () => {
    const end = await countAll()
    const grown = tables.filter(table => (end[table] ?? 0) > (halfway[table] ?? 0))
    return grown.length === 0 ? true : undefined
  }).catch(async () => expect(await countAll()).toEqual(halfway))
  expect(halfway.conversation).toBeLessThan(ROUNDS)
}, 120_000)
