import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { gzipSync } from 'node:zlib'
import { expect, it, onTestFinished } from 'vitest'
import { freshDatabase } from '../support/database.ts'
import { startServerProcess } from '../support/process.ts'
import { clientsOf, mail, messagesIn } from '../support/server.ts'
import { until } from '../support/until.ts'

/** Asks again and again, in a thread of its own: this one is busy with large bodies itself. */
function askAllTheTime(url: string): { stop(): Promise<number> } {
  const worker = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads')
    let longest = 0
    let isOver = false
    parentPort.on('message', () => { isOver = true })
    const ask = async () => {
      while (!isOver) {
        const begin = performance.now()
        await (await fetch(workerData)).arrayBuffer()
        longest = Math.max(longest, performance.now() - begin)
      }
      parentPort.postMessage(longest)
    }
    ask()`,
    { eval: true, workerData: url },
  )
  return {
    /** @returns the longest wait, in milliseconds */
    async stop() {
      worker.postMessage('stop')
      const [longest] = await once(worker, 'message')
      await worker.terminate()
      return longest
    },
  }
}

it('a heap of 256 MB outlives large bodies, eight at once, and hostile ones, and answers others meanwhile', async () => {
  const server = await startServerProcess({
    DATABASE_URL: await freshDatabase(),
    LOG_LEVEL: 'silent',
    NODE_OPTIONS: '--max-old-space-size=256',
  })
  onTestFinished(async () => void (await server.kill('SIGKILL')))
  const compose = (body: string | Buffer, encoding?: string) =>
    fetch(`${server.url}/conversations/compose`, {
      method: 'POST',
      headers: {
        'X-API-Key': 'sk_demo',
        'Content-Type': 'application/json',
        ...(encoding === undefined ? {} : { 'Content-Encoding': encoding }),
      },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    })
  const file = {
    name: 'a.bin',
    type: 'application/zip',
    content: Buffer.alloc(26_000_000, 7).toString('base64'),
  }
  const large = JSON.stringify({
    ...mail,
    delay: 3600,
    subject: randomUUID(),
    content: { content: '<p>Hello</p>', attachments: [file] },
  })
  const deep = '<div>'.repeat(390_000)
  const bodies: [body: string | Buffer, encoding?: string][] = [
    ...Array.from({ length: 8 }, () => [large] as [string]),
    ...Array.from(
      { length: 4 },
      () => [gzipSync(`[${'[],'.repeat(3_000_000)}[]]`), 'gzip'] as [Buffer, string],
    ),
    ...Array.from(
      { length: 4 },
      () => [JSON.stringify({ ...mail, delay: 3600, content: { content: deep } })] as [string],
    ),
  ]
  // What is loaded behind the open port is there.
  await compose(JSON.stringify({ ...mail, delay: 3600 }))
  await sleep(2_000)
  const asking = askAllTheTime(`${server.url}/healthz`)
  const statuses = await Promise.all(
    bodies.map(([body, encoding]) => compose(body, encoding).then(r => r.status)),
  )
  const waited = await asking.stop()
  expect(statuses.slice(0, 8)).toContain(200)
  for (const status of statuses) expect([200, 413, 503]).toContain(status)
  process.stdout.write(
    `large and hostile at once: ${statuses.join(' ')}; /healthz waited ${Math.round(waited)} ms at most\n`,
  )
  // It is there as it was, and what was refused is taken a moment later.
  const again = await until(async () => {
    const response = await compose(large)
    return response.status === 200 ? ((await response.json()) as { conversation_id: number }) : undefined
  })
  const path = { id: again.conversation_id }
  const { data } = await clientsOf(server.url).fernand.GET('/conversations/{id}/messages', {
    params: { path },
  })
  expect(messagesIn(data)[0]?.attachments?.[0]?.size).toBe(26_000_000)
}, 120_000)
