import { systemClock } from '../clock.ts'
import { startedByNpm } from '../config.ts'
import { StartError } from '../errors/start-error.ts'

interface Running {
  url: string
  stop(): Promise<void>
  /** What to print for people once it runs. */
  banner: string
}

/** Read first of all: the parent may end while the server still starts. */
const parent = process.ppid

/** Said to a parent process when the child serves, or cannot. */
export type StartReport = { url: string } | { error: string }

/**
 * Runs a server as a process: prints the banner, or one clear line and exit code 1; stops on SIGINT and SIGTERM,
 * and with its parent when it has one.
 */
export async function run(start: () => Promise<Running>): Promise<void> {
  let running: Running
  try {
    running = await start()
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    if (process.send) process.send({ error: error.message } satisfies StartReport)
    else process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await running.stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.on(signal, stop)
  if (process.send && !process.connected) await stop()
  if (startedByNpm()) whenParentEnds(stop)
  if (process.send) process.send({ url: running.url } satisfies StartReport)
  else process.stdout.write(running.banner)
}

/** npm sends its signals to a shell, which ends without passing them on. */
function whenParentEnds(stop: () => void): void {
  const look = () => {
    if (process.ppid === parent) systemClock.after(250, look)
    else stop()
  }
  look()
}
