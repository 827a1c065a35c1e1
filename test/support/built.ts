import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from './process.ts'

/** Runs a script of this repository once in a run of the tests, for whichever projects need what it writes. */
export async function build(script: string): Promise<void> {
  const built = process.env.TEST_RUN_BUILT?.split(' ') ?? []
  if (built.includes(script)) return
  process.env.TEST_RUN_BUILT = [...built, script].join(' ')
  await promisify(execFile)(process.execPath, [join(root, script)], { cwd: root })
}
