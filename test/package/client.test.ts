/** The package for production, as it is packed, in a project that has nothing else. */
import { execFile } from 'node:child_process'
import { accessSync, constants, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeBlocksOf } from '../support/code-blocks.ts'
import { installedPackage } from '../support/installed.ts'
import { linkPackage } from '../support/package.ts'
import { root } from '../support/process.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const { source } = await installedPackage()
const run = promisify(execFile)

/** The machine's own Node.js, which started npm. */
function machinesNode(): string {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(folder => !folder.includes('node_modules'))
  const found = folders.map(folder => join(folder, 'node')).find(isRunnable)
  if (!found) throw new Error('There is no Node.js on PATH.')
  return found
}

function isRunnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const nodes = [
  ['the pinned Node.js', process.execPath],
  ["the machine's Node.js", machinesNode()],
] as const

let tarball: string
let server: TestServer

/** An empty project with the package in it, and what its tests need. */
async function createProject(manifest: object = {}): Promise<string> {
  const project = mkdtempSync(join(tmpdir(), 'client-'))
  const folder = join(project, 'node_modules/conversation-contracts-client')
  mkdirSync(folder, { recursive: true })
  await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1'])
  for (const name of ['openapi-fetch', 'openapi-typescript-helpers', 'ajv', 'ajv-formats'])
    linkPackage(project, name)
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, ...manifest }))
  return project
}

beforeAll(async () => {
  const { stdout } = await run('npm', ['pack', './dist-client', '--json'], { cwd: source })
  const packed = JSON.parse(stdout) as Record<string, { filename: string }> // npm 11: a list; npm 12: by name
  tarball = join(source, Object.values(packed)[0]?.filename ?? '')
  server = await startTestServer()
})
afterAll(() => server.stop())

/** Opens a conversation, verifies a webhook, and asks for what tests need; `load` gets an entry. */
const program = (load: (entry: string) => string, reference: string) => `
const { createAtenderClient, sendOutbound, verifyWebhook } = ${load('/atender')}
const { createFernandClient } = ${load('')}
const { toMatchContract, checkFixture } = ${load('/testing')}
const main = async () => {
  const client = createAtenderClient({ baseUrl: 'SERVER', apiKey: 'sa_test_demo_full' })
  const sent = await sendOutbound(client, {
    externalReference: '${reference}', contact: { email: 'a@b.example' }, subject: 'Hello',
  })
  const tags = await createFernandClient({ baseUrl: 'SERVER', apiKey: 'sk_demo' }).GET('/tags')
  const forged = await verifyWebhook('{}', {}, 'whsec_' + btoa('secret of twenty-four b.'))
  const matched = await toMatchContract({ status: 200, body: {} }, 'atender', 'getContact')
  const [fixture] = await checkFixture('fernand/listTags.json', '{}')
  return [sent.outcome, tags.ok, forged.kind, matched.pass, fixture.breaches.length > 0]
}`
const withUrl = (code: string) => code.replaceAll('SERVER', server.url)
const expected = ['created', true, 'unsigned', false, true]

