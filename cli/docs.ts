import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { type Run, readEvidence } from '../scripts/docs/evidence.ts'
import { type Contract, renderFidelity } from '../scripts/docs/fidelity.ts'
import { spreadProvenance } from '../scripts/docs/provenance.ts'
import { apis } from '../server/apis/apis.ts'
import { StartError } from '../server/errors/start-error.ts'
import { docsFolder } from '../server/places.ts'

/** `docs`: the rendered contracts as files. */
export function docsCommand(): Command {
  return new Command('docs')
    .description('tell where the rendered contracts are, or copy them')
    .option('--out <folder>', 'copy them there; each page is one file that needs no network')
    .option('--evidence <file>', 'show on the fidelity page of the copy what verify --record wrote', collect)
    .option('--json', 'print one JSON object')
    .action(options => {
      if (!existsSync(join(docsFolder, 'index.html')))
        throw new StartError('The docs are not rendered yet. Run: npm run docs')
      const folder = options.out === undefined ? docsFolder : resolve(options.out)
      const runs = evidenceOf(options.evidence)
      if (runs && options.out === undefined)
        throw new StartError('--evidence needs --out: the page is written in a copy of the docs.')
      if (options.out !== undefined) cpSync(docsFolder, folder, { recursive: true })
      if (runs) writeFileSync(join(folder, 'fidelity.html'), renderFidelity(contracts(), runs))
      const index = join(folder, 'index.html')
      process.stdout.write(`${options.json ? JSON.stringify({ folder, index }) : index}\n`)
    })
}

const collect = (text: string, before: string[] = []): string[] => [...before, text]

/** @throws StartError for a file that is none of verify's */
function evidenceOf(files: string[] | undefined): Run[] | undefined {
  try {
    return files?.flatMap(readEvidence)
  } catch (error) {
    throw new StartError(error instanceof Error ? error.message : String(error))
  }
}

/** As they stand beside the rendered pages. */
const contracts = (): Contract[] =>
  Object.keys(apis).map(name => ({
    name,
    document: spreadProvenance(JSON.parse(readFileSync(join(docsFolder, `${name}.json`), 'utf8'))),
  }))
