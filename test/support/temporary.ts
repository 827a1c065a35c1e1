import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const RUN = 'TEST_RUN_FOLDER'

/** Gives a run of the tests, with every process that it starts, a temporary folder of its own, which is gone afterwards. */
export function useTemporaryFolder(): void {
  if (process.env[RUN] !== undefined) return
  const folder = mkdtempSync(join(tmpdir(), 'conversation-contracts-'))
  // PostgreSQL runs as another user where the tests run as root.
  chmodSync(folder, 0o755)
  process.env[RUN] = folder
  process.env.TMPDIR = folder
  // Compilers and our own programs run dozens of times: each takes what the one before it has compiled.
  process.env.NODE_COMPILE_CACHE = join(folder, 'compiled')
  process.once('exit', () => removeLater(folder))
}

/** Removes a folder in the background, also when this process ends: the databases of a run are many thousand files. */
export function removeLater(folder: string): void {
  spawn('rm', ['-rf', folder], { detached: true, stdio: 'ignore' }).unref()
}
