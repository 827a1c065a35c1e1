/** A shell that stays open, into which one block after another is pasted. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { environment } from './environment.ts'
import { watchPrinted } from './secrets.ts'
import { until } from './until.ts'

export interface Terminal {
  /** Resolves when the block has run; what it left in the background goes on. */
  paste(block: string): Promise<void>
  /**
   * Resolves with what was printed since the last time, once that is as expected.
   *
   * @param isIt told all of it
   */
  printed(isIt: (output: string) => boolean): Promise<string>
  /** Ends it, with all that was started in it. */
  close(): Promise<void>
}

/** @param cwd where it is opened; blocks are kept there */
export function openTerminal(cwd: string, env: Record<string, string>): Terminal {
  const child = spawn('bash', [], {
    cwd,
    env: environment({ PATH: `${dirname(process.execPath)}:${process.env.PATH}`, ...env }),
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    detached: true, // a group of its own, as a terminal makes it
  })
  watchPrinted({ stderr: child.stderr }, env)
  let [output, complaints, done] = ['', '', '']
  child.stdout.on('data', chunk => {
    output += chunk
  })
  child.stderr.on('data', chunk => {
    complaints += chunk
  })
  ;(child.stdio[3] as Readable).on('data', chunk => {
    done += chunk
  })
  const closed = once(child, 'close')
  let pasted = 0
  return {
    async paste(block) {
      const file = `.pasted-${++pasted}.sh`
      writeFileSync(join(cwd, file), block)
      child.stdin.write(`. ./${file} < /dev/null; echo ${file} >&3\n`)
      await until(async () => done.includes(`${file}\n`) || undefined, 50_000)
    },
    async printed(isIt) {
      try {
        await until(async () => isIt(output) || undefined)
      } catch {
        // Who asked tells what was wrong with it.
        output += complaints
      }
      const printed = output
      output = ''
      return printed
    },
    async close() {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      await closed
    },
  }
}
