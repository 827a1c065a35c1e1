/** Every code block of the README and of its pages does what it says, in their order, as who reads it would run them. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { bundle } from '../../scripts/build/size.ts'
import { signatureHeaders } from '../../server/webhooks/sign.ts'
import { launchBrowser, servePage } from '../support/browser.ts'
import { type CodeBlock, codeBlocksOf } from '../support/code-blocks.ts'
import { freePort } from '../support/free-port.ts'
import { installedPackage } from '../support/installed.ts'
import { linkPackage } from '../support/package.ts'
import { root } from '../support/process.ts'
import { runShell, type Shell, startShell } from '../support/shell.ts'
import { until } from '../support/until.ts'
import { startWebhookReceiver } from '../support/webhook-receiver.ts'

/** The repository as it is checked out, and what a user of the package has. */
const { source, tarball, project } = await installedPackage()
/** In the order of the manual; receivers, verify, control and the package for production have tests of their own. */
const pages = [
  'README.md',
  'docs/client.md',
  'docs/mock.md',
  'docs/embedding.md',
  'docs/webhooks.md',
  'docs/incoming-mail.md',
  'docs/configuration.md',
  'docs/architecture.md',
  'docs/bench.md',
]
const blocks = pages.flatMap(codeBlocksOf)
const blockWith = (part: string) => blocks.find(({ code }) => code.includes(part))?.code ?? ''

/** The README's ports, each with one that is free here. */
const ports = new Map<string, number>()
const at = (port: string) => `127.0.0.1:${ports.get(port)}`
const here = (code: string) => code.replace(/\b\d{4}\b/g, number => String(ports.get(number) ?? number))

/** What the first block starts; the others talk to it. */
let server: Shell
/** What the last block of curl printed. */
let answered = ''

beforeAll(async () => {
  for (const port of ['3000', '3100', '4010', '4011', '2525', '8080']) ports.set(port, await freePort())
  server = startShell(blockWith('npm ci && npm start'), source, {
    PORT: String(ports.get('3000')),
    MOCK_PORT: String(ports.get('4010')),
    SMTP_LISTEN: at('2525'),
    LOG_LEVEL: 'warn',
  })
  await server.printed(/curl/)
  for (const name of ['@types/node', '@types/express', 'msw']) linkPackage(project, name)
})
afterAll(() => server.stop())

const keys = {
  ATENDER_API_KEY: 'sa_test_demo_full',
  FERNAND_API_KEY: 'sk_demo',
  Authorization: 'Bearer sa_test_demo_full',
  'X-API-Key': 'sk_demo',
}
const get = (url: string) => fetch(url, { headers: keys })
const readJson = async (url: string) => (await get(url)).json()
/** The JSON body in a block of curl. */
const bodyIn = (code: string) => JSON.parse(/-d '([^']*)'/.exec(code)?.[1] ?? '')

const curl = async (code: string) => {
  answered = await runShell(here(code), project)
}
/** The answer to the block before, but for what is another one at each time. */
const shows = async (code: string) => {
  const [expected, told] = [code, answered].map(text => {
    const [head = '', body = ''] = text.replaceAll('\r', '').split('\n\n')
    const [status, ...headers] = head.split('\n')
    const steady = body
      .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id')
      .replace(/\d{4}-[\d-]+T[\d:.]+Z/g, 'then')
    return [status, headers.filter(line => line.startsWith('Content-Type')), JSON.parse(steady)]
  })
  expect(told).toEqual(expected)
}
/** Runs it as a file of the user's. */
const prints =
  (what: RegExp) =>
  async (code: string, { line }: CodeBlock) => {
    writeFileSync(join(project, `readme-${line}.mts`), here(code))
    expect(await runShell(`node readme-${line}.mts`, project, keys)).toMatch(what)
  }
/** Starts what serves until the end of the test. */
const serve = async (code: string, env: Record<string, string>) => {
  const shell = startShell(here(code), source, { LOG_LEVEL: 'warn', MOCK_PORT: '0', ...env })
  onTestFinished(() => shell.stop())
  await shell.printed(/http:\/\/127\.0\.0\.1:\d+\n/)
  return { shell, url: /http:\/\/127\.0\.0\.1:\d+/.exec(shell.stdout())?.[0] ?? '' }
}

