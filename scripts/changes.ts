/**
 * Prints what has changed in the contracts since the last release: `npm run changes`. With `-- --check` it prints
 * nothing else than what the version or CHANGELOG.md lacks, and fails for that.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { judgeChanges } from './changes/judge.ts'

const repository = join(import.meta.dirname, '..')

const main = async (): Promise<number> => {
  const { check } = parseArgs({ options: { check: { type: 'boolean', default: false } } }).values
  const { release, version, changes, problems } = await judgeChanges(repository)
  if (!check) {
    for (const { api, impact, message } of changes) console.log(`${impact.padEnd(5)} ${api}: ${message}`)
    console.log(
      `changes: ${changes.length} since ${release ?? 'the beginning'}; package.json says ${version}.`,
    )
  }
  for (const problem of problems) console.error(`changes: ${problem}`)
  return problems.length === 0 ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(`changes: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
