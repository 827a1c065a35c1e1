import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { environment } from './environment.ts'
import { watchPrinted } from './secrets.ts'

export const root = fileURLToPath(new URL('../../', import.meta.url))

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'conversation-contracts-'))

export interface ServerProcess {
  url: string
  mockUrl: string | undefined
  child: ChildProcess
  stdout(): string
  stderr(): string
  /** Sends the signal and resolves with the exit code when the process is gone; null when the signal ended it. */
  kill(signal: NodeJS.Signals): Promise<number | null>
}

/** Sets how large a file of that process may become, in bytes (prlimit(1), of Debian's util-linux). */
export function limitFiles({ child }: Pick<ServerProcess, 'child'>, bytes: string): void {
  execFileSync('prlimit', [`--pid=${child.pid}`, `--fsize=${bytes}:unlimited`])
}

/** Runs `node <script> <args>` with these variables beside those of the machine. */
export function runScript(
  script: string,
  env: Record<string, string>,
  cwd = root,
  args: readonly string[] = [],
) {
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd,
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  watchPrinted(child, env)
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', chunk => {
    stdout += chunk
  })
  child.stderr.on('data', chunk => {
    stderr += chunk
  })
  const exited = once(child, 'close').then(([code]) => code as number | null) // the event's first argument
  return { child, exited, stdout: () => stdout, stderr: () => stderr }
}

/** What `npm start` runs, with these environment variables. */
export const runServer = (env: Record<string, string>) => runScript('cli/main.js', env, root, ['serve'])

/** What `npm start` runs, as a process of its own; resolves when the banner is printed. */
export async function startServerProcess(env: Record<string, string>): Promise<ServerProcess> {
  const { child, exited, stdout, stderr } = runServer({
    PORT: '0',
    MOCK_PORT: '0',
    LOG_LEVEL: 'warn',
    ...env,
  })
  let code: number | null | undefined
  void exited.then(exit => {
    code = exit
  })
  const deadline = Date.now() + 60_000
  while (!stdout().includes('curl')) {
    if (code !== undefined || Date.now() > deadline) {
      child.kill('SIGKILL')
      throw new Error(`the server did not start (${code}): ${stderr()}${stdout()}`)
    }
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  const address = (name: string) => new RegExp(`${name} +(http://\\S+)`).exec(stdout())?.[1]
  return {
    url: address('server') ?? '',
    mockUrl: address('mock'),
    child,
    stdout,
    stderr,
    async kill(signal) {
      child.kill(signal)
      return await exited
    },
  }
}
