import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAtenderClient } from '../../generated/atender/client.ts'
import type { components } from '../../generated/atender/types.ts'
import { emit } from '../../server/webhooks/emit.ts'
import { createSubscription } from '../../server/webhooks/manage.ts'
import { expectDocumented } from '../support/contract.ts'
import { temporaryFolder } from '../support/process.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

type Update = components['schemas']['WebhookUpdate']

const workspace = `
tenants:
  - id: shop
    name: Shop
    environment: test
    keys:
      - { api: atender, key: sa_test_shop, scopes: [webhooks:write] }
      - { api: atender, key: sa_test_reader, scopes: [webhooks:read] }
  - id: other
    name: Other
    environment: test
    keys: [{ api: atender, key: sa_test_other, scopes: [webhooks:write] }]
  - id: without
    name: Without
    environment: test
    webhooks: false
    keys: [{ api: atender, key: sa_test_without, scopes: [webhooks:write, conversations:write] }]
`
const file = join(temporaryFolder(), 'workspace.yaml')
writeFileSync(file, workspace)

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ workspace: file })
  shop = as('sa_test_shop')
})
afterAll(() => server.stop())

/** Nobody listens there: what is sent fails at once. */
const url = 'http://127.0.0.1:9/hook'

function as(key: string) {
  const client = createAtenderClient({ baseUrl: server.url, headers: { Authorization: `Bearer ${key}` } })
  const path = (id: string) => ({ params: { path: { id } } })
  return {
    async create(events: components['schemas']['EventName'][] = ['message.sent']) {
      const { data, error, response } = await client.POST('/v1/webhooks', {
        body: { name: 'Desk', url, events },
      })
      expectDocumented('atender', 'createWebhook', response.status, data ?? error)
      return { status: response.status, data, error }
    },
    async get(id: string) {
      const { data, error, response } = await client.GET('/v1/webhooks/{id}', path(id))
      expectDocumented('atender', 'getWebhook', response.status, data ?? error)
      return { status: response.status, data, error }
    },
    async update(id: string, body: Update) {
      const { data, error, response } = await client.PATCH('/v1/webhooks/{id}', { ...path(id), body })
      expectDocumented('atender', 'updateWebhook', response.status, data ?? error)
      return { status: response.status, data, error }
    },
    async remove(id: string) {
      const { data, error, response } = await client.DELETE('/v1/webhooks/{id}', path(id))
      expectDocumented('atender', 'deleteWebhook', response.status, data ?? error)
      return response.status
    },
    async rotate(id: string) {
      const { data, error, response } = await client.POST('/v1/webhooks/{id}/rotate-secret', path(id))
      expectDocumented('atender', 'rotateWebhookSecret', response.status, data ?? error)
      return { status: response.status, data }
    },
    async list(query: { limit?: number; cursor?: string } = {}) {
      const { data, error, response } = await client.GET('/v1/webhooks', { params: { query } })
      expectDocumented('atender', 'listWebhooks', response.status, data ?? error)
      return data ?? { data: [], nextCursor: null }
    },
    async deliveries(id: string, query: { limit?: number; cursor?: string; status?: 'cancelled' } = {}) {
      const { data, error, response } = await client.GET('/v1/webhooks/{id}/deliveries', {
        params: { path: { id }, query },
      })
      expectDocumented('atender', 'listWebhookDeliveries', response.status, data ?? error)
      return { status: response.status, data: data?.data ?? [], nextCursor: data?.nextCursor }
    },
    async delivery(id: string, deliveryId: string) {
      const { data, error, response } = await client.GET('/v1/webhooks/{id}/deliveries/{deliveryId}', {
        params: { path: { id, deliveryId } },
      })
      expectDocumented('atender', 'getWebhookDelivery', response.status, data ?? error)
      return { status: response.status, data }
    },
    async redeliver(id: string, deliveryId: string) {
      const { data, error, response } = await client.POST(
        '/v1/webhooks/{id}/deliveries/{deliveryId}/redeliver',
        { params: { path: { id, deliveryId } } },
      )
      expectDocumented('atender', 'redeliverWebhookDelivery', response.status, data ?? error)
      return { status: response.status, data, error }
    },
  }
}

let shop: ReturnType<typeof as>
const emitTo = (tenantId: string, event: components['schemas']['EventName']) =>
  server.context.store.write(tx =>
    emit(tx, server.context, tenantId, { event, conversationId: null, data: {} }),
  )

/** Page by page. */
async function all<T>(
  page: (cursor: { cursor?: string }) => Promise<{ data: T[]; nextCursor?: string | null | undefined }>,
) {
  const found: T[] = []
  let cursor: string | undefined
  do {
    const { data, nextCursor } = await page(cursor === undefined ? {} : { cursor })
    found.push(...data)
    cursor = nextCursor ?? undefined
  } while (cursor !== undefined)
  return found
}

