import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, inject, it } from 'vitest'
import { postgresMigrations } from '../../../server/store/postgres/migrations.ts'
import { asAdmin, createDatabase } from '../../support/postgres.ts'
import { conversation, startTestServer } from '../../support/server.ts'

it('ten servers that start at once on an empty database all serve, and share what they store', async () => {
  const databaseUrl = await createDatabase(inject('postgres'), true)
  const servers = await Promise.all(Array.from({ length: 10 }, () => startTestServer({ databaseUrl })))
  try {
    const created = await Promise.all(
      servers.map(({ atender }, i) =>
        atender.POST('/v1/conversations/outbound', { body: conversation(`${i % 5}`) }),
      ),
    )
    expect(created.map(({ response }) => response.status).sort()).toEqual([
      ...Array(5).fill(201),
      ...Array(5).fill(409),
    ])
    for (const { atender } of servers)
      expect((await atender.GET('/v1/conversations')).data?.data).toHaveLength(5)
    const rows = await asAdmin(
      databaseUrl,
      'select (select count(*)::int from tenant) as tenants, (select count(*)::int from kysely_migration) as migrations',
    )
    expect(rows).toEqual([{ tenants: 1, migrations: Object.keys(postgresMigrations).length }])
  } finally {
    await Promise.all(servers.map(server => server.stop()))
  }
}, 60_000)

describe('a database that cannot be used stops the start with one line, which tells no password', () => {
  const url = () => new URL(inject('postgres').url)
  const refusal = async (databaseUrl: string) => {
    const error = await startTestServer({ databaseUrl }).then(
      () => expect.unreachable('it should have failed'),
      (error: Error) => error,
    )
    expect(error.name).toBe('StartError')
    expect(error.message).not.toMatch(/\n|secret/)
    return error.message
  }

  it('nobody listens there', async () => {
    const probe = createServer()
    await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve))
    const { port } = probe.address() as AddressInfo // it listens on TCP
    await new Promise(resolve => probe.close(resolve))
    expect(await refusal(`postgres://me:secret@127.0.0.1:${port}/shop`)).toMatch(
      `DATABASE_URL: cannot use postgres://127.0.0.1:${port}/shop: connect ECONNREFUSED`,
    )
  })

  it('the host is unknown', async () => {
    expect(await refusal('postgresql://me:secret@nowhere.invalid/shop?password=secret')).toMatch(
      /^DATABASE_URL: cannot use postgresql:\/\/nowhere\.invalid\/shop: .*nowhere\.invalid/,
    )
  })

  it('the login is refused', async () => {
    const wrong = url()
    wrong.username = 'nobody_of_that_name'
    wrong.password = 'secret'
    expect(await refusal(wrong.href)).toMatch(/nobody_of_that_name/)
  })

  it('there is no such database', async () => {
    const wrong = url()
    wrong.pathname = '/none_of_that_name'
    expect(await refusal(wrong.href)).toMatch(/database "none_of_that_name" does not exist$/)
  })

  it('the URL is none', async () => {
    expect(await refusal('postgres://me:secret@[host/shop')).toMatch(/^DATABASE_URL: cannot use /)
  })
})
