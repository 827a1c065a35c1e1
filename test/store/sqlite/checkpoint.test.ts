import { randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { systemClock } from '../../../server/clock.ts'
import { openSqlite } from '../../../server/store/sqlite/open.ts'
import { temporaryFolder } from '../../support/process.ts'

it('what was committed comes into the file while the database is open', async () => {
  const file = join(temporaryFolder(), 'test.db')
  const store = await openSqlite(file, systemClock)
  const megabytes = 12
  for (let i = 0; i < megabytes; i++) {
    const value = randomBytes(512 * 1024).toString('hex')
    await store.write(({ db }) =>
      db
        .insertInto('secret')
        .values({ name: `${i}`, value })
        .execute(),
    )
  }
  const size = (path: string) => statSync(path).size / 2 ** 20
  // The writer's own checkpoint would come after 64 MiB.
  await expect.poll(() => size(file), { timeout: 5_000 }).toBeGreaterThan(8)
  await store.close()
  expect(size(file)).toBeGreaterThan(megabytes)
})
