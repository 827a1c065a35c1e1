/** What is installed besides the clients and the server: contracts, docs, the mock, and the command line. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parse } from 'yaml'
import { environment } from '../support/environment.ts'
import { installedPackage } from '../support/installed.ts'
import { linkPackage } from '../support/package.ts'
import { root, temporaryFolder } from '../support/process.ts'

const { project } = await installedPackage()
const bin = join(project, 'node_modules/.bin/conversation-contracts')
const exported = createRequire(join(project, 'package.json'))
const run = promisify(execFile)

/** Runs a module as a user's file in the project. */
async function runModule(name: string, code: string): Promise<unknown> {
  writeFileSync(join(project, name), code)
  const { stdout } = await run(process.execPath, [name], { cwd: project })
  return JSON.parse(stdout)
}

const contact = { email: 'a@b.example' }
const post = (body: object) => ({
  method: 'POST',
  headers: { Authorization: 'Bearer sa_test_any', 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
})
const [right, wrong] = [
  post({ externalReference: 'shop-1', contact, subject: 's' }),
  post({ externalReference: 'shop-1', contact }),
]
/** What the contract makes of them. */
const answers = [
  [201, 'shop-1'],
  [400, '/subject'],
]

describe('the contracts', () => {
  it.each(['atender', 'fernand'])('%s is there as JSON and as YAML, which say the same', api => {
    const [json, yaml] = ['json', 'yaml'].map(ending =>
      readFileSync(exported.resolve(`conversation-contracts/openapi/${api}.${ending}`), 'utf8'),
    )
    expect(JSON.parse(json ?? '').openapi).toBe('3.1.0')
    expect(parse(yaml ?? '')).toEqual(JSON.parse(json ?? ''))
  })

  it('can be imported and required', async () => {
    const code = `import { createRequire } from 'node:module'
      import atender from 'conversation-contracts/openapi/atender.json' with { type: 'json' }
      import workspace from 'conversation-contracts/workspace.schema.json' with { type: 'json' }
      import about from 'conversation-contracts/package.json' with { type: 'json' }
      const required = createRequire(import.meta.url)('conversation-contracts/openapi/fernand.json')
      console.log(JSON.stringify([atender.openapi, required.openapi, workspace.type, about.name]))`
    const told = ['3.1.0', '3.1.0', 'object', 'conversation-contracts']
    expect(await runModule('contracts.mjs', code)).toEqual(told)
  })

  it('come with a workspace that leads editors to its schema', () => {
    const schema = exported.resolve('conversation-contracts/workspace.schema.json')
    const demo = join(dirname(schema), '../server/workspaces/demo.yaml')
    const [, path = ''] = /^# yaml-language-server: \$schema=(.*)\n/.exec(readFileSync(demo, 'utf8')) ?? []
    expect(join(dirname(demo), path)).toBe(schema)
  })

  it('are rendered', () => {
    expect(readFileSync(exported.resolve('conversation-contracts/docs/fernand.html'), 'utf8')).toContain(
      '<title>',
    )
  })
})

describe('the mock', () => {
  it('answers in a program without a port, and on one', async () => {
    const code = `import { createMock } from 'conversation-contracts/mock'
      const mock = createMock()
      const told = []
      for (const base of ['http://mock', await mock.listen()])
        for (const init of ${JSON.stringify([right, wrong])}) {
          const fetched = base === 'http://mock' ? mock.fetch : fetch
          const answer = await fetched(base + '/v1/conversations/outbound', init)
          const body = await answer.json()
          told.push([answer.status, body.externalReference ?? body.errors[0].path])
        }
      await mock.close()
      console.log(JSON.stringify(told))`
    expect(await runModule('mock.mjs', code)).toEqual([...answers, ...answers])
  })

  it('answers as handlers of Mock Service Worker', async () => {
    linkPackage(project, 'msw')
    const code = `import { mockHandlers } from 'conversation-contracts/mock/msw'
      import { setupServer } from 'msw/node'
      const server = setupServer(...mockHandlers({ baseUrl: 'https://api.example' }))
      server.listen({ onUnhandledRequest: 'error' })
      const told = []
      for (const init of ${JSON.stringify([right, wrong])}) {
        const answer = await fetch('https://api.example/v1/conversations/outbound', init)
        const body = await answer.json()
        told.push([answer.status, body.externalReference ?? body.errors[0].path])
      }
      server.close()
      console.log(JSON.stringify(told))`
    expect(await runModule('msw.mjs', code)).toEqual(answers)
  })
})

describe('the command line', () => {
  it('tells its version and what it can do', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    expect((await run(bin, ['--version'])).stdout).toBe(`${version}\n`)
    expect((await run(bin, ['--help'])).stdout).toContain('send ')
  })

  it('serves, with the mock beside it, until it is told to stop', async () => {
    const args = ['serve', '--json', '--port', '0', '--database', 'sqlite::memory:', '--log-level', 'warn']
    const serving = spawn(bin, args, { env: environment({ MOCK_PORT: '0' }) })
    onTestFinished(() => void serving.kill('SIGKILL'))
    const { url, docs, keys } = JSON.parse(String(await once(serving.stdout, 'data')))
    expect((await fetch(docs)).status).toBe(200)
    const { status } = await fetch(`${url}/v1/conversations/outbound`, {
      ...right,
      headers: { ...right.headers, Authorization: `Bearer ${keys[0].key}` },
    })
    expect(status).toBe(201)
    serving.kill('SIGTERM')
    expect((await once(serving, 'close'))[0]).toBe(0)
  })

  it('mocks, and says that there is nothing to watch in a package', async () => {
    const mocking = spawn(bin, ['mock', '--json', '--port', '0'])
    onTestFinished(() => void mocking.kill('SIGKILL'))
    const { url } = JSON.parse(String(await once(mocking.stdout, 'data')))
    expect((await fetch(`${url}/v1/conversations/outbound`, right)).status).toBe(201)
    mocking.kill('SIGTERM')
    expect((await once(mocking, 'close'))[0]).toBe(0)

    await expect(run(bin, ['mock', '--watch'], { timeout: 20_000 })).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: '--watch: the contracts are not written in the package; it works in the repository.\n',
    })
  })

  it('tells where the docs are, and copies them', async () => {
    const told = JSON.parse((await run(bin, ['docs', '--json'])).stdout)
    expect(told).toEqual({
      folder: expect.stringContaining('conversation-contracts'),
      index: expect.stringMatching(/dist\/docs\/index\.html$/),
    })
    expect(existsSync(told.index)).toBe(true)
    const out = join(temporaryFolder(), 'docs')
    expect((await run(bin, ['docs', '--out', out])).stdout).toBe(`${join(out, 'index.html')}\n`)
    expect(existsSync(join(out, 'atender.html'))).toBe(true)
  })

  it('makes, lists and revokes keys', async () => {
    const DATABASE_URL = `sqlite:${join(temporaryFolder(), 'keys.db')}`
    const env = environment({ DATABASE_URL })
    const serving = spawn(bin, ['serve', '--json', '--port', '0', '--mock-port', '0'], { env })
    onTestFinished(() => void serving.kill('SIGKILL'))
    const { url } = JSON.parse(String(await once(serving.stdout, 'data')))
    const key = async (...args: string[]) =>
      JSON.parse((await run(bin, ['key', ...args, '--json'], { env })).stdout)
    const made = await key('create', '--tenant', 'demo', '--scope', 'contacts:read')
    const headers = { Authorization: `Bearer ${made.key}` }
    expect((await fetch(`${url}/v1/contacts`, { headers })).status).toBe(200)
    expect(await key('list')).toContainEqual(expect.objectContaining({ id: made.id, status: 'active' }))
    expect(await key('revoke', made.id)).toMatchObject({ id: made.id, status: 'revoked' })
  })
})
