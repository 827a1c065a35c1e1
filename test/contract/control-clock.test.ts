/** The clock of a tenant, and what goes by it: of a private copy, and of the tenant of the workspace. */
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { copyOf, openIn } from '../support/control.ts'
import { engine, freshDatabase } from '../support/database.ts'
import { startServerProcess } from '../support/process.ts'
import { mail, messagesIn, startTestServer, type TestServer } from '../support/server.ts'
import { until } from '../support/until.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ control: true })
})
afterAll(() => server.stop())

/** Each test has a tenant of its own. A copy is in memory whatever the server's database is: SQLite stands for both. */
const tenants =
  engine === 'sqlite'
    ? { 'a copy': async () => copyOf(server) }
    : {
        'the tenant of the workspace': async () => {
          const own = await startTestServer({ control: true })
          onTestFinished(() => own.stop())
          return copyOf(own, 'demo')
        },
      }

describe.each(Object.entries(tenants))('the clock of %s', (_, open) => {
  it('stands still, moves on, and goes back to real time', async () => {
    const { control, advance } = await open()
    const set = await control.PUT('/_control/clock', { body: { now: '2027-01-01T00:00:00Z', frozen: true } })
    expect(set.data).toMatchObject({ now: '2027-01-01T00:00:00.000Z', frozen: true })
    expect(await advance({ days: 3 })).toMatchObject({ now: '2027-01-04T00:00:00.000Z', frozen: true })
    expect((await control.DELETE('/_control/clock')).response.status).toBe(204)
    const { data } = await control.GET('/_control/clock')
    expect(data?.frozen).toBe(false)
    expect(Math.abs(Date.parse(data?.now ?? '') - Date.now())).toBeLessThan(5_000)
  })

  it('brings a mail that leaves in a day, at its own time, in less than a second', async () => {
    const { control, fernand, advance } = await open()
    await control.PUT('/_control/clock', { body: { now: '2027-01-01T00:00:00Z', frozen: true } })
    await fernand.POST('/conversations/compose', { body: { ...mail, delay: 86_400 } })
    await advance({ hours: 23 })
    expect((await control.GET('/_control/mailbox')).data?.data).toEqual([])
    const { data: due } = await control.GET('/_control/jobs')
    expect(due?.data).toMatchObject([{ task: 'sendMail', dueAt: '2027-01-02T00:00:00.000Z' }])
    await advance({ hours: 3 })
    const { data } = await control.GET('/_control/mailbox')
    expect(data?.data.map(({ at, outcome }) => [at, outcome])).toEqual([
      ['2027-01-02T00:00:00.000Z', 'captured'],
    ])
  })

  it('goes on from where it was set, and what becomes due is done', async () => {
    const { control, fernand } = await open()
    const moment = Date.now() + 86_400_000 - 500
    await fernand.POST('/conversations/compose', { body: { ...mail, delay: 86_400 } })
    await control.PUT('/_control/clock', { body: { now: new Date(moment).toISOString() } })
    const { data } = await control.GET('/_control/mailbox', { params: { query: { wait: 10 } } })
    expect(Date.parse(data?.data[0]?.at ?? '') - moment).toBeGreaterThanOrEqual(500)
  })

  it('runs what is due by real time when it goes back to that', async () => {
    const { control, fernand } = await open()
    await control.PUT('/_control/clock', { body: { frozen: true } })
    await fernand.POST('/conversations/compose', { body: { ...mail, delay: 1 } })
    await control.DELETE('/_control/clock')
    const { data } = await control.GET('/_control/mailbox', { params: { query: { wait: 10 } } })
    expect(data?.data).toHaveLength(1)
  })

  it('lets a mail be put off for five days and then given up, at every moment of its schedule', async () => {
    const { control, fernand, advance } = await open()
    await control.PUT('/_control/clock', { body: { frozen: true } })
    const body = { ...mail, to: 'deferred+451x999@shop.example' }
    const { data } = await fernand.POST('/conversations/compose', { body })
    await advance({ days: 6 })
    const { data: mails } = await control.GET('/_control/mailbox')
    expect(mails?.data.length).toBeGreaterThan(120)
    const id = data?.conversation_id ?? 0
    const { data: timeline } = await fernand.GET('/conversations/{id}/messages', { params: { path: { id } } })
    expect(messagesIn(timeline)[0]).toMatchObject({ status: 'ERROR', last_event: { error_code: '451' } })
  })

  it('brings about a missed service level', async () => {
    const copy = await open()
    await copy.control.PUT('/_control/clock', { body: { frozen: true } })
    const outboundContext = { originalMessage: 'Where is it?' }
    await openIn(copy, 'late', { channel: 'whatsapp', outboundContext })
    await copy.advance({ days: 2 })
    const { data } = await copy.control.GET('/_control/events')
    const names = data?.data.map(({ event }) => event)
    expect(names).toEqual(expect.arrayContaining(['sla.warning', 'sla.breached']))
  })

  it('is what the limits of a key go by', async () => {
    const { control, advance, url } = await open()
    await control.PUT('/_control/clock', { body: { frozen: true } })
    const body = { api: 'fernand' as const, tier: 'standard' }
    const { data: key, error } = await control.POST('/_control/keys', { body })
    expect(error).toBeUndefined()
    const ask = async () => (await fetch(`${url}/tags`, { headers: { 'X-API-Key': key?.key ?? '' } })).status
    const first: number[] = []
    for (let i = 0; i < 21; i++) first.push(await ask())
    expect(first).toEqual([...Array(20).fill(200), 429])
    await advance({ seconds: 61 })
    expect(await ask()).toBe(200)
  })

  it('refuses what is no time, all of it at once, as problem details', async () => {
    const { control } = await open()
    const { response, error } = await control.PUT('/_control/clock', {
      // @ts-expect-error It is wrong on purpose.
      body: { now: 'tomorrow', frozen: 1, more: true },
    })
    expect([response.status, response.headers.get('content-type')]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ])
    expect(error).toMatchObject({ title: 'validation_failed', status: 400 })
    expect((error as { errors: { path: string }[] }).errors.map(({ path }) => path).sort()).toEqual([
      '/frozen',
      '/more',
      '/now',
    ])
  })

  it('has a webhook tried again when its time has come by itself', async () => {
    const copy = await open()
    const path = { name: 'twice' }
    const { data: receiver } = await copy.control.PUT('/_control/receivers/{name}', {
      params: { path },
      body: { answers: [500, 204] },
    })
    const events = ['conversation.created' as const]
    await copy.atender.POST('/v1/webhooks', { body: { name: 'Twice', url: receiver?.url ?? '', events } })
    await openIn(copy, 'again')
    const next = await until(async () => {
      const { data } = await copy.control.GET('/_control/deliveries')
      return data?.data[0]?.attempts === 1 ? data.data[0].nextAttemptAt : undefined
    })
    const now = new Date(Date.parse(next ?? '') - 500).toISOString()
    await copy.control.PUT('/_control/clock', { body: { now } })
    const answered = await until(async () => {
      const { data } = await copy.control.GET('/_control/receivers/{name}/requests', { params: { path } })
      return data?.data.length === 2 ? data.data.map(one => one.answered) : undefined
    })
    expect(answered).toEqual([500, 204])
  })

  it('lets webhooks run through their 28 hours in one call, and be given up', async () => {
    const copy = await open()
    await copy.control.PUT('/_control/clock', { body: { frozen: true } })
    const { data: receiver } = await copy.control.PUT('/_control/receivers/{name}', {
      params: { path: { name: 'down' } },
      body: { answers: [500] },
    })
    const events = ['conversation.created' as const]
    await copy.atender.POST('/v1/webhooks', { body: { name: 'Down', url: receiver?.url ?? '', events } })
    await openIn(copy, 'lost')
    await copy.advance({ hours: 29 })
    const { data } = await copy.control.GET('/_control/deliveries')
    expect(data?.data).toMatchObject([{ status: 'failed', attempts: 8 }])
  })
})

