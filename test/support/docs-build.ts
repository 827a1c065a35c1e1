import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from './process.ts'

/** Runs once before the tests of a project: `dist/docs` is made of this code and these contracts. */
export async function setup(): Promise<void> {
  await promisify(execFile)(process.execPath, [join(root, 'scripts/docs.ts')], { cwd: root })
}
