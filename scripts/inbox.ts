/**
 * Writes the inbox, and the script of the page at `/`, to dist/inbox: `npm run inbox`. `-- --out <folder>` writes to
 * another folder.
 */
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'vite'

const repository = join(import.meta.dirname, '..')

const { out } = parseArgs({ options: { out: { type: 'string' } } }).values
try {
  await build({
    configFile: join(repository, 'inbox', 'vite.config.ts'),
    ...(out === undefined ? {} : { build: { outDir: resolve(out) } }),
  })
  console.log(`inbox: ${out ?? 'dist/inbox'} is ready.`)
} catch (error) {
  console.error(`inbox: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
