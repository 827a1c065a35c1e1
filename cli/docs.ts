import { cpSync, existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { StartError } from '../server/errors/start-error.ts'
import { docsFolder } from '../server/places.ts'

/** `docs`: the rendered contracts as files. */
export function docsCommand(): Command {
  return new Command('docs')
    .description('tell where the rendered contracts are, or copy them')
    .option('--out <folder>', 'copy them there; each page is one file that needs no network')
    .option('--json', 'print one JSON object')
    .action(options => {
      if (!existsSync(join(docsFolder, 'index.html')))
        throw new StartError('The docs are not rendered yet. Run: npm run docs')
      const folder = options.out === undefined ? docsFolder : resolve(options.out)
      if (options.out !== undefined) cpSync(docsFolder, folder, { recursive: true })
      const index = join(folder, 'index.html')
      process.stdout.write(`${options.json ? JSON.stringify({ folder, index }) : index}\n`)
    })
}
