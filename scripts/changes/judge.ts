/** Whether the version and CHANGELOG.md say what has changed in the contracts since the last release. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inc, lt } from 'semver'
import { entriesOf, readChangelog } from './changelog.ts'
import { type Change, changesSince, type Impact, lastRelease } from './compare.ts'

export type Judgement = {
  /** The version of the last release; undefined before the first one. */
  readonly release: string | undefined
  /** The version in package.json. */
  readonly version: string
  readonly changes: readonly Change[]
  /** Each a sentence or more for whoever made the change; none when all is well. */
  readonly problems: readonly string[]
}

/** @param repository absolute path of the folder that holds package.json */
export const judgeChanges = async (repository: string): Promise<Judgement> => {
  const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
    version: string
  }
  const release = lastRelease(repository)
  if (release === undefined) return { release, version, changes: [], problems: [] }
  const changes = await changesSince(repository, release)
  const changelog = readFileSync(join(repository, 'CHANGELOG.md'), 'utf8')
  return { release, version, changes, problems: findProblems(release, changes, version, changelog) }
}

/**
 * A breaking change asks for the next major version, an addition for the next minor one, and each for an entry of
 * CHANGELOG.md in the section of that version that names the API; the entry of a breaking change says **Breaking**.
 */
export const findProblems = (
  release: string,
  changes: readonly Change[],
  version: string,
  changelog: string,
): string[] => {
  const section = readChangelog(changelog).find(section => section.version === version)
  const entries = section === undefined ? [] : entriesOf(section)
  return [...Map.groupBy(changes, ({ api }) => api)].flatMap(([api, ofApi]) => {
    const impact = heaviest(ofApi)
    if (impact === 'patch') return []
    const needed = inc(release, impact) ?? release
    const isTold = entries.some(entry => names(entry, api) && (impact === 'minor' || /breaking/i.test(entry)))
    const lacks = lt(version, needed)
      ? `Set the version in package.json, ${version} now, to ${needed}.`
      : `CHANGELOG.md lacks a line in its section [${version}]: - ${impact === 'major' ? '**Breaking:** ' : ''}${api} …`
    if (isTold && !lt(version, needed)) return []
    const listed = ofApi.filter(change => change.impact === impact).map(({ message }) => `  ${message}`)
    const what = impact === 'major' ? 'breaks its callers' : 'has something new'
    return [[`${api} ${what} since ${release}:`, ...listed, lacks].join('\n')]
  })
}

const names = (entry: string, api: string): boolean => entry.toLowerCase().includes(api)

const heaviest = (changes: readonly Change[]): Impact =>
  (['major', 'minor'] as const).find(impact => changes.some(change => change.impact === impact)) ?? 'patch'