/** How each block is proven, in their order; a block is known by its language and a part of it. */
const proofs: [
  language: string,
  part: string,
  prove: (code: string, block: CodeBlock) => Promise<unknown>,
][] = [
  [
    'sh',
    'npm ci && npm start',
    async () => {
      for (const part of ['3000/healthz', '3000/docs/', '4010/tags']) {
        expect([part, (await get(here(`http://127.0.0.1:${part}`))).status]).toEqual([part, 200])
      }
    },
  ],
  [
    'sh',
    'npm install',
    // Run once for all tests of the package: test/support/package.ts.
    async () => {
      const { dependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
      expect(Object.keys(dependencies)).toEqual(['conversation-contracts'])
    },
  ],
  [
    'sh',
    'npm ci && npm pack',
    // It was packed once for all tests of the package, too.
    async code => expect(code).toContain(` writes ${basename(tarball)}\n`),
  ],
  ['sh', ':3000/v1/conversations/outbound', curl],
  ['http', '201 Created', shows],
  ['sh', '/conversations/compose', curl],
  [
    'http',
    '200 OK',
    async code => {
      await shows(code)
      // What is said below it.
      const [message] = await until(async () => {
        const messages = await readJson(`http://${at('3000')}/conversations/2/messages`)
        return messages[0].status === 'SENT' ? messages : undefined
      })
      expect(message.last_event.reason).toMatch(/captured/)
    },
  ],
  ['ts', 'shop-4520', prints(/^created [0-9a-f-]{36}\n$/)],
  ['ts', 'sendOutbound', prints(/^[0-9a-f-]{36}\n$/)],
  ['ts', 'fernandKey', prints(/^SENT captured/)],
  [
    'sh',
    'npx conversation-contracts send',
    async code => expect(await runShell(here(code), project)).toMatch(/^created [0-9a-f-]{36}\nUsage: /),
  ],
  [
    'sh',
    'npm run mock',
    async code => {
      const [both = '', watching = ''] = code.split('\n')
      const ask = async (url: string) =>
        Promise.all(['/v1/tags', '/tags'].map(async path => (await get(url + path)).status))
      expect(await ask((await serve(both, { MOCK_PORT: String(await freePort()) })).url)).toEqual([200, 200])

      const { url, shell } = await serve(watching, {})
      expect(await ask(url)).toEqual([404, 200])
      const file = join(source, 'openapi/fernand/components/examples/TagListDemo.yaml')
      const example = readFileSync(file, 'utf8')
      for (const [text, said] of [
        [example.replace('name: VIP', 'name: Very important'), 'read openapi/ again'],
        [example.replace('name: VIP', 'name: [x'), 'the last one that was is served'],
      ] as const) {
        writeFileSync(file, text)
        await shell.printed(new RegExp(said))
        const tags = await until(() => readJson(`${url}/tags`).catch(() => undefined))
        expect(tags[1].name).toBe('Very important')
      }
      await shell.stop()
      writeFileSync(file, example)
    },
  ],
  [
    'sh',
    'Prefer: code=409',
    async code => {
      const start = performance.now()
      await curl(code)
      expect(answered).toMatch(/^HTTP\/1\.1 409 /)
      expect(performance.now() - start).toBeGreaterThan(2000)
    },
  ],
  [
    'sh',
    '/_mock/webhooks',
    async code => {
      const receiver = await startWebhookReceiver(ports.get('8080'))
      onTestFinished(() => receiver.stop())
      await runShell(here(code), project)
      expect(JSON.parse(String((await receiver.waitFor(1))[0]?.body))).toMatchObject({
        event: 'message.sent',
      })
    },
  ],
  [
    'sh',
    '4010/_control/faults',
    async code => {
      await runShell(here(code), project)
      const body = JSON.stringify(bodyIn(blockWith(':3000/v1/conversations/outbound')))
      const create = () =>
        fetch(`http://${at('4010')}/v1/conversations/outbound`, {
          method: 'POST',
          headers: { ...keys, 'Content-Type': 'application/json' },
          body,
        })
      const statuses = [(await create()).status, (await create()).status, (await create()).status]
      expect(statuses).toEqual([503, 503, 201])
    },
  ],
  ['ts', 'createMock', prints(/slug: 'refund'/)],
  [
    'ts',
    'setupWorker',
    async code => {
      writeFileSync(join(project, 'readme-worker.mts'), code)
      const script = join(dirname(import.meta.dirname), '../node_modules/msw/lib/mockServiceWorker.js')
      const pages = await servePage({
        'page.js': await bundle(join(project, 'readme-worker.mts')),
        'mockServiceWorker.js': readFileSync(script, 'utf8'),
      })
      onTestFinished(() => pages.stop())
      const browser = await launchBrowser()
      onTestFinished(() => browser.close())
      const page = await browser.newPage()
      await page.goto(pages.url)
      const slugs = `import('/page.js')
        .then(() => fetch('https://api.example/tags', { headers: { 'X-API-Key': 'sk_any' } }))
        .then(async answer => (await answer.json()).map(tag => tag.slug))`
      expect(await page.evaluate(slugs)).toEqual(['refund', 'vip'])
    },
  ],
  ['ts', 'startServer', prints(/^\[ 'a@b\.example' \]\n$/)],
  [
    'ts',
    'createReference',
    async (code, { line }) => {
      writeFileSync(join(project, `readme-${line}.mts`), here(code))
      const shop = startShell(`node readme-${line}.mts`, project)
      onTestFinished(() => shop.stop())
      await shop.printed(/helpdesk/)
      expect((await get(`http://${at('3100')}/helpdesk/v1/conversations`)).status).toBe(200)
    },
  ],
  [
    'js',
    'standardwebhooks',
    async code => {
      writeFileSync(join(source, 'receive.mjs'), here(code))
      const SECRET = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3'
      const receiver = startShell('node receive.mjs', source, { SECRET })
      onTestFinished(() => receiver.stop())
      const deliver = async (headers: Record<string, string>) =>
        (await fetch(`http://${at('8080')}/`, { method: 'POST', body: '{"event":"mine"}', headers })).status
      const signed = signatureHeaders({ id: 'msg_1', body: '{"event":"mine"}', at: Date.now() }, [SECRET])
      expect(await until(() => deliver({}).catch(() => undefined))).toBe(400)
      expect(await deliver(signed)).toBe(204)
      await receiver.printed(/^\{ event: 'mine' \}$/m)
    },
  ],
  [
    'sh',
    'node receive.mjs',
    async code => {
      const receiver = startShell(here(code), source)
      onTestFinished(() => receiver.stop())
      await until(async () => (await get(`http://${at('8080')}/`).catch(() => undefined)) && true)
      await runShell(here(blockWith('/outbound')).replaceAll('shop-4521', 'shop-hooked'), project)
      await receiver.printed(/event: 'conversation\.created'/)
      expect(receiver.stdout()).toContain('shop-hooked')
    },
  ],
  [
    'sh',
    'curl smtp:',
    async code => {
      await runShell(here(code), project)
      const { data } = await readJson(`http://${at('3000')}/conversations?query=blender`)
      expect(data).toMatchObject([{ subject: 'The blender' }])
    },
  ],
  [
    'sh',
    'npm run -s key',
    async code => {
      const [create = '', list = ''] = code.split('\n')
      const { id } = JSON.parse(await runShell(`${create} --json`, source))
      const told = await runShell(code.replace(/revoke \w+/, `revoke ${id}`), source)
      expect(told).toMatch(/^sa_test_\S+\n/)
      expect(told).toContain(`${id} of demo is revoked.`)
      expect(await runShell(list, source)).toMatch(new RegExp(`^${id}.* revoked `, 'm'))
    },
  ],
  [
    'mermaid',
    'flowchart',
    async code => {
      for (const [, name = ''] of code.matchAll(/(?:^|[" ,])([a-z-]+)\/(?=[,: "<])/g)) {
        const isThere = [name, `server/${name}`].some(folder => existsSync(join(root, folder)))
        expect([name, isThere]).toEqual([name, true])
      }
    },
  ],
  [
    'sh',
    'bench',
    async code => {
      const lines = (await runShell(code, source)).trim().split('\n')
      expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ startupMs: expect.any(Number) })
    },
  ],
]

