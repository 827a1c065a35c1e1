/** How long the server takes to its first answer. */
import { join } from 'node:path'
import { server, temporaryFolder } from './contestants.ts'
import { median } from './figures.ts'
import { startProcess } from './processes.ts'
import type { Progress } from './progress.ts'

/** Milliseconds from the start of the process to the first 200 of `/healthz`, with a database that is there. */
export async function measureStartup(starts: number, progress: Progress): Promise<number> {
  const folder = temporaryFolder()
  try {
    const times: number[] = []
    // The first start makes the database and does not count.
    for (let start = 0; start <= starts; start++) {
      progress(`start ${start} of ${starts}`)
      const process = await startProcess(server(`sqlite:${join(folder.path, 'bench.db')}`))
      if (start > 0) times.push(process.startedIn)
      await process.stop()
    }
    return median(times)
  } finally {
    folder.remove()
  }
}
