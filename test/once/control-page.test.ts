/** The stories of the control plane, as its page has them for curl. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { codeBlocksOf } from '../support/code-blocks.ts'
import { root, type ServerProcess, startServerProcess } from '../support/process.ts'
import { runShell } from '../support/shell.ts'

let server: ServerProcess
beforeAll(async () => {
  server = await startServerProcess({ DATABASE_URL: 'sqlite::memory:' })
})
afterAll(() => server.kill('SIGKILL'))

it('curl alone goes their ways, as the page says', async () => {
  const blocks = codeBlocksOf('docs/control.md').map(({ code }) =>
    code.replaceAll('http://127.0.0.1:3000', server.url),
  )
  expect(blocks).toHaveLength(5)
  const [stories, verbs] = [blocks.slice(0, 3), blocks[3] ?? '']
  const told = await runShell(stories.join('\n'), root)
  expect(told.match(/"verified":true,"answered":(500|204)/g)?.length).toBe(4)
  expect(told).toMatch(/"verified":true,"answered":204/)
  expect(told).toContain('cut\n{"error":"reference_taken"')
  const here = verbs.replaceAll('npx conversation-contracts', 'node cli/main.js')
  expect(await runShell(here.replaceAll(' --tenant', ` --server ${server.url} --tenant`), root)).toMatch(
    /"frozen": false[\s\S]*"messageId"[\s\S]*none\n$/,
  )
})
