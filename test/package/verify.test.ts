/** Every block of docs/verify.md does what it says, in their order, to who has the package alone. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { codeBlocksOf } from '../support/code-blocks.ts'
import { installedPackage } from '../support/installed.ts'
import { linkPackage } from '../support/package.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { runShell } from '../support/shell.ts'

const { project } = await installedPackage()
const blocks = codeBlocksOf('docs/verify.md').map(({ code }) => code)
const [verify = '', docs = '', cases = '', matcher = '', fixtures = ''] = blocks

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const here = (code: string) => code.replaceAll('http://127.0.0.1:3000', server.url)

it('has the blocks that are proven here, and no other', () => {
  expect(blocks).toHaveLength(5)
})

it('a server is asked, and what was recorded of it is shown in a copy of the docs', async () => {
  // All of it is asked in ci.test.ts.
  const asked = await runShell(here(`${verify.trim()} --only reads --record evidence.json`), project)
  expect(asked).toMatch(/\d+ kept, 0 broken, /)
  await runShell(docs, project)
  const page = readFileSync(join(project, 'docs/fidelity.html'), 'utf8')
  expect(page).toContain('Not printed, and confirmed')
})

it('any test runner takes the cases', async () => {
  writeFileSync(join(project, 'cases.test.mts'), here(cases))
  expect(await runShell('node cases.test.mts', project)).toMatch(/pass \d{3}/)
})

it('an answer is held against the contract in vitest', async () => {
  linkPackage(project, 'vitest')
  writeFileSync(join(project, 'matched.test.js'), matcher)
  expect(await runShell('npx vitest run matched.test.js', project, { NO_COLOR: '1' })).toMatch(
    /Tests +1 passed/,
  )
})

it('recorded answers are held against it on the command line', async () => {
  mkdirSync(join(project, 'src'))
  const created = { id: '1', externalReference: 'r', status: 'active' }
  writeFileSync(join(project, 'src/createOutboundConversation.201.json'), JSON.stringify(created))
  expect(await runShell(fixtures, project)).toMatch(/1 fit, 0 do not, 0 were not looked at/)
})
