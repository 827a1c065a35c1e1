import { closeSync, openSync, readdirSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterEach, describe, expect, it } from 'vitest'
import { StartError } from '../../../server/errors/start-error.ts'
import { expectDocumented } from '../../support/contract.ts'
import { limitFiles, startServerProcess, temporaryFolder } from '../../support/process.ts'
import { clientsOf, conversation, mail, startTestServer } from '../../support/server.ts'

const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

async function start(file: string) {
  const server = await startTestServer({ databaseUrl: `sqlite:${file}` })
  stops.push(server.stop)
  return server
}
type Clients = ReturnType<typeof clientsOf>

const create = (server: Clients, reference: string) =>
  server.atender.POST('/v1/conversations/outbound', { body: conversation(reference) })

const references = async (server: Clients) => {
  const { data } = await server.atender.GET('/v1/conversations', { params: { query: { limit: 100 } } })
  return (data?.data ?? []).map(({ externalReference }) => externalReference).sort()
}

describe('while another process has the database locked', () => {
  it('writes answer 503 in each API’s shape after some seconds, reads go on, and it recovers by itself', async () => {
    const file = join(temporaryFolder(), 'test.db')
    const server = await start(file)
    await create(server, 'before')
    const other = new SqliteDatabase(file)
    other.exec('BEGIN IMMEDIATE')
    const [atender, fernand, read] = await Promise.all([
      create(server, 'during'),
      server.fernand.POST('/conversations/compose', { body: mail }),
      new Promise(resolve => setTimeout(resolve, 500)).then(() => references(server)),
    ])
    expect(read).toEqual(['before'])
    expect(atender.response.status).toBe(503)
    expectDocumented('atender', 'createOutboundConversation', 503, atender.error)
    expect(atender.error?.error).toBe('unavailable')
    expect(fernand.response.status).toBe(503)
    expectDocumented('fernand', 'composeConversation', 503, fernand.error)
    other.exec('ROLLBACK')
    expect((await create(server, 'after')).response.status).toBe(201)
    expect(await references(server)).toEqual(['after', 'before'])
    other.close()
  })

  it('for a moment only, writes wait and succeed', async () => {
    const file = join(temporaryFolder(), 'test.db')
    const server = await start(file)
    const other = new SqliteDatabase(file)
    other.exec('BEGIN IMMEDIATE')
    const waiting = create(server, 'patient')
    await new Promise(resolve => setTimeout(resolve, 500))
    other.exec('COMMIT')
    expect((await waiting).response.status).toBe(201)
    other.close()
  })

  it('a start says so and ends', async () => {
    const file = join(temporaryFolder(), 'test.db')
    const other = new SqliteDatabase(file)
    other.pragma('journal_mode = WAL')
    other.exec('BEGIN IMMEDIATE')
    expect(await refusalToStart(file)).toMatch(/^DATABASE_URL: cannot open .*database is locked$/)
    other.close()
  })
})

describe('a file that cannot grow', () => {
  it('answers 503 while it lasts, stores nothing by halves, and recovers without a restart', async () => {
    const file = join(temporaryFolder(), 'test.db')
    const process = await startServerProcess({ DATABASE_URL: `sqlite:${file}`, LOG_LEVEL: 'silent' })
    stops.push(() => process.kill('SIGKILL'))
    const server = clientsOf(process.url)
    expect((await create(server, 'before')).response.status).toBe(201)
    // The kernel refuses every write beyond the limit, as it does on a full disk.
    limitFiles(process, '1024')
    const during = await server.fernand.POST('/conversations/compose', {
      body: { ...mail, delay: 3600, content: { content: 'x'.repeat(500_000) } },
    })
    expect(during.response.status).toBe(503)
    expectDocumented('fernand', 'composeConversation', 503, during.error)
    expect(await references(server)).toEqual(['before'])
    limitFiles(process, 'unlimited')
    expect((await create(server, 'after')).response.status).toBe(201)
    expect(await references(server)).toEqual(['after', 'before'])
    await process.kill('SIGKILL')
    const check = new SqliteDatabase(file)
    expect(check.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(check.prepare('select count(*) as n from message').get()).toEqual({ n: 0 })
    check.close()
  })
})

describe('a file that is damaged', () => {
  it('is told at the start, when it is seen then', async () => {
    const file = join(temporaryFolder(), 'test.db')
    const server = await start(file)
    await create(server, 'one')
    await server.stop()
    overwrite(file, 0, 200)
    expect(await refusalToStart(file)).toMatch(/^DATABASE_URL: cannot open .*not a database$/)
  })

  it('answers 503 when it is seen later', async () => {
    const file = join(temporaryFolder(), 'test.db')
    const server = await start(file)
    for (let i = 0; i < 50; i++) await create(server, `r${i}`)
    await server.stop()
    const pages = new SqliteDatabase(file)
    const size = pages.pragma('page_size', { simple: true }) as number
    const root = pages.prepare("select rootpage from sqlite_schema where name = 'conversation'").get() as {
      rootpage: number
    }
    pages.close()
    overwrite(file, (root.rootpage - 1) * size, size)
    const damaged = await start(file)
    const { response, error } = await create(damaged, 'new')
    expect(response.status).toBe(503)
    expectDocumented('atender', 'createOutboundConversation', 503, error)
    expect((await fetch(`${damaged.url}/healthz`)).status).toBe(200)
  })
})

it('a file that may only be read is told at the start', async () => {
  expect(await refusalToStart(`/proc/${process.pid}/status`)).toMatch(/^DATABASE_URL: cannot open /)
})

async function refusalToStart(file: string): Promise<string> {
  const refusal = await start(file).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(StartError)
  return String((refusal as StartError).message)
}

function overwrite(file: string, position: number, length: number): void {
  expect(readdirSync(join(file, '..'))).not.toContain('test.db-wal')
  const descriptor = openSync(file, 'r+')
  writeSync(descriptor, Buffer.alloc(length, 0xa5), 0, length, position)
  closeSync(descriptor)
}