describe('a webhook', () => {
  it('is answered with its secret once; no other answer shows it', async () => {
    const { status, data } = await shop.create()
    expect(status).toBe(201)
    expect(data).toMatchObject({
      name: 'Desk',
      url,
      events: ['message.sent'],
      isActive: true,
      disabledReason: null,
    })
    // 256 bits.
    expect(Buffer.from(data?.secret.slice('whsec_'.length) ?? '', 'base64')).toHaveLength(32)
    const { secret, ...shown } = data ?? { id: '', secret: '' }
    expect((await shop.get(shown.id)).data).toEqual(shown)
    expect((await shop.update(shown.id, { name: 'Other' })).data).toEqual({
      ...shown,
      name: 'Other',
      updatedAt: expect.any(String),
    })
    expect(JSON.stringify(await shop.list())).not.toContain(secret)
  })

  it('has a secret of its own, and a new one after each rotation', async () => {
    const one = (await shop.create()).data
    const other = (await shop.create()).data
    const rotated = (await shop.rotate(one?.id ?? '')).data
    expect(new Set([one?.secret, other?.secret, rotated?.secret]).size).toBe(3)
    expect(Date.parse(rotated?.previousSecretUntil ?? '') - Date.parse(rotated?.updatedAt ?? '')).toBe(
      86_400_000,
    )
    expect((await shop.get(one?.id ?? '')).data).toMatchObject({
      previousSecretUntil: rotated?.previousSecretUntil,
    })
  })

  it('changes what is sent and keeps the rest', async () => {
    const { data } = await shop.create()
    const { secret: _, ...before } = data ?? { id: '', secret: '' }
    const changes = {
      url: 'https://hooks.shop.example/new',
      events: ['sla.warning' as const],
      isActive: false,
    }
    for (const [member, value] of Object.entries(changes)) {
      const { data } = await shop.update(before.id, { [member]: value })
      expect(data).toEqual({ ...before, [member]: value, updatedAt: expect.any(String) })
      Object.assign(before, { [member]: value })
    }
  })

  it('is gone after DELETE, for every operation', async () => {
    const id = (await shop.create()).data?.id ?? ''
    expect(await shop.remove(id)).toBe(204)
    expect((await shop.list({ limit: 100 })).data.map(webhook => webhook.id)).not.toContain(id)
    const statuses = [
      (await shop.get(id)).status,
      (await shop.update(id, { isActive: true })).status,
      await shop.remove(id),
      (await shop.rotate(id)).status,
      (await shop.deliveries(id)).status,
    ]
    expect(statuses).toEqual([404, 404, 404, 404, 404])
  })

  it('leaves no secret in the database when it is deleted', async () => {
    const id = (await shop.create()).data?.id ?? ''
    await shop.rotate(id)
    await shop.remove(id)
    const row = await server.context.store.read(db =>
      db.selectFrom('webhook_subscription').selectAll().where('uid', '=', id).executeTakeFirstOrThrow(),
    )
    expect(JSON.stringify(row)).not.toContain('whsec_')
  })

  it('is listed newest first, page by page, each one once', async () => {
    const own = as('sa_test_other')
    const created: (string | undefined)[] = []
    for (let i = 0; i < 5; i++) created.unshift((await own.create()).data?.id)
    const ids = (await all(cursor => own.list({ limit: 2, ...cursor }))).map(({ id }) => id)
    expect(ids).toEqual(created)
    for (const id of ids) await own.remove(id)
  })

  it('is one of fifty at most, also when many are created at once', async () => {
    const own = as('sa_test_other')
    const answers = await Promise.all(Array.from({ length: 60 }, () => own.create()))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(50)
    expect(answers.filter(({ status }) => status === 409).map(({ error }) => error?.error)).toEqual(
      Array(10).fill('webhook_limit_reached'),
    )
    await own.remove(answers.find(({ data }) => data)?.data?.id ?? '')
    expect((await own.create()).status).toBe(201)
  })
})

