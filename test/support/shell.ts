/** What a reader does with a block of shell: paste it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname } from 'node:path'
import { environment } from './environment.ts'
import { watchPrinted } from './secrets.ts'
import { until } from './until.ts'

export interface Shell {
  /** All that was printed so far. */
  stdout(): string
  stderr(): string
  /** Resolves with the exit code; null when a signal ended it. */
  exited: Promise<number | null>
  /** Resolves once it has printed this; rejects when it ended before. */
  printed(what: RegExp): Promise<void>
  /** Presses Ctrl-C. */
  stop(): Promise<void>
}

/** `npm ci` was done by whoever runs the tests; here it only needs what it would go by. The rest is npm itself. */
const NPM = 'npm() { if [ "$1" = ci ]; then [ -f package-lock.json ]; else command npm "$@"; fi; }'

/** Starts a block in a shell of its own, with these variables beside those of the machine. */
export function startShell(code: string, cwd: string, env: Record<string, string> = {}): Shell {
  const { PATH = '' } = process.env
  const child = spawn('bash', ['-euo', 'pipefail', '-c', `${NPM}\n${code}`], {
    cwd,
    env: environment({ PATH: `${dirname(process.execPath)}:${PATH}`, ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // a group of its own, as a terminal makes it
  })
  watchPrinted({ stderr: child.stderr }, env)
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', chunk => {
    stdout += chunk
  })
  child.stderr.on('data', chunk => {
    stderr += chunk
  })
  let isOver = false
  const exited = once(child, 'close').then(([code]) => {
    isOver = true
    return code as number | null // the event's first argument
  })
  return {
    stdout: () => stdout,
    stderr: () => stderr,
    exited,
    printed: what =>
      until(async () => {
        if (what.test(stdout + stderr)) return true
        if (isOver) throw new Error(`it ended without ${what}: ${stdout}${stderr}`)
      }, 50_000).then(() => {}),
    async stop() {
      if (!isOver && child.pid !== undefined) process.kill(-child.pid, 'SIGINT')
      await exited
    },
  }
}

/**
 * Runs a block to its end.
 *
 * @returns what it printed on standard output
 * @throws Error with all of it when it fails
 */
export async function runShell(code: string, cwd: string, env: Record<string, string> = {}): Promise<string> {
  const { exited, stdout, stderr } = startShell(code, cwd, env)
  const status = await exited
  if (status !== 0) throw new Error(`exit code ${status}: ${stderr()}${stdout()}`)
  return stdout()
}
