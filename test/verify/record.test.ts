/** What `--record` keeps of a server: that something was so, and nothing of what it was. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Evidence } from '../../verify/evidence.ts'
import { runScript, temporaryFolder } from '../support/process.ts'
import { demoKey, startTestServer, type TestServer } from '../support/server.ts'
import { type Fault, inJson } from '../support/verify/fault.ts'
import { startFaultyServer } from '../support/verify/faulty-proxies.ts'

const fault: Pick<Fault, 'answer'> = {
  answer: one => {
    inJson(201, body => Object.assign(body, { assignee: 'Monica' }))(one)
    if (one.asked.path.startsWith('/v1/tags')) one.status = 404
  },
}
let server: TestServer
let front: Awaited<ReturnType<typeof startFaultyServer>>
beforeAll(async () => {
  server = await startTestServer()
  front = await startFaultyServer(
    () => server.url,
    () => fault,
  )
})
afterAll(async () => {
  await front.stop()
  await server.stop()
})

async function record(file: string) {
  const { exited, stderr } = runScript('cli/main.js', {}, undefined, [
    ...['verify', '--api', 'atender', '--base-url', front.url, '--key', demoKey.atender],
    ...['--record', file, '--only', 'takes the example|listTags|listContacts: reads'],
  ])
  return { code: await exited, stderr: stderr() }
}

it('each run is added to the file, with what it confirms and contradicts, and no value at all', async () => {
  const file = join(temporaryFolder(), 'evidence.json')
  expect((await record(file)).code).toBe(1)
  expect((await record(file)).code).toBe(1)
  const text = readFileSync(file, 'utf8')
  const { runs } = JSON.parse(text) as { runs: Evidence[] }
  expect(runs).toHaveLength(2)
  // The first one met no contacts.
  const run = runs[1]
  expect(run).toMatchObject({
    api: 'atender',
    host: new URL(front.url).host,
    date: new Date().toISOString().slice(0, 10),
  })
  expect(run?.seen).toContainEqual({
    operation: 'createOutboundConversation',
    status: 201,
    count: 2,
    shape: expect.objectContaining({ id: 'string', assignee: 'string', metadata: { '*': 'any' } }),
  })
  expect(run?.confirmed).toContain('/components/schemas/Contact/properties/createdAt')
  expect(run?.contradicted.map(({ pointer, rule }) => [pointer, rule])).toEqual([
    ['/paths/~1v1~1tags/get/responses', 'an undocumented status'],
    ['/components/schemas/Conversation', 'response body/assignee: an undocumented member'],
  ])
  for (const secret of [demoKey.atender, 'Monica', 'aviato', 'shopify', 'source'])
    expect(text).not.toContain(secret)
})

it('a file of another kind is left alone, and nothing is asked', async () => {
  const file = join(temporaryFolder(), 'other.json')
  writeFileSync(file, '{"mine": true}')
  expect(await record(file)).toEqual({
    code: 2,
    stderr: `${file} holds something else than what --record writes.\n`,
  })
  expect(readFileSync(file, 'utf8')).toBe('{"mine": true}')
})

it('the page of a copy of the docs shows it', async () => {
  const out = join(temporaryFolder(), 'docs')
  const file = join(temporaryFolder(), 'evidence.json')
  await record(file)
  const docs = (...args: string[]) => runScript('cli/main.js', {}, undefined, ['docs', ...args])
  const alone = docs('--evidence', file)
  const copied = docs('--evidence', file, '--out', out)
  // The docs are not rendered in a checkout that nobody has started.
  if (!existsSync('dist/docs/index.html')) return expect(await copied.exited).toBe(1)
  expect([await alone.exited, alone.stderr()]).toEqual([1, expect.stringContaining('--evidence needs --out')])
  expect([await copied.exited, copied.stderr()]).toEqual([0, ''])
  expect(readFileSync(join(out, 'fidelity.html'), 'utf8')).toContain('Not printed, and confirmed')
})
