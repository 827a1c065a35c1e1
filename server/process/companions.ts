import { type ChildProcess, fork } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { StartError } from '../errors/start-error.ts'
import { docsFolder, inboxFolder, isBuilt, scriptOf } from '../places.ts'
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

/** What a page is made from, and by which script; the lock file tells the version of what makes it. */
const pages = {
  docs: {
    sources: ['docs', 'examples', 'generated', 'openapi/workflows', 'scripts', 'package-lock.json'],
    script: 'scripts/docs.ts',
    /** Written last. */
    stamp: join(docsFolder, '.stamps.json'),
  },
  inbox: {
    sources: ['generated', 'inbox', 'package-lock.json'],
    script: 'scripts/inbox.ts',
    stamp: join(inboxFolder, 'index.html'),
  },
}

/** Whether nothing that it is made from was changed since it was built. */
function isFresh({ sources, stamp }: (typeof pages)[keyof typeof pages]): boolean {
  try {
    const { mtimeMs } = statSync(stamp)
    return sources.map(scriptOf).every(path => lastChange(path) < mtimeMs)
  } catch {
    return false // It never was.
  }
}

function lastChange(path: string): number {
  const stats = statSync(path)
  const within = stats.isDirectory() ? readdirSync(path).map(name => lastChange(join(path, name))) : []
  return Math.max(stats.mtimeMs, ...within)
}

/** Builds a page in the background, where it is not up to date. What is published has it. */
export function build(name: keyof typeof pages, logger: Logger): { stop(): void } {
  const page = pages[name]
  if (isBuilt || isFresh(page)) return { stop() {} }
  const child = fork(scriptOf(page.script), { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  const said: Buffer[] = []
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk))
  child.once('exit', (code, signal) => {
    if (code) logger.warn({ reason: Buffer.concat(said).toString().trim() }, `the ${name} could not be built`)
    else if (!signal) logger.debug(`the ${name} is up to date`)
  })
  return { stop: () => void child.kill('SIGTERM') }
}

const end = (child: ChildProcess) =>
  new Promise<void>(resolve => {
    child.once('exit', () => resolve())
  })
