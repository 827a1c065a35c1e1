/**
 * Keeps the contracts of the version in package.json as those of the last release, in place of an earlier one's:
 * `npm run release`, once the version is published. With `-- --again` it writes those of the same version anew.
 */
import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { lte } from 'semver'
import { readChangelog } from './changes/changelog.ts'
import { lastRelease, RELEASES } from './changes/compare.ts'
import { judgeChanges } from './changes/judge.ts'
import { readManifest } from './manifest.ts'

const repository = join(import.meta.dirname, '..')

const main = async (): Promise<void> => {
  const { again } = parseArgs({ options: { again: { type: 'boolean', default: false } } }).values
  const { version, problems } = await judgeChanges(repository)
  const last = lastRelease(repository)
  const isAgain = again && last === version
  if (last !== undefined && lte(version, last) && !isAgain)
    throw new Error(`${last} is released. Set a later version in package.json, ${version} now.`)
  if (problems.length > 0 && !isAgain) throw new Error(problems.join('\n'))
  const changelog = readChangelog(readFileSync(join(repository, 'CHANGELOG.md'), 'utf8'))
  if (changelog.find(section => section.version === version)?.date === undefined)
    throw new Error(`CHANGELOG.md has no heading "## [${version}] - " with the day of the release.`)
  rmSync(join(repository, RELEASES), { recursive: true, force: true })
  const folder = join(RELEASES, version)
  mkdirSync(join(repository, folder), { recursive: true })
  for (const api of readManifest(repository))
    copyFileSync(join(repository, api.folder, 'openapi.json'), join(repository, folder, `${api.name}.json`))
  console.log(`release: the contracts of ${version} are in ${folder}. Commit them.`)
}

try {
  await main()
} catch (error) {
  console.error(`release: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
