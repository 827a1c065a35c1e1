/** Every code block of the README and its neighbours that can be run does what it shows. */
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { signatureHeaders } from '../../server/webhooks/sign.ts'
import { codeBlocksOf } from '../support/code-blocks.ts'
import { root, type ServerProcess, startServerProcess, temporaryFolder } from '../support/process.ts'

const { project } = inject('installed')
const run = promisify(execFile)
const secret = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3'

let server: ServerProcess
beforeAll(async () => {
  server = await startServerProcess({
    DATABASE_URL: `sqlite:${join(temporaryFolder(), 'readme.db')}`,
    MOCK_PORT: await freePort(),
  })
  link('fastify')
  link('@types/node')
  link('@types/express')
})
afterAll(() => server.kill('SIGKILL'))

/** A port that nobody has; the mock is started by a number other than 0 alone. */
async function freePort(): Promise<string> {
  const { createServer } = await import('node:net')
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => probe.once('listening', resolve))
  const address = probe.address()
  await new Promise(resolve => probe.close(resolve))
  return typeof address === 'object' && address ? String(address.port) : ''
}

/** Brings what the user's project would have besides. */
function link(name: string): void {
  const to = join(project, 'node_modules', name)
  mkdirSync(dirname(to), { recursive: true })
  if (!existsSync(to)) symlinkSync(join(root, 'node_modules', name), to)
}

const here = (code: string) =>
  code
    .replaceAll('http://127.0.0.1:3000', server.url)
    .replaceAll('http://127.0.0.1:4010', server.mockUrl ?? '')

const env = () => ({
  PATH: process.env.PATH ?? '',
  HOME: process.env.HOME ?? '',
  ATENDER_API_KEY: 'sa_test_demo_full',
  FERNAND_API_KEY: 'sk_demo',
  ATENDER_WEBHOOK_SECRET: secret,
})

const runnable = codeBlocksOf('README.md').filter(
  ({ language, notRun }) => ['sh', 'js', 'ts'].includes(language) && notRun === undefined,
)

describe('README.md', () => {
  it('has blocks of every kind that are run', () => {
    expect(new Set(runnable.map(({ language }) => language))).toEqual(new Set(['sh', 'ts']))
    expect(runnable.length).toBeGreaterThanOrEqual(7)
  })

  it('marks nothing as not run that is, and gives reasons', () => {
    for (const { notRun, line } of codeBlocksOf('README.md'))
      if (notRun !== undefined) expect([line, notRun.length > 10]).toEqual([line, true])
  })

  it.each(runnable.map(block => [block.line, block.language, block.code] as const))(
    'line %i: %s runs',
    async (line, language, code) => {
      if (language === 'sh') {
        const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', here(code)], {
          cwd: project,
          env: env(),
        })
        if (code.startsWith('curl -i')) expect(stdout).toMatch(/^HTTP\/1\.1 (200|201|409) /)
        return
      }
      const file = `readme-${line}.mts`
      writeFileSync(join(project, file), here(code))
      const { stdout, stderr } = await run(process.execPath, [file], { cwd: project, env: env() })
      expect([stdout.length > 0, stderr]).toEqual([true, ''])
    },
  )

  it('has TypeScript that compiles under strict', async () => {
    const files = runnable.flatMap(({ language, code, line }) => {
      if (language !== 'ts') return []
      writeFileSync(join(project, `readme-${line}.mts`), code)
      return [`readme-${line}.mts`]
    })
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
    await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project])
  })
})

type Receive = (body: string, headers: Record<string, string>) => Promise<number>

describe('docs/webhook-receivers.md', () => {
  const blocks = codeBlocksOf('docs/webhook-receivers.md')
  /** Which block is which, and how a delivery comes to it. */
  const receivers: [name: string, receiver: (module: Receiver) => Promise<Receive>][] = [
    ['a route handler', async ({ POST }) => viaRequest(POST)],
    [
      'a worker',
      async ({ default: worker }) =>
        viaRequest(request => worker.fetch(request, { ATENDER_WEBHOOK_SECRET: secret })),
    ],
    [
      'Express',
      async ({ app }) => {
        const { createServer } = await import('node:http')
        const listening = createServer(app).listen(0, '127.0.0.1')
        await new Promise(resolve => listening.once('listening', resolve))
        const address = listening.address()
        return viaHttp(`http://127.0.0.1:${typeof address === 'object' && address?.port}/atender`)
      },
    ],
    ['Fastify', async ({ app }) => viaHttp(`${await app.listen({ port: 0 })}/atender`)],
  ]

  it('has a receiver in each block', () => {
    expect(blocks.map(({ notRun }) => notRun)).toEqual(receivers.map(() => undefined))
  })

  it.each(receivers.map(([name], index) => [name, index] as const))(
    '%s takes what is genuine alone',
    async (_name, index) => {
      const { code = '', language } = blocks[index] ?? {}
      const file = join(project, `receiver-${index}.${language === 'ts' ? 'mts' : 'mjs'}`)
      writeFileSync(file, code)
      process.env.ATENDER_WEBHOOK_SECRET = secret
      const receive = await receivers[index]?.[1](await import(/* @vite-ignore */ file))
      const body = (event: string) =>
        JSON.stringify({
          event,
          tenantId: 'demo',
          timestamp: '2026-05-11T09:04:11Z',
          data: { conversationId: 'ü' },
        })
      const signed = (text: string) => signatureHeaders({ id: 'msg_1', body: text, at: Date.now() }, [secret])
      const told = [
        await receive?.(body('message.sent'), signed(body('message.sent'))),
        await receive?.(body('conversation.merged'), signed(body('conversation.merged'))),
        await receive?.(`${body('message.sent')} `, signed(body('message.sent'))),
        await receive?.(body('message.sent'), {}),
      ]
      expect(told).toEqual([204, 204, 400, 400])
    },
  )
})

/** What the blocks export, each of them one. */
interface Receiver {
  POST(request: Request): Promise<Response>
  default: { fetch(request: Request, env: object): Promise<Response> }
  app: RequestListener & { listen(options: object): Promise<string> }
}

const json = { 'Content-Type': 'application/json' }
const viaRequest =
  (handle: (request: Request) => Promise<Response>): Receive =>
  async (body, headers) =>
    (
      await handle(
        new Request('http://a.example/', { method: 'POST', body, headers: { ...headers, ...json } }),
      )
    ).status
const viaHttp =
  (url: string): Receive =>
  async (body, headers) =>
    (await fetch(url, { method: 'POST', body, headers: { ...headers, ...json } })).status
