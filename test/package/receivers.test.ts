/** Every receiver in docs/webhook-receivers.md takes what is genuine, and nothing else. */
import { writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { bundle } from '../../scripts/build/size.ts'
import { signatureHeaders } from '../../server/webhooks/sign.ts'
import { codeBlocksOf } from '../support/code-blocks.ts'
import { installedPackage } from '../support/installed.ts'
import { linkPackage } from '../support/package.ts'
import { startWorker } from '../support/workerd.ts'

const { project } = await installedPackage()
const secret = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3'
process.env.ATENDER_WEBHOOK_SECRET = secret
linkPackage(project, 'fastify')

/** @returns the status that it is answered with */
type Deliver = (body: string, headers: Record<string, string>) => Promise<number>

/** What a block exports: one of them. */
interface Receiver {
  POST(request: Request): Promise<Response>
  app: RequestListener & { listen(options: object): Promise<string>; close(): Promise<void> }
}

const load = (file: string): Promise<Receiver> => import(/* @vite-ignore */ file)
const json = { 'Content-Type': 'application/json' }
const to =
  (url: string): Deliver =>
  async (body, headers) =>
    (await fetch(url, { method: 'POST', body, headers: { ...headers, ...json } })).status

/** Which block is which, and how a delivery comes to it. */
const receivers: [name: string, start: (file: string) => Promise<Deliver>][] = [
  [
    'a route handler',
    async file => {
      const { POST } = await load(file)
      return async (body, headers) => {
        const init = { method: 'POST', body, headers: { ...headers, ...json } }
        return (await POST(new Request('http://a.example/', init))).status
      }
    },
  ],
  [
    'a worker',
    async file => {
      const worker = await startWorker(await bundle(file), { ATENDER_WEBHOOK_SECRET: secret })
      onTestFinished(() => worker.stop())
      return to(worker.url)
    },
  ],
  [
    'Express',
    async file => {
      const server = createServer((await load(file)).app).listen(0, '127.0.0.1')
      await new Promise(resolve => server.once('listening', resolve))
      onTestFinished(() => void server.close())
      return to(`http://127.0.0.1:${(server.address() as AddressInfo).port}/atender`) // it listens on TCP
    },
  ],
  [
    'Fastify',
    async file => {
      const { app } = await load(file)
      onTestFinished(() => app.close())
      return to(`${await app.listen({ port: 0 })}/atender`)
    },
  ],
]
const blocks = codeBlocksOf('docs/webhook-receivers.md')

it('has as many blocks as there are receivers here', () => {
  expect(blocks).toHaveLength(receivers.length)
})

it.each(receivers.map(([name, start], index) => [name, start, index] as const))(
  '%s takes what is genuine alone',
  async (_name, start, index) => {
    const { code = '', language } = blocks[index] ?? {}
    const file = join(project, `receiver-${index}.${language === 'ts' ? 'mts' : 'mjs'}`)
    writeFileSync(file, code)
    const deliver = await start(file)
    const event = (name: string) =>
      JSON.stringify({
        event: name,
        tenantId: 'demo',
        timestamp: '2026-05-11T09:04:11Z',
        data: { conversationId: 'ü' },
      })
    const signed = (text: string) => signatureHeaders({ id: 'msg_1', body: text, at: Date.now() }, [secret])
    const told = [
      await deliver(event('message.sent'), signed(event('message.sent'))),
      await deliver(event('conversation.merged'), signed(event('conversation.merged'))),
      await deliver(`${event('message.sent')} `, signed(event('message.sent'))),
      await deliver(event('message.sent'), {}),
    ]
    expect(told).toEqual([204, 204, 400, 400])
  },
)
