/** The servers under load: each a process of its own, watched from outside. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { get } from 'node:http'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../', import.meta.url))

export interface ServerProcess {
  url: string
  /** Milliseconds from the start of the process to its first answer. */
  startedIn: number
  /** The largest resident set that the process has had, in MB; where the system does not keep it, the current one. */
  peakMemory(): number
  /** Processor time that the process has used, in milliseconds; undefined where the system does not tell. */
  cpuTime(): number | undefined
  stderr(): string
  /** What there is to say of a process that failed: that it is gone, and its last words. */
  fate(): string
  stop(): Promise<void>
}

export interface Command {
  /** What follows `node`. */
  args: (port: number) => string[]
  env?: (port: number) => Record<string, string>
  /** Answers once the server serves. */
  ready: { path: string; status?: number }
}

/** How long a server may take to its first answer, in milliseconds. */
const START = 60_000
/** What would outlive this process when it is told to stop. */
const children = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))

/** How long a server may take to end before it is killed, in milliseconds. */
const STOP = 5_000

/** Starts a server in production mode, its log at `warn`, on a free port. @throws Error with what it said last */
export async function startProcess({ args, env, ready }: Command): Promise<ServerProcess> {
  const port = await freePort()
  const begin = performance.now()
  const child = spawn(process.execPath, args(port), {
    cwd: root,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
      HOST: '127.0.0.1',
      PORT: String(port),
      ...env?.(port),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let stderr = ''
  child.stderr.on('data', chunk => {
    stderr = `${stderr}${chunk}`.slice(-10_000)
  })
  children.add(child)
  const exited = once(child, 'exit').finally(() => children.delete(child))
  const url = `http://127.0.0.1:${port}`
  while (!(await answers(`${url}${ready.path}`, ready.status))) {
    if (child.exitCode !== null || child.signalCode !== null || performance.now() - begin > START) {
      child.kill('SIGKILL')
      throw new Error(`it did not start; ${fate(child, stderr)}`)
    }
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  return {
    url,
    startedIn: performance.now() - begin,
    peakMemory: () => peakMemory(child),
    cpuTime: () => cpuTime(child),
    stderr: () => stderr,
    fate: () => fate(child, stderr),
    async stop() {
      const killer = setTimeout(() => child.kill('SIGKILL'), STOP)
      child.kill('SIGTERM')
      await exited
      clearTimeout(killer)
    },
  }
}

function fate({ exitCode, signalCode }: ChildProcess, stderr: string): string {
  const end = signalCode ?? exitCode
  const words = stderr.trim()
  return `${end === null ? 'it still runs' : `it ended with ${end}`}${words === '' ? '' : `: ${words}`}`
}

const answers = (url: string, status: number | undefined): Promise<boolean> =>
  new Promise(resolve => {
    get(url, { agent: false }, response => {
      response.resume()
      resolve(status === undefined || response.statusCode === status)
    }).on('error', () => resolve(false)) // Nobody listens yet.
  })

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port')
  return address.port
}

function peakMemory({ pid }: ChildProcess): number {
  const status = readProc(`/proc/${pid}/status`)
  const kilobytes =
    /^VmHWM:\s+(\d+)/m.exec(status ?? '')?.[1] ??
    execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  return Number(kilobytes) / 1024
}

/** proc(5): utime and stime are the 14th and 15th field, in ticks of 10 ms; the second is a name in parentheses. */
function cpuTime({ pid }: ChildProcess): number | undefined {
  const stat = readProc(`/proc/${pid}/stat`)
  if (stat === undefined) return undefined
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

function readProc(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
