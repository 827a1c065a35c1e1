/**
 * Writes the inbox, and the script of the page at `/`, to dist/inbox: `npm run inbox`. `-- --out <folder>` writes to
 * another folder.
 */
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildInbox } from './build/inbox.ts'

const { out } = parseArgs({ options: { out: { type: 'string' } } }).values
try {
  await buildInbox(join(import.meta.dirname, '..'), out && resolve(out))
  console.log(`inbox: ${out ?? 'dist/inbox'} is ready.`)
} catch (error) {
  console.error(`inbox: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
