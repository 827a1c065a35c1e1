/** The stories of the control plane, as files to run and as the page has them for curl. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { codeBlocksOf } from '../support/code-blocks.ts'
import { freshDatabase } from '../support/database.ts'
import { root, type ServerProcess, startServerProcess } from '../support/process.ts'
import { runShell } from '../support/shell.ts'

let server: ServerProcess
beforeAll(async () => {
  server = await startServerProcess({ DATABASE_URL: await freshDatabase() })
})
afterAll(() => server.kill('SIGKILL'))

const run = (file: string) => runShell(`node examples/control/${file}`, root, { SERVER: server.url })

it.each(['idempotency.mjs', 'reply.mjs'])('%s has less than forty lines', file => {
  const path = join(root, 'examples/control', file)
  expect(existsSync(path) && readFileSync(path, 'utf8').split('\n').length).toBeLessThan(41)
})

it('the connection is cut after the commit, and the conversation is there once', async () => {
  expect(await run('idempotency.mjs')).toBe(
    'first fetch failed\nsecond 409 reference_taken\nthere 1 Order #4521\n',
  )
})

it('the webhook fails twice, an hour passes, and it arrives', async () => {
  const text = 'verified It is on its way.'
  expect(await run('reply.mjs')).toBe(`500 ${text}\n500 ${text}\n204 ${text}\n`)
})

it('curl alone goes the same ways, as the page says', async () => {
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