describe('a key', () => {
  it('with webhooks:read reads, and changes nothing', async () => {
    const id = (await shop.create()).data?.id ?? ''
    const reader = as('sa_test_reader')
    expect((await reader.get(id)).status).toBe(200)
    expect((await reader.deliveries(id)).status).toBe(200)
    const statuses = [
      (await reader.create()).status,
      (await reader.update(id, { name: 'x' })).status,
      await reader.remove(id),
      (await reader.rotate(id)).status,
      (await reader.redeliver(id, 'none')).status,
    ]
    expect(statuses).toEqual([403, 403, 403, 403, 403])
  })

  it("of another tenant finds neither webhook nor delivery, and gets none of the tenant's events", async () => {
    const other = as('sa_test_other')
    const id = (await shop.create(['contact.updated'])).data?.id ?? ''
    const [foreign] = (await other.list()).data
    await other.update(foreign?.id ?? '', { events: ['contact.updated'] })
    await emitTo('shop', 'contact.updated')
    const [delivery] = (await shop.deliveries(id)).data
    const statuses = [
      (await other.get(id)).status,
      (await other.update(id, { name: 'x' })).status,
      await other.remove(id),
      (await other.rotate(id)).status,
      (await other.deliveries(id)).status,
      (await other.delivery(id, delivery?.id ?? '')).status,
      (await other.delivery(foreign?.id ?? '', delivery?.id ?? '')).status,
      (await other.redeliver(id, delivery?.id ?? '')).status,
    ]
    expect(statuses).toEqual(Array(8).fill(404))
    expect((await other.deliveries(foreign?.id ?? '')).data).toEqual([])
    expect((await shop.get(id)).data?.name).toBe('Desk')
  })

  it('of a tenant without webhooks is told so before its body is judged, and its events are for nobody', async () => {
    const without = as('sa_test_without')
    const { status, error } = await without.create()
    expect([status, error?.message]).toEqual([403, 'Webhooks are not enabled for this tenant.'])
    const response = await fetch(`${server.url}/v1/webhooks`, {
      method: 'POST',
      headers: { Authorization: 'Bearer sa_test_without', 'Content-Type': 'application/json' },
      body: '{}',
    })
    expect(response.status).toBe(403)
    // It had one when it still might have webhooks.
    const { id } = await createSubscription(server.context, 'without', {
      name: 'Desk',
      url,
      events: ['message.sent'],
    })
    await emitTo('without', 'message.sent')
    const written = await server.context.store.read(db =>
      db.selectFrom('webhook_delivery').select('id').where('subscription_id', '=', id).execute(),
    )
    expect(written).toEqual([])
    const conversations = await fetch(`${server.url}/v1/conversations`, {
      headers: { Authorization: 'Bearer sa_test_without' },
    })
    expect(conversations.status).toBe(200)
  })
})

describe('deliveries', () => {
  it('are those of the events that are subscribed to, from the creation on', async () => {
    await emitTo('shop', 'sla.breached')
    const id = (await shop.create(['sla.breached'])).data?.id ?? ''
    await emitTo('shop', 'sla.breached')
    await emitTo('shop', 'sla.warning')
    expect((await shop.deliveries(id)).data.map(({ event }) => event)).toEqual(['sla.breached'])
    await shop.update(id, { isActive: false })
    await emitTo('shop', 'sla.breached')
    await shop.update(id, { isActive: true, events: ['sla.warning', 'sla.breached'] })
    await emitTo('shop', 'sla.warning')
    const { data } = await shop.deliveries(id)
    expect(data.map(({ event }) => event)).toEqual(['sla.warning', 'sla.breached'])
    await shop.remove(id)
  })

  it('are listed newest first, page by page, by status too', async () => {
    const id = (await shop.create(['assignment.changed'])).data?.id ?? ''
    for (let i = 0; i < 3; i++) await emitTo('shop', 'assignment.changed')
    await shop.update(id, { isActive: false })
    await shop.update(id, { isActive: true })
    for (let i = 0; i < 2; i++) await emitTo('shop', 'assignment.changed')
    const found = await all(cursor => shop.deliveries(id, { limit: 2, ...cursor }))
    expect(new Set(found.map(one => one.id)).size).toBe(5)
    const times = found.map(one => one.createdAt)
    expect(times).toEqual(times.toSorted().reverse())
    const cancelled = await all(cursor => shop.deliveries(id, { limit: 2, status: 'cancelled', ...cursor }))
    expect(cancelled.map(one => one.id)).toEqual(found.slice(2).map(one => one.id))
    await shop.remove(id)
  })

  it('of one event have one id for every webhook', async () => {
    const ids = [
      (await shop.create(['contact.created'])).data?.id,
      (await shop.create(['contact.created'])).data?.id,
    ]
    await emitTo('shop', 'contact.created')
    const found = await Promise.all(ids.map(async id => (await shop.deliveries(id ?? '')).data[0]?.id))
    expect(found).toEqual([expect.any(String), found[0]])
  })

  it('that are not there are not found', async () => {
    const id = (await shop.create()).data?.id ?? ''
    expect((await shop.delivery(id, randomUUID())).status).toBe(404)
    expect((await shop.redeliver(id, randomUUID())).status).toBe(404)
  })

  it('are begun again only for an active webhook', async () => {
    const id = (await shop.create(['conversation.updated'])).data?.id ?? ''
    await emitTo('shop', 'conversation.updated')
    const [delivery] = (await shop.deliveries(id)).data
    await shop.update(id, { isActive: false })
    const refused = await shop.redeliver(id, delivery?.id ?? '')
    expect([refused.status, refused.error?.error]).toEqual([409, 'webhook_inactive'])
    expect((await shop.delivery(id, delivery?.id ?? '')).data?.status).toBe('cancelled')
    await shop.update(id, { isActive: true })
    const again = await shop.redeliver(id, delivery?.id ?? '')
    expect([again.status, again.data?.status, again.data?.id]).toEqual([202, 'pending', delivery?.id])
  })
})
