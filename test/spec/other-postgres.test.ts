/** The tests run on a PostgreSQL that TEST_POSTGRES_URL names, and leave nothing in it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { environment } from '../support/environment.ts'
import { asAdmin } from '../support/postgres.ts'
import { startPostgres } from '../support/postgres-server.ts'
import { root, temporaryFolder } from '../support/process.ts'

it('the tests of the store pass on the PostgreSQL of TEST_POSTGRES_URL', async () => {
  const postgres = await startPostgres()
  onTestFinished(() => postgres.remove())
  const databases = () => asAdmin(postgres.url, 'select datname from pg_database order by datname')
  const before = await databases()
  const files = ['test/store/store.test.ts', 'test/store/search.test.ts']
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const child = spawn(process.execPath, [vitest, 'run', '--project', 'postgres', ...files], {
    cwd: root,
    // A run of its own, which looks for printed secrets in its own output alone.
    env: environment({ TEST_POSTGRES_URL: postgres.url, TEST_RUN_FOLDER: temporaryFolder() }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [said, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  expect([code, `${said}${errors}`]).toEqual([0, expect.stringMatching(/Test Files .*2 passed/)])
  expect(await databases()).toEqual(before)
})
