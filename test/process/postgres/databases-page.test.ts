/** Every command of docs/databases.md does what the page says, in its order, with the command line of the repository. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { systemIds } from '../../../server/ids.ts'
import { openDatabase } from '../../../server/process/database.ts'
import { readWorkspace } from '../../../server/workspaces/read.ts'
import { realClock } from '../../support/clock.ts'
import { codeBlocksOf } from '../../support/code-blocks.ts'
import { createDatabase } from '../../support/postgres.ts'
import { root, temporaryFolder } from '../../support/process.ts'
import { runShell } from '../../support/shell.ts'
import { silent } from '../../support/silent.ts'

/** Where the server keeps its database unless it is told otherwise: what 1.0.0 left, as a server of today has it. */
async function folderWithData(): Promise<string> {
  const folder = temporaryFolder()
  const path = join(folder, 'data', 'conversations.db')
  mkdirSync(join(folder, 'data'))
  copyFileSync(join(root, 'test/fixtures/databases/1.0.0.db'), path)
  const { store } = await openDatabase(`sqlite:${path}`, {
    ...{ clock: realClock, ids: systemIds, logger: silent, poolSize: 2 },
  })
  // Closed long ago.
  await store.write(({ db }) => db.updateTable('conversation').set({ updated_at: 1 }).execute())
  await store.close()
  return folder
}

it('docs/databases.md: each command does what the page says', async () => {
  const folder = await folderWithData()
  const target = await createDatabase(inject('postgres'), true)
  const here = (code: string) =>
    code
      .replaceAll('npm run -s db --', `node ${join(root, 'cli/main.js')} db`)
      .replaceAll(/postgres:\/\/user:password@db\.example\/\w+/g, target)
  const steady = (text: string) =>
    text
      .replaceAll(/\d+ bytes/g, 'so many bytes')
      .trim()
      .split('\n')
  let printed = ''
  for (const { language, code, line } of codeBlocksOf('docs/databases.md')) {
    if (language === 'sh') printed = await runShell(here(code), folder)
    else if (language === 'text')
      expect([line, ...steady(printed)]).toEqual(expect.arrayContaining(steady(code)))
    else {
      writeFileSync(join(folder, 'workspace.yaml'), code)
      const [tenant] = readWorkspace(join(folder, 'workspace.yaml')).tenants
      expect(tenant?.retention).toEqual({ conversationDays: 730, eventDays: 365, deliveryDays: 30 })
    }
  }
}, 60_000)
