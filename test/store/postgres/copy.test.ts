/** `db copy`: from SQLite to PostgreSQL and back, also when it is killed in the middle. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { expect, inject, it } from 'vitest'
import { copy } from '../../../server/process/database-tools.ts'
import { openTestDatabase } from '../../support/database.ts'
import { createDatabase } from '../../support/postgres.ts'
import { root, runScript, temporaryFolder } from '../../support/process.ts'
import { mail, startTestServer } from '../../support/server.ts'
import { until } from '../../support/until.ts'

const copyNow = (from: string, to: string, steps: string[] = []) =>
  copy(from, to, 'source', (doing, done) => void steps.push(`${doing} ${done}`))
const newFile = () => `sqlite:${join(temporaryFolder(), 'new.db')}`

/** What 1.0.0 left, brought up to date, with a second tenant, a large file, and a mail that was tried three times. */
async function fullFile(): Promise<string> {
  const url = newFile()
  const path = url.slice('sqlite:'.length)
  copyFileSync(join(root, 'test/fixtures/databases/1.0.0.db'), path)
  const { store, addContact } = await openTestDatabase(url)
  await addContact('grüße@b.example')
  await store.close()
  const file = new SqliteDatabase(path)
  const piece = Buffer.alloc(393_216, 'x')
  const { lastInsertRowid } = file
    .prepare(
      `insert into attachment (uid, message_id, name, type, size)
        select 'large', id, 'l', 'text/plain', ? from message where status = 'sent' limit 1`,
    )
    .run(piece.length * PIECES)
  for (let position = 0; position < PIECES; position++)
    file.prepare('insert into attachment_content values (?, ?, ?)').run(lastInsertRowid, position, piece)
  file.prepare(`update job set attempts = 3 where task = 'sendMail'`).run()
  file.close()
  return url
}
const PIECES = 24

/** A server does what was due; then: the number that a new conversation has, and those that hold these words. */
async function goOn(databaseUrl: string): Promise<unknown[]> {
  const server = await startTestServer({ databaseUrl })
  const { data } = await server.fernand.POST('/conversations/compose', { body: { ...mail, delay: 600 } })
  const query = { query: 'This one waits' }
  const found = await server.fernand.GET('/conversations', { params: { query } })
  const params = { path: { id: 4 } }
  await until(async () => {
    const { data } = await server.fernand.GET('/conversations/{id}/messages', { params })
    return data?.some(entry => entry.type === 'MESSAGE' && entry.status === 'SENT') || undefined
  })
  // Nobody may write to what is copied.
  await expect(copyNow(databaseUrl, newFile())).rejects.toThrow('a server')
  await server.stop()
  return [data?.conversation_id, found.data?.data.map(({ id }) => id)]
}

it('goes on after kill -9; in the end all is the same, what was due is done, there and back again', async () => {
  const [url, target] = [await fullFile(), await createDatabase(inject('postgres'), true)]
  const { child, exited, stderr } = runScript('cli/main.js', {}, root, ['db', 'copy', url, target])
  const reached = () => Number(/attachment_content (\d+)\//.exec(stderr())?.[1] ?? 0)
  await until(async () => reached() > 0 || undefined)
  child.kill('SIGKILL')
  expect(await exited).toBeNull()

  // No server takes half of it, and no other database goes into it.
  await expect(startTestServer({ databaseUrl: target })).rejects.toThrow('holds a copy that is not finished')
  const other = newFile()
  await (await openTestDatabase(other)).store.close()
  await expect(copyNow(other, target)).rejects.toThrow('holds the unfinished copy of another database')

  const steps: string[] = []
  const copied = await copyNow(url, target, steps)
  const [goesOnAt = ''] = steps.filter(step => step.startsWith('attachment_content'))
  expect(Number(goesOnAt.split(' ')[1])).toBeGreaterThanOrEqual(reached())
  const digest = expect.stringMatching(/^[0-9a-f]{64}$/)
  expect(copied).toContainEqual({ name: 'attachment_content', rows: PIECES + 2, digest })
  await expect(copyNow(url, target)).rejects.toThrow(/is not empty: it has rows in tenant, .* and others/)

  const [here, there] = [await openTestDatabase(url), await openTestDatabase(target)]
  const jobs = await here.jobs.list()
  expect(jobs).toContainEqual(expect.objectContaining({ task: 'sendMail', attempts: 3 }))
  expect(await there.jobs.list()).toEqual(jobs)
  await Promise.all([here, there].map(({ store }) => store.close()))

  expect(await goOn(target)).toEqual([6, [4]])
  const back = newFile()
  const returned = await copyNow(target, back)
  expect(returned.find(({ name }) => name === 'jobs')?.rows).toBeGreaterThan(1)
  expect(await goOn(back)).toEqual([7, [4]])
}, 120_000)

it('tells what is different where the source was changed between two parts', async () => {
  const [url, target] = [await fullFile(), newFile()]
  const interrupted = copy(url, target, 'source', doing => {
    if (doing === 'entry') throw new Error('no more')
  })
  await expect(interrupted).rejects.toThrow('no more')
  const file = new SqliteDatabase(url.slice('sqlite:'.length))
  file.prepare(`update contact set name = 'Somebody else'`).run()
  file.close()
  await expect(copyNow(url, target)).rejects.toThrow('differ in contact: the source has changed')
})
