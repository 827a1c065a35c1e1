import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { systemClock } from '../../../server/clock.ts'
import { openSqlite } from '../../../server/store/sqlite/open.ts'
import { temporaryFolder } from '../../support/process.ts'

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)
const files = (path: string) => [path, `${path}-wal`, `${path}-shm`]

it('a database is its owner’s alone, with all its files and the folder that was made for it', async () => {
  const path = join(temporaryFolder(), 'data', 'contracts.db')
  const store = await openSqlite(path, systemClock)
  try {
    await store.write(async ({ db }) => {
      await db.insertInto('secret').values({ name: 'a', value: 'b' }).execute()
    })
    expect(files(path).map(modeOf)).toEqual(['600', '600', '600'])
    expect(modeOf(dirname(path))).toBe('700')
  } finally {
    await store.close()
  }
})

it('one that everybody could read before can be read by its owner from then on, and its folder stays as it was', async () => {
  const path = join(temporaryFolder(), 'shared', 'contracts.db')
  mkdirSync(dirname(path), { mode: 0o755 })
  writeFileSync(path, '')
  chmodSync(path, 0o644)
  const store = await openSqlite(path, systemClock)
  try {
    expect(modeOf(path)).toBe('600')
    expect(modeOf(dirname(path))).toBe('755')
  } finally {
    await store.close()
  }
})
