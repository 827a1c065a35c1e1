import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { freshDatabase } from '../support/database.ts'
import { environment } from '../support/environment.ts'
import { root, runScript, startServerProcess, temporaryFolder } from '../support/process.ts'
import { until } from '../support/until.ts'

const started: { kill(): unknown }[] = []
afterEach(() => {
  for (const one of started.splice(0)) one.kill()
})

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  if (typeof address !== 'object' || !address) throw new Error('no port')
  return String(address.port)
}

async function setUp() {
  const [PORT, receiverPort, DATABASE_URL] = await Promise.all([freePort(), freePort(), freshDatabase()])
  const folder = temporaryFolder()
  const SECRET_FILE = join(folder, 'secret')
  return {
    folder,
    async serve() {
      const server = await startServerProcess({ PORT, DATABASE_URL })
      started.push({ kill: () => server.kill('SIGKILL') })
      return server
    },
    receive() {
      const receiver = runScript('examples/webhook-loop/receiver.ts', { PORT: receiverPort, SECRET_FILE })
      started.push({ kill: () => receiver.child.kill('SIGKILL') })
      return receiver
    },
    loop(env: Record<string, string> = {}) {
      const child = spawn(join(root, 'examples/webhook-loop/run.sh'), {
        env: environment({
          SERVER: `http://127.0.0.1:${PORT}`,
          RECEIVER: `http://127.0.0.1:${receiverPort}`,
          SECRET_FILE,
          ...env,
        }),
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      started.push(child)
      let said = ''
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', chunk => {
          said += chunk
        })
      }
      return once(child, 'close').then(([code]) => ({ code, said }))
    },
  }
}

it('with curl and a small receiver: subscribe, open, reply, and see the genuine delivery', async () => {
  const { serve, receive, loop } = await setUp()
  await serve()
  const receiver = receive()
  const { code, said } = await loop()
  expect([code, said]).toEqual([
    0,
    expect.stringMatching(/subscribed .*\nopened .*\nreplied\ndelivered .*\n/),
  ])
  const [, delivery] = /delivered (\S+)/.exec(said) ?? []
  await until(async () => (receiver.stdout() === '' ? undefined : true))
  expect(receiver.stdout()).toBe(`message.sent It left this morning. ${delivery}\n`)
})

it('the same with a server that is killed between the reply and its delivery', async () => {
  const { serve, receive, loop, folder } = await setUp()
  const first = await serve()
  const killed = join(folder, 'killed')
  // Nobody receives yet, so nothing can be delivered before the kill.
  const looped = loop({
    BEFORE_DELIVERY: `kill -9 ${first.child.pid}; touch ${killed}`,
    // What a dead server held stays with it for a while; on a busy machine that is longer.
    PATIENCE: '180',
  })
  await until(async () => (existsSync(killed) ? true : undefined))
  const receiver = receive()
  await serve()
  const { code, said } = await looped
  expect([code, said]).toEqual([0, expect.stringContaining('delivered ')])
  expect(receiver.stdout()).toMatch(/^message\.sent It left this morning\. \S+\n$/)
}, 120_000)
