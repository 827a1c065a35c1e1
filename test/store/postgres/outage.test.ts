import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { expectDocumented } from '../../support/contract.ts'
import { openTestDatabase } from '../../support/database.ts'
import { type Interruptible, startInterruptible } from '../../support/interruption.ts'
import { asAdmin, createDatabase } from '../../support/postgres.ts'
import { conversation, mail, messagesIn, startTestServer, type TestServer } from '../../support/server.ts'
import { timed } from '../../support/timed.ts'
import { until } from '../../support/until.ts'

let postgres: Interruptible
beforeAll(async () => {
  postgres = await startInterruptible(inject('postgres').url)
})
afterAll(() => postgres.remove())

const create = async ({ atender }: TestServer, reference: string) => {
  const { response, data, error } = await atender.POST('/v1/conversations/outbound', {
    body: conversation(reference),
  })
  expectDocumented('atender', 'createOutboundConversation', response.status, data ?? error)
  return response.status
}

const probe = async ({ url }: TestServer, path: string) => {
  const response = await fetch(`${url}/${path}`)
  return [response.status, await response.json()]
}

const statusOf = async ({ fernand }: TestServer, id: number) => {
  const { data } = await fernand.GET('/conversations/{id}/messages', { params: { path: { id } } })
  return messagesIn(data)[0]?.status
}

it('a server whose database stops answers 503, and goes on with all once it is back', timed, async () => {
  await using server = await startTestServer({
    databaseUrl: await createDatabase({ url: postgres.url, template: 'template1' }),
  })
  expect(await create(server, 'before')).toBe(201)
  const { data: later } = await server.fernand.POST('/conversations/compose', { body: { ...mail, delay: 2 } })

  await postgres.interrupt()
  const during = await Promise.all(Array.from({ length: 20 }, (_, i) => create(server, `during-${i}`)))
  expect(new Set(during)).toEqual(new Set([503]))
  const read = await server.fernand.GET('/conversations/{id}', { params: { path: { id: 1 } } })
  expect(read.response.status).toBe(503)
  expectDocumented('fernand', 'getConversation', 503, read.error)
  // A restart would not help.
  expect(await probe(server, 'healthz')).toEqual([200, { status: 'ok' }])
  expect(await probe(server, 'readyz')).toEqual([503, { status: 'database unreachable' }])
  await new Promise(resolve => setTimeout(resolve, 3000))

  await postgres.resume()
  await until(async () => ((await create(server, crypto.randomUUID())) === 201 ? true : undefined))
  expect(await create(server, 'before')).toBe(409)
  expect(await probe(server, 'readyz')).toEqual([200, { status: 'ok' }])
  const id = later?.conversation_id ?? 0
  await until(async () => ((await statusOf(server, id)) === 'SENT' ? true : undefined))
  const { data: now } = await server.fernand.POST('/conversations/compose', { body: mail })
  const begin = Date.now()
  await until(async () => ((await statusOf(server, now?.conversation_id ?? 0)) === 'SENT' ? true : undefined))
  expect(Date.now() - begin).toBeLessThan(3000)
})

it('connections that are cut under load cost at most those requests, and half a conversation is never there', async () => {
  const databaseUrl = await createDatabase({ url: postgres.url, template: 'template1' })
  await using server = await startTestServer({ databaseUrl })
  const created: string[] = []
  let isOver = false
  const load = Array.from({ length: 8 }, async (_, worker) => {
    for (let i = 0; !isOver; i++) {
      const reference = `${worker}-${i}`
      const status = await create(server, reference)
      expect([201, 503]).toContain(status)
      if (status === 201) created.push(reference)
    }
  })
  for (let i = 0; i < 10 || created.length <= 20; i++) {
    await new Promise(resolve => setTimeout(resolve, 150))
    await asAdmin(
      databaseUrl,
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
  }
  isOver = true
  await Promise.all(load)
  expect(await create(server, 'after')).toBe(201)
  const rows = await asAdmin(
    databaseUrl,
    "select external_reference from conversation where external_reference <> 'after'",
  )
  const stored = rows.map(row => row.external_reference)
  expect(created.filter(reference => !stored.includes(reference))).toEqual([])
  expect(new Set(stored).size).toBe(stored.length)
}, 60_000)

it('mail that is on its way while connections are cut arrives', async () => {
  const databaseUrl = await createDatabase({ url: postgres.url, template: 'template1' })
  await using server = await startTestServer({ databaseUrl })
  const ids: number[] = []
  for (let i = 0; i < 40; i++) {
    const { data } = await server.fernand.POST('/conversations/compose', { body: mail })
    if (data) ids.push(data.conversation_id)
    if (i % 10 === 9) {
      await asAdmin(
        databaseUrl,
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      )
    }
  }
  expect(ids.length).toBeGreaterThan(20)
  const waiting = new Set(ids)
  // A job whose connection was cut is done again ten seconds later, and may meet the next cut.
  await until(async () => {
    for (const id of waiting) if ((await statusOf(server, id)) === 'SENT') waiting.delete(id)
    return waiting.size === 0 ? true : undefined
  }, 100_000)
}, 120_000)

it('jobs go on after a database that was read-only while several of them ended', async () => {
  const url = await createDatabase({ url: postgres.url, template: 'template1' })
  const name = new URL(url).pathname.slice(1)
  const { store, jobs } = await openTestDatabase(url)
  const begun: number[] = []
  const ends = Array.from({ length: 4 }, () => Promise.withResolvers<'done'>())
  jobs.start({
    async sendMail({ payload }) {
      begun.push(payload.messageId)
      return (await ends[payload.messageId]?.promise) ?? 'done'
    },
  })
  const add = (messageId: number) => store.write(tx => jobs.add(tx, 'sendMail', { messageId }, Date.now()))
  for (const messageId of ends.keys()) await add(messageId)
  await until(async () => begun.length === ends.length || undefined)

  const set = async (value: 'on' | 'off') => {
    await asAdmin(postgres.url, `alter database ${name} set default_transaction_read_only = ${value}`)
    await asAdmin(
      postgres.url,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
    )
  }
  await set('on')
  // Each is written down by itself.
  for (const { resolve } of ends) {
    resolve('done')
    await new Promise(over => setTimeout(over, 100))
  }
  await set('off')
  await until(async () => {
    await add(9).catch(() => {}) // The first ones may meet a connection that was cut.
    return begun.includes(9) || undefined
  }, 30_000)
}, 60_000)
