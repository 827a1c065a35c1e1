import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from './process.ts'

/** Runs once before the tests of a project: what the server serves below `/inbox` is that of this code. */
export async function setup(): Promise<void> {
  await promisify(execFile)(process.execPath, [join(root, 'scripts/inbox.ts')], { cwd: root })
}
