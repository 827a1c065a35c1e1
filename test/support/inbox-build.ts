import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from './process.ts'

/** Before the tests of each project, once for all of them: what the server serves below `/inbox` is that of this code. */
export async function setup(): Promise<void> {
  if (process.env.INBOX_BUILT_BY === String(process.pid)) return
  process.env.INBOX_BUILT_BY = String(process.pid)
  await promisify(execFile)(process.execPath, [join(root, 'scripts/inbox.ts')], { cwd: root })
}