it.each(['SIGTERM', 'SIGKILL'] as const)('%s in another time leaves every job its own', async signal => {
  const databaseUrl = await freshDatabase()
  const first = await startServerProcess({ DATABASE_URL: databaseUrl })
  onTestFinished(async () => void (await first.kill('SIGKILL')))
  const { control, fernand, advance } = copyOf(first, 'demo')
  await fernand.POST('/conversations/compose', { body: { ...mail, delay: 10, subject: 'Soon' } })
  await control.PUT('/_control/clock', { body: { frozen: true } })
  await fernand.POST('/conversations/compose', { body: { ...mail, delay: 86_400 } })
  const jobs = async (of: typeof control) =>
    (await of.GET('/_control/jobs')).data?.data.map(({ dueAt, payload }) => [dueAt, payload])
  const before = await jobs(control)
  expect(before).toHaveLength(2)
  if (signal === 'SIGTERM') await advance({ seconds: 1 })
  await first.kill(signal)
  await using second = await startTestServer({ control: true, databaseUrl })
  const after = copyOf(second, 'demo')
  const { data } = await after.control.GET('/_control/mailbox', { params: { query: { wait: 40 } } })
  expect(data?.data.map(({ subject }) => subject)).toEqual(['Soon'])
  const left = await until(async () => {
    const due = await jobs(after.control)
    return due?.length === 1 ? due : undefined
  })
  expect(left).toEqual(before?.slice(1))
})
