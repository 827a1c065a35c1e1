import { existsSync, readFileSync, rmSync } from 'node:fs'
import { FOUND } from './secrets.ts'

/** After all tests of a project: fails the run where one of our programs has printed a secret. */
export function teardown(): void {
  if (!existsSync(FOUND)) return
  const found = readFileSync(FOUND, 'utf8')
  rmSync(FOUND)
  throw new Error(`secrets were printed (test/support/secrets.ts says what is one):\n${found}`)
}
