import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { watch as watchFiles } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { systemClock } from '../server/clock.ts'
import { StartError } from '../server/errors/start-error.ts'
import { isBuilt } from '../server/places.ts'

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))

/** Editors write a file in several steps; in milliseconds. */
const QUIET = 150

/**
 * Runs the command line with these arguments, and anew with what `npm run generate` makes of `openapi/` whenever
 * something in it changes. While it is wrong, the last contract that was right is served.
 *
 * @throws StartError in the package, where there is nothing to watch
 */
export async function watch(commandLine: string[]): Promise<void> {
  if (isBuilt)
    throw new StartError('--watch: the contracts are not written in the package; it works in the repository.')
  const say = (text: string) => process.stderr.write(`${text}\n`)
  const start = () => spawn(process.execPath, [at('cli/main.js'), ...commandLine], { stdio: 'inherit' })
  let child: ChildProcess = start()
  let cancel = () => {}
  let [isBusy, isAgain] = [false, false]

  async function reload(): Promise<void> {
    if (isBusy) {
      isAgain = true
      return
    }
    isBusy = true
    const generate = spawn(process.execPath, [at('scripts/generate.ts')], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const [code] = await once(generate, 'close')
    if (code === 0) {
      await ended(child)
      child = start()
      say('mock: read openapi/ again.')
    } else say('mock: the contract is not right; the last one that was is served.')
    isBusy = false
    if (isAgain) {
      isAgain = false
      await reload()
    }
  }

  const watcher = watchFiles(at('openapi'), { recursive: true }, () => {
    cancel()
    cancel = systemClock.after(QUIET, () => void reload())
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, async () => {
      watcher.close()
      await ended(child)
      process.exit(0)
    })
  }
}

/** Stops a process and waits until it is gone. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const closed = once(child, 'exit')
  child.kill('SIGTERM')
  await closed
}
