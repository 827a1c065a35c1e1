/** What an integrator installs, used from an empty project. */
import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { SourceMap, type SourceMapping } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { CLIENT_SIZE_LIMITS, sizeOf } from '../../scripts/build/size.ts'
import { startFlakyProxy } from '../support/flaky-proxy.ts'
import { installedPackage } from '../support/installed.ts'
import { linkPackage } from '../support/package.ts'
import { root } from '../support/process.ts'
import { startTestServer } from '../support/server.ts'

const { tarball, project, said } = await installedPackage()
const dist = join(project, 'node_modules/conversation-contracts/dist')
const run = promisify(execFile)

/** Runs a module as a user's file in the project. */
async function runModule(name: string, code: string): Promise<string> {
  writeFileSync(join(project, name), code)
  const { stdout } = await run(process.execPath, [name], { cwd: project })
  return stdout
}

describe('the package', () => {
  it('is right by publint', () => {
    const { status, stdout } = spawnSync('publint', ['run', tarball, '--strict'], { encoding: 'utf8' })
    expect([status, stdout]).toEqual([0, expect.stringContaining('All good!')])
  })

  it('has types that resolve as its code does', () => {
    const { status, stdout } = spawnSync('attw', [tarball, '--profile', 'esm-only'], { encoding: 'utf8' })
    expect([status, stdout]).toEqual([0, expect.not.stringContaining('❌')])
  })

  it('holds what is published, sources in their folder alone, and no test', () => {
    const { stdout } = spawnSync('tar', ['-tzf', tarball], { encoding: 'utf8' })
    const files = stdout.trim().split('\n')
    for (const file of [
      'README.md',
      'LICENSE',
      'CHANGELOG.md',
      'dist/docs/index.html',
      'dist/docs/guides/agent-reply.html',
      'dist/docs/examples/receive-reply.mjs',
      'dist/docs/workflows/agent-reply.arazzo.yaml',
      'dist/inbox/index.html',
      'dist/openapi/atender.yaml',
      'docs/webhook-receivers.md',
    ])
      expect(files).toContain(`package/${file}`)
    // Programs that readers take along.
    const isExample = /^package\/dist\/docs\/examples\//
    const isOther = /^package\/(?!dist\/|docs\/|[^/]+$)/
    const isSource = /(?<!^package\/dist\/src\/.*)(?<!\.d)\.ts$/
    expect(
      files
        .filter(file => !isExample.test(file))
        .filter(file => isOther.test(file) || isSource.test(file) || file.includes('.test.')),
    ).toEqual([])
  })

  it('lists what it is made of, each part with its licence', () => {
    const { metadata, components } = JSON.parse(readFileSync(join(dist, 'sbom.cdx.json'), 'utf8'))
    expect(metadata.component.name).toBe('conversation-contracts')
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
    const installed = Object.entries(packages as Record<string, Record<string, unknown>>)
      .filter(([place, { dev, devOptional }]) => place !== '' && !dev && !devOptional)
      .map(([place, { version }]) => `${place.replace(/^.*node_modules\//, '')} ${version}`)
    const listed = components.map(({ name, version }: Record<string, string>) => `${name} ${version}`)
    expect(installed.filter(one => !listed.includes(one))).toEqual([])
    expect(listed).toContainEqual(expect.stringMatching(/^preact /))
    for (const { name, licenses } of components) expect(licenses, name).not.toEqual([])
  })

  it('leads from its code and its types to its sources', () => {
    const maps = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter(file =>
      file.endsWith('.map'),
    )
    const missing = maps.flatMap(file => {
      const { sources } = JSON.parse(readFileSync(join(dist, file), 'utf8')) as { sources: string[] }
      return sources.map(source => join(dist, file, '..', source)).filter(source => !existsSync(source))
    })
    expect(missing).toEqual([])
    for (const [built, text] of [
      ['client/send-outbound.d.ts', 'export declare function sendOutbound'],
      ['client/send-outbound.js', 'export async function sendOutbound'],
    ] as const) {
      const line = readFileSync(join(dist, built), 'utf8')
        .split('\n')
        .findIndex(one => one.startsWith(text))
      const map = new SourceMap(JSON.parse(readFileSync(join(dist, `${built}.map`), 'utf8')))
      const entry = map.findEntry(line, text.indexOf('sendOutbound'))
      const { originalSource, originalLine } = entry as SourceMapping // the line is there, so it is mapped
      const source = readFileSync(join(dist, 'client', originalSource), 'utf8').split('\n')
      expect([built, source[originalLine]]).toEqual([built, 'export async function sendOutbound('])
    }
  })

  it('names no TypeScript that it would have to load', () => {
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8' })
    const wrong = files
      .filter(file => /(?<!^(docs|src)\b.*)\.(js|d\.ts)$/.test(file))
      .filter(file => /^[^*/]*['"`]\.{1,2}\/[^'"`\n]*\.ts['"`]/m.test(readFileSync(join(dist, file), 'utf8')))
    expect(wrong).toEqual([])
  })

  it.each(Object.entries(CLIENT_SIZE_LIMITS))(
    'has a client %s of less than %i bytes, and the build tells',
    async (entry, limit) => {
      const sizes = await sizeOf(join(dist, `client/${entry}.js`))
      expect(sizes.gzip).toBeLessThan(limit)
      expect(said).toContain(`client/${entry}.js is ${sizes.minified} bytes minified, ${sizes.gzip} gzip`)
    },
  )

  it('leaves the message that was lost out: the connection drops after the server committed', async () => {
    const server = await startTestServer()
    const proxy = await startFlakyProxy(server.url)
    onTestFinished(async () => {
      await proxy.stop()
      await server.stop()
    })
    proxy.mishaps.push('drop-after')
    const code = `import { createAtenderClient, sendOutbound } from 'conversation-contracts/atender'
      const client = createAtenderClient({ baseUrl: '${proxy.url}', apiKey: 'sa_test_demo_full' })
      const { outcome, conversation } = await sendOutbound(client, {
        externalReference: 'shop-1', contact: { email: 'a@b.example' }, subject: 'Refund' })
      console.log(outcome, conversation.externalReference)`
    expect(await runModule('send.mjs', code)).toBe('already-existed shop-1\n')
    const { data } = await server.atender.GET('/v1/conversations', {})
    expect(data?.data).toHaveLength(1)
  })

  it('starts servers in a user’s program', async () => {
    const code = `import { createFernandClient, composeMessage, orThrow } from 'conversation-contracts'
      import { startServer } from 'conversation-contracts/server'
      await using server = await startServer({ database: ':memory:' })
      const client = createFernandClient({ baseUrl: server.url, apiKey: server.keys.fernand })
      orThrow(await composeMessage(client, { channel_id: 123, agent_id: 42, to: 'a@b.example', content: 'Hi', delay: 0 }))
      const [mail] = await server.mailbox.waitFor(1)
      const status = async path => (await fetch(server.url + path)).status
      console.log(mail.envelope.to, await status('/docs/'), await status('/inbox'))`
    expect(await runModule('server.mjs', code)).toBe("[ 'a@b.example' ] 200 200\n")
  })

  it('reads mail in a thread, which tells its language', async () => {
    const code = `import { createFernandClient, composeMessage, orThrow } from 'conversation-contracts'
      import { startServer } from 'conversation-contracts/server'
      await using server = await startServer({ database: ':memory:' })
      const client = createFernandClient({ baseUrl: server.url, apiKey: server.keys.fernand })
      const content = 'Bonjour, votre commande est partie ce matin.'
      const sent = { channel_id: 123, agent_id: 42, to: 'a@b.example', content, delay: 0 }
      const { conversation_id } = orThrow(await composeMessage(client, sent))
      const url = server.url + '/conversations/' + conversation_id + '/messages'
      let language = null
      for (let i = 0; i < 200 && language === null; i++) {
        await new Promise(resolve => setTimeout(resolve, 50))
        const answer = await fetch(url, { headers: { 'X-API-Key': server.keys.fernand } })
        language = (await answer.json())[0].language
      }
      console.log(language)`
    expect(await runModule('language.mjs', code)).toBe('fr\n')
  })
})

describe.each([
  ['5', 'typescript/bin/tsc'],
  ['7', 'typescript-7/bin/tsc'],
])('with TypeScript %s under strict', (version, compiler) => {
  /** What the compiler says of programs, each in a folder of its own. */
  const check = (...programs: [name: string, code: string, options: object][]) => {
    const folders = programs.map(program => bring(...program))
    const args = [join(root, 'node_modules', compiler), '-b', ...folders]
    const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    return [status, stdout]
  }
  const bring = (name: string, code: string, options: object): string => {
    const folder = join(project, `${name}-${version}`)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'use.ts'), code)
    const compilerOptions = {
      strict: true,
      noEmit: true,
      exactOptionalPropertyTypes: true,
      types: [],
      ...options,
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.ts'] }))
    return folder
  }
  const client = `import { createAtenderClient, sendOutbound, verifyWebhook } from 'conversation-contracts/atender'
    import { composeMessage, createFernandClient } from 'conversation-contracts/fernand'
    const atender = createAtenderClient({ baseUrl: 'https://a.example', apiKey: 'sa_test_x' })
    const sent = await sendOutbound(atender, { externalReference: 'a', contact: { email: 'a@b.c' }, subject: 's' })
    if (sent.outcome === 'created') { const id: string = sent.conversation.id; console.log(id) }
    if (sent.outcome === 'invalid') { const path: string | undefined = sent.failure.error.errors[0]?.path; console.log(path) }
    const fernand = createFernandClient({ apiKey: 'sk_x' })
    const composed = await composeMessage(fernand, { channel_id: 1, agent_id: 2, to: 'a@b.c', content: 'x' })
    if (composed.ok) { const status: string = composed.data.status; console.log(status) }
    const hook = await verifyWebhook('', new Headers(), 'whsec_x')
    if (hook.ok && hook.data.event === 'message.sent') { const id: string = hook.data.data.conversationId; console.log(id) }
    // @ts-expect-error a client of the other API
    await sendOutbound(fernand, { externalReference: 'a', contact: { email: 'a@b.c' }, subject: 's' })
    // @ts-expect-error a subject is required
    await sendOutbound(atender, { externalReference: 'a', contact: { email: 'a@b.c' } })`

  const server = `import { startServer } from 'conversation-contracts/server'
    await using server = await startServer({ database: ':memory:' })
    const subject: string | undefined = server.mailbox.mails[0]?.subject
    console.log(server.keys.atender, subject)`

  it('the clients compile without the types of Node.js, and the server with them', () => {
    linkPackage(project, '@types/node')
    const ofClient = { target: 'ES2022', lib: ['ES2022', 'DOM', 'DOM.Iterable'], skipLibCheck: false }
    const ofServer = { target: 'ES2024', lib: ['ESNext'], types: ['node'], skipLibCheck: true }
    const node = { module: 'NodeNext', moduleResolution: 'NodeNext' }
    expect(
      check(
        ['types-client', client, { ...ofClient, ...node }],
        ['types-bundled', client, { ...ofClient, module: 'ESNext', moduleResolution: 'bundler' }],
        ['types-server', server, { ...ofServer, ...node }],
      ),
    ).toEqual([0, ''])
  })
})
