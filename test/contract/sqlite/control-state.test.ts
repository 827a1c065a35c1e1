/** The states of a database in a file. */
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { expect, it } from 'vitest'
import { copyOf, openIn } from '../../support/control.ts'
import { freshDatabase } from '../../support/database.ts'
import { startTestServer } from '../../support/server.ts'

it('are kept beside it, its owner’s alone, for as long as the server runs', async () => {
  const databaseUrl = await freshDatabase()
  const path = databaseUrl.slice('sqlite:'.length)
  const kept = () => readdirSync(dirname(path)).filter(name => name.startsWith(`${basename(path)}-kept-`))
  writeFileSync(`${path}-kept-s1`, 'of a server that was killed')
  const server = await startTestServer({ control: true, databaseUrl })
  expect(kept()).toEqual([])
  const demo = copyOf(server, 'demo')
  await openIn(demo, 'mine')
  const { data } = await demo.control.POST('/_control/snapshots')
  expect(kept()).toEqual([`${basename(path)}-kept-${data?.id}`])
  const modeOf = (file: string) => statSync(file).mode & 0o777
  expect(modeOf(join(dirname(path), kept()[0] ?? ''))).toBe(0o600)
  await demo.control.POST('/_control/snapshots/{id}/restore', { params: { path: { id: data?.id ?? '' } } })
  expect(modeOf(path)).toBe(0o600)
  await server.stop()
  expect(kept()).toEqual([])
})

it('are not brought back under another process that has the file open', async () => {
  const databaseUrl = await freshDatabase()
  await using server = await startTestServer({ control: true, databaseUrl })
  const demo = copyOf(server, 'demo')
  await openIn(demo, 'mine')
  const { data } = await demo.control.POST('/_control/snapshots')
  const params = { path: { id: data?.id ?? '' } }
  const other = new SqliteDatabase(databaseUrl.slice('sqlite:'.length))
  other.prepare('select * from tenant').all()
  const refused = await demo.control.POST('/_control/snapshots/{id}/restore', { params })
  expect(refused.error).toMatchObject({ status: 409, detail: expect.stringContaining('Another process') })
  await openIn(demo, 'goes on')
  other.close()
  const { response } = await demo.control.POST('/_control/snapshots/{id}/restore', { params })
  expect(response.status).toBe(200)
})
