/** What a tenant has, kept and brought back: of a private copy, and of the tenant of the workspace. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { copyOf, openIn } from '../support/control.ts'
import { engine, freshDatabase } from '../support/database.ts'
import { conversation, mail, messagesIn, startTestServer } from '../support/server.ts'

const inMemory = 'sqlite::memory:'

/** A server of its own for each test; on PostgreSQL copies have a state, the tenants of the workspace have none. */
const tenants: Record<string, () => Promise<{ name?: string; databaseUrl?: string }>> = {
  'a copy': async () => ({}),
  'the tenant of the workspace in memory': async () => ({ name: 'demo', databaseUrl: inMemory }),
  ...(engine === 'sqlite'
    ? {
        'the tenant of the workspace in a file': async () => ({
          name: 'demo',
          databaseUrl: await freshDatabase(),
        }),
      }
    : {}),
}

async function start({ name, ...changes }: { name?: string; databaseUrl?: string } = {}) {
  const server = await startTestServer({ control: true, ...changes })
  onTestFinished(() => server.stop())
  return name ? copyOf(server, name) : copyOf(server)
}

type Copy = ReturnType<typeof copyOf>
const referencesIn = async ({ atender }: Copy) =>
  (await atender.GET('/v1/conversations')).data?.data.map(row => row.externalReference)
const restore = ({ control }: Copy, id: string) =>
  control.POST('/_control/snapshots/{id}/restore', { params: { path: { id } } })
const keep = async ({ control }: Copy) => {
  const { data, error } = await control.POST('/_control/snapshots')
  if (!data) throw new Error(JSON.stringify(error))
  return data.id
}

describe.each(Object.entries(tenants))('the state of %s', (_, given) => {
  it('is kept, brought back with its clock, and begun anew', async () => {
    const tenant = await start(await given())
    const { control, fernand, advance } = tenant
    await control.PUT('/_control/clock', { body: { now: '2027-01-01T00:00:00Z', frozen: true } })
    await openIn(tenant, 'before')
    await fernand.POST('/conversations/compose', { body: { ...mail, delay: 60 } })
    const id = await keep(tenant)
    await openIn(tenant, 'after')
    await advance({ hours: 1 })
    expect((await restore(tenant, id)).response.status).toBe(200)
    expect(await referencesIn(tenant)).toEqual(['before'])
    expect((await control.GET('/_control/clock')).data).toMatchObject({
      now: '2027-01-01T00:00:00.000Z',
      frozen: true,
    })
    await control.DELETE('/_control/mailbox')
    await advance({ hours: 1 })
    expect((await control.GET('/_control/mailbox')).data?.data).toHaveLength(1)
    expect((await control.POST('/_control/reset')).response.status).toBe(204)
    expect(await referencesIn(tenant)).toEqual([])
    expect((await control.GET('/_control/mailbox')).data?.data).toEqual([])
    expect((await control.GET('/_control/clock')).data?.frozen).toBe(false)
    expect((await restore(tenant, 's9')).response.status).toBe(404)
    // It is brought back as often as one likes, behind a reset, too.
    await restore(tenant, id)
    expect(await referencesIn(tenant)).toEqual(['before'])
  })

  it('has its downloads again', async () => {
    const tenant = await start(await given())
    const { control, fernand } = tenant
    await control.PUT('/_control/clock', { body: { frozen: true } })
    const { data } = await fernand.POST('/conversations/compose', { body: mail })
    await control.GET('/_control/mailbox', { params: { query: { wait: 10 } } })
    const id = await keep(tenant)
    const params = { path: { id: data?.conversation_id ?? 0 } }
    const { data: timeline } = await fernand.GET('/conversations/{id}/messages', { params })
    const url = messagesIn(timeline)[0]?.download_url ?? ''
    const before = await (await fetch(url)).text()
    expect(before).toMatch(/^Subject|From:/m)
    await control.POST('/_control/reset')
    expect((await fetch(url)).status).toBe(403)
    await restore(tenant, id)
    expect(await (await fetch(url)).text()).toBe(before)
  })

  it('is another one while others call, and every call is answered', async () => {
    const tenant = await start(await given())
    const id = await keep(tenant)
    const statuses = new Set<number>()
    let isOver = false
    const call = async (name: string) => {
      for (let i = 0; !isOver; i++) {
        const body = conversation(`${name}-${i}`)
        statuses.add((await tenant.atender.POST('/v1/conversations/outbound', { body })).response.status)
        statuses.add((await tenant.atender.GET('/v1/conversations')).response.status)
      }
    }
    const calls = ['a', 'b', 'c', 'd'].map(call)
    for (let i = 0; i < 3; i++) expect((await restore(tenant, id)).response.status).toBe(200)
    expect((await tenant.control.POST('/_control/reset')).response.status).toBe(204)
    isOver = true
    await Promise.all(calls)
    expect([...statuses].sort()).toEqual([200, 201])
    await restore(tenant, id)
    expect(await referencesIn(tenant)).toEqual([])
  })
})