describe('README.md and its pages', () => {
  it('have a proof for each block, and a block for each proof', () => {
    const proven = blocks.map(({ file, line, language, code }) => [
      `${file}:${line}`,
      proofs.findIndex(proof => proof[0] === language && code.includes(proof[1])),
    ])
    expect(proven).toEqual(blocks.map(({ file, line }, index) => [`${file}:${line}`, index]))
    expect(proofs).toHaveLength(blocks.length)
  })

  it.each(blocks.map(({ file, line, language }, index) => [`${file}:${line}`, language, index] as const))(
    '%s: the block of %s does what it says',
    async (_place, _language, index) => {
      const block = blocks[index]
      if (block) await proofs[index]?.[2](block.code, block)
    },
    60_000,
  )

  it('have TypeScript that compiles under strict', async () => {
    const files = [...pages, 'docs/webhook-receivers.md', 'docs/verify.md', 'docs/control.md']
      .flatMap(codeBlocksOf)
      .filter(({ language }) => language === 'ts')
      .map(({ code, file, line }) => {
        const name = `strict-${basename(file, '.md')}-${line}.mts`
        writeFileSync(join(project, name), code)
        return name
      })
    expect(files.length).toBeGreaterThan(8)
    const compilerOptions = {
      strict: true,
      noEmit: true,
      module: 'NodeNext',
      target: 'ES2024',
      lib: ['ESNext', 'DOM'],
      skipLibCheck: true,
      types: ['node'],
    }
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }))
    await runShell(`node ${join(root, 'node_modules/typescript-7/bin/tsc')} -p .`, project)
  })
})
