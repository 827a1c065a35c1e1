import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { environment } from '../test/support/environment.ts'

/** How a server is, as it says itself. */
export interface Health {
  /** How long its event loop was held up at most since the last question, in milliseconds. */
  longest: number
  /** Bytes that are in use. */
  heap: number
  /** Whether every object has a member that nobody gave it. */
  isPolluted: boolean
}

export interface FuzzedServer {
  host: string
  port: number
  health(): Promise<Health>
  /** After everything that nobody needs is gone. */
  heap(): Promise<Health>
  /** What it has logged last. */
  log(): string
  isGone(): boolean
  stop(): Promise<void>
}

/** Starts a server in a process of its own. */
export async function startFuzzed(env: Record<string, string>): Promise<FuzzedServer> {
  const child = fork(fileURLToPath(new URL('child.js', import.meta.url)), {
    env: environment({ PORT: '0', MOCK_PORT: '0', LOG_LEVEL: 'error', ...env }),
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let log = ''
  child.stderr?.on('data', chunk => {
    log = `${log}${chunk}`.slice(-8000)
  })
  const { url } = await answer<{ url: string }>(child, () => log)
  const { hostname, port } = new URL(url)
  const ask = async (question: string): Promise<Health> => {
    const answered = answer<Health>(child, () => log)
    child.send(question)
    return answered
  }
  return {
    ...{ host: hostname, port: Number(port) },
    health: () => ask('health'),
    heap: () => ask('heap'),
    log: () => log,
    isGone: () => child.exitCode !== null || child.signalCode !== null,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

async function answer<T>(child: ChildProcess, log: () => string): Promise<T> {
  const done = new AbortController()
  const { signal } = done
  const gone = once(child, 'exit', { signal }).then(() => {
    throw new Error(`the server has ended: ${log()}`)
  })
  gone.catch(() => {})
  try {
    const [message] = await Promise.race([once(child, 'message', { signal }), gone])
    return message as T // what fuzz/reporter.ts sends
  } finally {
    done.abort()
  }
}
