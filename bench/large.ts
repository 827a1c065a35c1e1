/** What a message with 25 MiB of attachments costs everybody else: time, and memory. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { server, temporaryFolder } from './contestants.ts'
import { median } from './figures.ts'
import { ask } from './load.ts'
import { root, type ServerProcess, startProcess } from './processes.ts'
import type { Progress } from './progress.ts'
import { newStock, workloads } from './workloads.ts'

/** Bytes of the attachment: as many as the contract allows. */
const LARGE = 25 * 2 ** 20
const sender = fileURLToPath(new URL('large-sender.ts', import.meta.url))
/** An answer that takes longer was held up, in milliseconds. */
const HELD_UP = 10
/** How long others are watched after the message was accepted: it is sent then. */
const AFTERWARDS = 2_000

/**
 * Composes such messages, to be sent at once, one after the other, and asks for `/healthz` all the while.
 *
 * @returns milliseconds that the answers to others were late, all of them together, at one message (the median), and
 *   the memory that the first message took at its peak, as a multiple of the attachment
 */
export async function measureLarge(messages: number, run: string, progress: Progress) {
  const folder = temporaryFolder()
  const process = await startProcess(server(`sqlite:${join(folder.path, 'bench.db')}`))
  try {
    const { request } = workloads.compose.sample(newStock(run))
    // What is loaded with the first mail is there before.
    await ask(process.url, request)
    await send(process, 3)
    await pause(AFTERWARDS)
    const before = process.peakMemory()
    const late: number[] = []
    let memory = 0
    for (let message = 1; message <= messages; message++) {
      progress(`a message of 25 MiB: ${message} of ${messages}`)
      late.push(await send(process, LARGE))
      if (message === 1) memory = ((process.peakMemory() - before) * 2 ** 20) / LARGE
    }
    return { late: median(late), memory }
  } finally {
    await process.stop()
    folder.remove()
  }
}

/** Has a message sent by a process of its own, and watches the server meanwhile. */
async function send({ url }: ServerProcess, bytes: number): Promise<number> {
  const child = spawn(process.execPath, [sender, url, String(bytes)], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await said(child, 'ready')
  const end = new AbortController()
  const late = watch(url, end.signal)
  child.stdin?.end('go\n')
  await said(child, 'accepted')
  await pause(AFTERWARDS)
  end.abort()
  return await late
}

async function said(child: ChildProcess, word: string): Promise<void> {
  const ended = once(child, 'exit').then(() => {
    throw new Error(`large: the sender ended before it was ${word}`)
  })
  if (!child.stdout) throw new Error('the output of the sender is piped')
  await Promise.race([once(child.stdout, 'data'), ended])
}

/** Milliseconds that answers were late, those together that were held up. */
async function watch(url: string, until: AbortSignal): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  let late = 0
  while (!until.aborted) {
    const begin = performance.now()
    await new Promise<void>((resolve, reject) => {
      get(`${url}/healthz`, { agent }, response => response.resume().once('end', resolve)).once(
        'error',
        reject,
      )
    })
    const took = performance.now() - begin
    if (took > HELD_UP) late += took
    await pause(1)
  }
  agent.destroy()
  return late
}

const pause = (milliseconds: number) => new Promise<void>(resolve => setTimeout(resolve, milliseconds))
