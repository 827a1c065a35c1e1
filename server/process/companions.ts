import { type ChildProcess, fork } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { StartError } from '../errors/start-error.ts'
import { docsFolder, isBuilt, scriptOf } from '../places.ts'
import type { StartReport } from './run.ts'

/**
 * Starts the mock beside the server, in a process of its own that ends with this one.
 *
 * @returns its address
 * @throws StartError when it cannot listen
 */
export async function startMockProcess(): Promise<{ url: string; stop(): Promise<void> }> {
  const child = fork(scriptOf('mock/main.js'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const ended = end(child)
  const report = await Promise.race([
    new Promise<StartReport>(resolve => {
      child.once('message', message => resolve(message as StartReport)) // `run` sends nothing else
    }),
    ended.then((): StartReport => ({ error: 'the mock ended before it served; see the lines above' })),
  ])
  if ('error' in report) throw new StartError(report.error)
  return {
    url: report.url,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** What the docs are made from; the lock file tells the version of what renders them. */
const SOURCES = ['generated', 'scripts', 'package-lock.json']

/** Whether nothing that they are made from was changed since they were rendered. */
function areRendered(): boolean {
  try {
    const { mtimeMs } = statSync(join(docsFolder, '.stamps.json'))
    return SOURCES.map(scriptOf).every(path => lastChange(path) < mtimeMs)
  } catch {
    return false // They never were.
  }
}

function lastChange(path: string): number {
  const stats = statSync(path)
  const within = stats.isDirectory() ? readdirSync(path).map(name => lastChange(join(path, name))) : []
  return Math.max(stats.mtimeMs, ...within)
}

/** Renders the docs in the background, where they are not up to date. */
export function renderDocs(logger: Logger): { stop(): void } {
  if (isBuilt || areRendered()) return { stop() {} }
  const child = fork(scriptOf('scripts/docs.ts'), { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  const said: Buffer[] = []
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk))
  child.once('exit', (code, signal) => {
    if (code)
      logger.error({ reason: Buffer.concat(said).toString().trim() }, 'the docs could not be rendered')
    else if (!signal) logger.debug('the docs are up to date')
  })
  return { stop: () => void child.kill('SIGTERM') }
}

const end = (child: ChildProcess) =>
  new Promise<void>(resolve => {
    child.once('exit', () => resolve())
  })