describe('conversation-contracts-client', () => {
  it('is right by publint, and its types by attw, for import and for require', async () => {
    const said = await Promise.all([
      run('publint', ['run', tarball, '--strict']),
      run('attw', [tarball, '--profile', 'node16']),
    ])
    expect(said[0].stdout).toContain('All good!')
    expect(said[1].stdout).not.toContain('❌')
  })

  it('is below 550 kB, and brings openapi-fetch and its types alone', async () => {
    const { stdout } = await run('tar', ['-tvzf', tarball])
    const sizes = stdout
      .trim()
      .split('\n')
      .map(line => Number(line.trim().split(/\s+/)[2]))
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(550_000)
    const { name, dependencies, peerDependenciesMeta, exports } = JSON.parse(
      readFileSync(join(source, 'dist-client/package.json'), 'utf8'),
    )
    expect([name, Object.keys(dependencies)]).toEqual([
      'conversation-contracts-client',
      ['openapi-fetch', 'openapi-typescript-helpers'],
    ])
    expect(peerDependenciesMeta).toEqual({ ajv: { optional: true }, 'ajv-formats': { optional: true } })
    const whole = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    const entries = Object.keys(exports).filter(entry => !entry.includes('*'))
    expect(Object.keys(whole.exports)).toEqual(expect.arrayContaining(entries))
  })

  it.each(nodes)('works by import and by require on %s', async (what, node) => {
    const project = await createProject()
    const reference = what.replace(/\W+/g, '-')
    const imported = program(
      entry => `await import('conversation-contracts-client${entry}')`,
      `${reference}-esm`,
    )
    const required = program(entry => `require('conversation-contracts-client${entry}')`, `${reference}-cjs`)
    const print = 'main().then(told => console.log(JSON.stringify(told)))'
    writeFileSync(join(project, 'a.mjs'), `${withUrl(imported)}\n${print}`)
    writeFileSync(join(project, 'a.cjs'), `${withUrl(required)}\n${print}`)
    for (const file of ['a.mjs', 'a.cjs']) {
      const { stdout } = await run(node, [file], { cwd: project })
      expect([file, JSON.parse(stdout)]).toEqual([file, expected])
    }
  })

  it('does what its page says', async () => {
    const project = await createProject()
    const [install, example] = codeBlocksOf('docs/client-package.md')
    expect(install?.code).toBe('npm install conversation-contracts-client\n')
    const code = example?.code.replace('http://127.0.0.1:3000', server.url) ?? ''
    writeFileSync(join(project, 'a.mts'), code)
    const env = { ...process.env, ATENDER_API_KEY: 'sa_test_demo_full' }
    const { stdout } = await run(process.execPath, ['a.mts'], { cwd: project, env })
    expect(stdout).toBe('created\n')
  })

  it('says what to install where what judges is missing', async () => {
    const project = await createProject()
    await run('rm', ['-r', join(project, 'node_modules/ajv'), join(project, 'node_modules/ajv-formats')])
    for (const [file, load] of [
      ['a.mjs', "await import('conversation-contracts-client/testing')"],
      ['a.cjs', "require('conversation-contracts-client/testing')"],
    ] as const) {
      const ask =
        "toMatchContract({ status: 200 }, 'fernand', 'listTags').catch(error => console.log(error.message))"
      writeFileSync(join(project, file), `const { toMatchContract } = ${load}\n${ask}`)
      const { stdout } = await run(process.execPath, [file], { cwd: project })
      expect(stdout).toBe('What judges answers is missing: npm install --save-dev ajv ajv-formats\n')
    }
  })

  it("works in Jest as it comes, on the machine's Node.js", async () => {
    const project = await createProject()
    const code = program(entry => `require('conversation-contracts-client${entry}')`, 'jest')
    const tests = `
      expect.extend({ toMatchContract })
      test('all of it', async () => expect(await main()).toEqual(${JSON.stringify(expected)}), 60_000)
      test('the matcher', async () => {
        await expect({ status: 204 }).toMatchContract('atender', 'deleteWebhook', 204)
        await expect(expect({ status: 200, body: {} }).toMatchContract('fernand', 'listTags')).rejects.toThrow('breaks the contract')
      })`
    writeFileSync(join(project, 'a.test.js'), withUrl(code) + tests)
    const jest = join(root, 'node_modules/jest/bin/jest.js')
    const { stderr } = await run(machinesNode(), [jest], { cwd: project })
    expect(stderr).toContain('2 passed, 2 total')
  })

  it('works in vitest', async () => {
    const project = await createProject({ type: 'module' })
    linkPackage(project, 'vitest')
    const code = program(entry => `await import('conversation-contracts-client${entry}')`, 'vitest')
    const tests = `
      import { expect, test } from 'vitest'
      expect.extend({ toMatchContract })
      test('all of it', async () => expect(await main()).toEqual(${JSON.stringify(expected)}), 60_000)
      test('the matcher', () => expect({ status: 204 }).toMatchContract('atender', 'deleteWebhook', 204))`
    writeFileSync(join(project, 'a.test.js'), withUrl(code) + tests)
    const vitest = join(root, 'node_modules/vitest/vitest.mjs')
    const { stdout } = await run(process.execPath, [vitest, 'run', '--root', project], {
      cwd: project,
      env: { ...process.env, VITEST: '' },
    })
    expect(stdout).toMatch(/2 passed/)
  })

  it('is bundled by Vite to what an application uses of it', async () => {
    const project = await createProject({ type: 'module' })
    const code = `import { createAtenderClient, sendOutbound } from 'conversation-contracts-client/atender'
      globalThis.open = body => sendOutbound(createAtenderClient({ baseUrl: 'https://a.example', apiKey: 'sa_test_1' }), body)`
    writeFileSync(join(project, 'main.js'), code)
    writeFileSync(join(project, 'index.html'), '<script type="module" src="/main.js"></script>')
    const vite = join(root, 'node_modules/vite/bin/vite.js')
    await run(process.execPath, [vite, 'build', '--logLevel', 'error'], { cwd: project })
    const { stdout } = await run('sh', ['-c', 'cat dist/assets/*.js | gzip -9 | wc -c'], { cwd: project })
    expect(Number(stdout)).toBeGreaterThan(2_000)
    expect(Number(stdout)).toBeLessThan(8_000)
  })

  it.each(['node16', 'nodenext', 'bundler'])(
    'has types that TypeScript resolves with %s',
    async moduleResolution => {
      const project = await createProject()
      const code = `import { createAtenderClient, sendOutbound, type Schemas } from 'conversation-contracts-client/atender'
      import { composeMessage, createFernandClient } from 'conversation-contracts-client'
      import { toMatchContract, type ContractMatchers } from 'conversation-contracts-client/testing'
      const client = createAtenderClient({ baseUrl: 'https://a.example', apiKey: 'sa_test_1' })
      export const sent = sendOutbound(client, { externalReference: 'r', contact: { email: 'a@b.example' }, subject: 's' })
      export const status = sent.then(told => (told.outcome === 'created' ? told.conversation.status : undefined))
      const mail = { channel_id: 1, agent_id: 2, to: 'a@b.example', content: '<p>Hello</p>' }
      export const made = composeMessage(createFernandClient({ apiKey: 'sk_1' }), mail)
      export const channel: Schemas['Channel'] = 'email'
      // @ts-expect-error It is no channel.
      export const none: Schemas['Channel'] = 'pigeon'
      export const matcher: ContractMatchers['toMatchContract'] | typeof toMatchContract = toMatchContract\n`
      const files = moduleResolution === 'bundler' ? ['a.ts'] : ['a.mts', 'a.cts']
      for (const file of files) writeFileSync(join(project, file), code)
      const module = { node16: 'node16', nodenext: 'nodenext', bundler: 'preserve' }[moduleResolution]
      const compilerOptions = {
        ...{ module, moduleResolution, strict: true, exactOptionalPropertyTypes: true, noEmit: true },
        ...{ target: 'es2022', lib: ['es2023', 'dom', 'dom.iterable'], types: [], skipLibCheck: false },
      }
      writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }))
      // TypeScript 5, which takes three times as long, reads the same declarations in package.test.ts.
      const tsc = join(root, 'node_modules/typescript-7/bin/tsc')
      const { stdout } = await run(process.execPath, [tsc, '-p', project]).catch(error => error)
      expect(stdout).toBe('')
    },
  )
})
