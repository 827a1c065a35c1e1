/** What `db backup`, `restore`, `check` and `prune` do, on either engine. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backUp, check, prune, restore } from '../../server/process/database-tools.ts'
import type { Db } from '../../server/store/store.ts'
import { emptyDatabase, freshDatabase } from '../support/database.ts'
import { temporaryFolder } from '../support/process.ts'
import { conversation, mail, startTestServer, type TestServer } from '../support/server.ts'
import { until } from '../support/until.ts'

const quietly = () => {}
const DAY = 24 * 3_600_000

let server: TestServer
let url: string
beforeAll(async () => {
  url = await freshDatabase()
  server = await startTestServer({ databaseUrl: url })
})
afterAll(() => server.stop())

const write = <T>(work: (db: Db) => Promise<T>) => server.context.store.write(({ db }) => work(db))

describe('a backup', () => {
  it('is made while a server writes, holds one moment, and comes back', async () => {
    const attachment = {
      name: 'a.bin',
      type: 'text/plain',
      content: Buffer.alloc(900_000, 'x').toString('base64'),
    }
    const content = { content: '<p>Hello</p>', attachments: [attachment] }
    await server.fernand.POST('/conversations/compose', { body: { ...mail, delay: 600, content } })
    let isOver = false
    let written = 0
    const writers = Array.from({ length: 3 }, async (_, writer) => {
      while (!isOver) {
        const body = conversation(`backup-${writer}-${written++}`)
        await server.atender.POST('/v1/conversations/outbound', { body: { ...body, tags: ['refund'] } })
        await sleep(20)
      }
    })
    await until(async () => written > 10 || undefined)
    const file = join(temporaryFolder(), 'backup.db')
    const { counts } = await backUp(url, file, false, quietly)
    isOver = true
    await Promise.all(writers)
    expect(counts.conversation).toBeGreaterThan(5)
    expect(counts.conversation_tag).toBe((counts.conversation ?? 0) - 1)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(existsSync(`${file}.partial`)).toBe(false)
    expect(existsSync(`${file}-wal`)).toBe(false)
    await expect(backUp(url, file, false, quietly)).rejects.toThrow('is there already; --force')
    await backUp(url, file, true, quietly)

    await expect(restore(file, url, quietly)).rejects.toThrow(
      /another process has it open|a server works on it/,
    )
    const restored = await emptyDatabase()
    await restore(file, restored, quietly)
    expect(await check(restored)).toEqual([])
    const other = await startTestServer({ databaseUrl: restored })
    const params = { query: { externalReference: 'backup-0-0' } }
    expect((await other.atender.GET('/v1/conversations', { params })).data?.data).toHaveLength(1)
    await other.stop()
    await expect(restore(file, restored, quietly)).rejects.toThrow('is not empty')
  })

  it('that is broken, or none, is not restored', async () => {
    const file = join(temporaryFolder(), 'broken.db')
    await backUp(url, file, false, quietly)
    const bytes = readFileSync(file)
    bytes.fill(0x5a, 40_000, 60_000)
    writeFileSync(file, bytes)
    await expect(restore(file, `sqlite:${file}.restored`, quietly)).rejects.toThrow(/not sound|malformed/)
    expect(existsSync(`${file}.restored`)).toBe(false)
    writeFileSync(file, 'a text')
    await expect(restore(file, await emptyDatabase(), quietly)).rejects.toThrow('file is not a database')
    await expect(restore(`${file}.not-there`, await emptyDatabase(), quietly)).rejects.toThrow(
      /unable to open/,
    )
  })
})

describe('a check', () => {
  it('finds nothing in what a server has written, and names what does not fit', async () => {
    const { data } = await server.fernand.POST('/conversations/compose', {
      body: {
        ...{ ...mail, delay: 600 },
        content: { content: 'x', attachments: [{ name: 'a', type: 'text/plain', content: 'aGk=' }] },
      },
    })
    await server.fernand.PATCH('/conversations/{id}', {
      params: { path: { id: data?.conversation_id ?? 0 } },
      body: { status: 'SNOOZED', snooze_until: 'tomorrow' },
    })
    await server.atender.POST('/v1/conversations/outbound', {
      body: { ...conversation('check-1'), channel: 'messenger', outboundContext: { originalMessage: 'Hi' } },
    })
    expect(await check(url)).toEqual([])

    const one = sql`(select id from conversation where external_reference = 'check-1')`
    const { jobs, store, clock } = server.context
    await store.write(async tx => {
      const { db } = tx
      await db.updateTable('attachment').set({ size: 7 }).where('name', '=', 'a').execute()
      await sql`update message set status = 'pending', direction = 'out' where conversation_id = ${one}`.execute(
        db,
      )
      await sql`update conversation set status = 'snoozed', snooze_until = 1 where id = ${one}`.execute(db)
      await sql`insert into conversation_tag (conversation_id, tag_id, tenant_id) values (${one}, 99, 'demo')`.execute(
        db,
      )
      await sql`insert into sla_target (conversation_id, metric, deadline, state)
        select min(id), 'resolution', 1, 'running' from conversation`.execute(db)
      await jobs.add(tx, 'sendMail', { messageId: 999 }, clock.now() + DAY)
    })
    const found = await check(url)
    expect(found.map(({ what, rows, isWrong }) => [what, rows, isWrong])).toEqual([
      ['tag of a conversation that is not there as a tag', 1, true],
      ['attachment whose content is not as long as it says', 1, true],
      ['pending mail that no job sends', 1, true],
      ['snoozed conversation that no job wakes', 1, true],
      ['service level that no job looks at', 1, true],
      ['job of something that was deleted, which does nothing', 1, false],
    ])
  })
})

describe('pruning', () => {
  it('deletes what is closed and old with all that belongs to it, and says what it would delete', async () => {
    const config = { databaseUrl: url, databasePool: 2 }
    const open = async (reference: string, status?: 'done' | 'archived') => {
      const { data } = await server.atender.POST('/v1/conversations/outbound', {
        body: { ...conversation(reference), outboundContext: { originalMessage: 'Hello' }, tags: ['refund'] },
      })
      const params = { path: { id: data?.id ?? '' } }
      if (status) await server.atender.PATCH('/v1/conversations/{id}', { params, body: { status } })
      return data?.id ?? ''
    }
    const old = await Promise.all(
      Array.from({ length: 45 }, (_, index) => open(`old-${index}`, index % 2 ? 'done' : 'archived')),
    )
    const [active, young] = [await open('old-active'), await open('young', 'done')]
    // Its mail is still to be sent.
    const waiting = await server.fernand.POST('/conversations/compose', { body: { ...mail, delay: 600 } })
    const params = { path: { id: waiting.data?.conversation_id ?? 0 } }
    await server.fernand.PATCH('/conversations/{id}', { params, body: { status: 'CLOSED' } })
    const before = server.context.clock.now() - 90 * DAY
    await write(db =>
      db
        .updateTable('conversation')
        .set({ updated_at: before - DAY })
        .where(row => row.or([row('uid', 'in', [...old, active]), row('api', '=', 'fernand')]))
        .execute(),
    )
    const wanted = { before, tenant: 'demo', isDry: true }
    const [would] = await prune(config, wanted, quietly)
    expect(would).toMatchObject({ tenant: 'demo', conversations: 45, stay: { done: 2, archived: 0 } })
    expect((await prune(config, wanted, quietly))[0]).toEqual(would)

    const steps: number[] = []
    const [gone] = await prune(config, { ...wanted, isDry: false }, (_, done) => void steps.push(done))
    expect(gone).toMatchObject({ conversations: 45, messages: would?.messages, stay: { done: 2 } })
    expect(steps.length).toBeGreaterThan(2)
    const status = async (id: string) =>
      (await server.atender.GET('/v1/conversations/{id}', { params: { path: { id } } })).response.status
    expect(await Promise.all([old[0] ?? '', old[44] ?? '', active, young].map(status))).toEqual([
      404, 404, 200, 200,
    ])
    const left = await write(async db => [
      await sql`select 1 from conversation_tag where conversation_id not in (select id from conversation)`.execute(
        db,
      ),
      await sql`select 1 from message where conversation_id not in (select id from conversation)`.execute(db),
    ])
    expect(left.map(({ rows }) => rows)).toEqual([[], []])
    await expect(prune(config, { ...wanted, tenant: 'nobody' }, quietly)).rejects.toThrow('no tenant nobody')
  })
})
