/** What has changed in the contracts since the last release, as `redocly diff` and `terms.ts` tell it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rcompare, valid } from 'semver'
import { readManifest } from '../manifest.ts'
import { redoclyOutput } from '../redocly.ts'
import { describeChange, type RedoclyChange } from './describe.ts'
import { compareTerms, isTerm } from './terms.ts'

/** The part of a version that a release with the change must raise; `patch` is a text or an example. */
export type Impact = 'major' | 'minor' | 'patch'
export type Change = { readonly api: string; readonly impact: Impact; readonly message: string }

/** Holds a folder with the contracts of the last release, named for its version. */
export const RELEASES = 'openapi/releases'

/** @returns the version of the last release; undefined before the first one */
export const lastRelease = (repository: string): string | undefined => {
  const folder = join(repository, RELEASES)
  return existsSync(folder)
    ? readdirSync(folder)
        .filter(name => valid(name))
        .sort(rcompare)[0]
    : undefined
}

/** @throws Error with what `redocly diff` says, when it cannot compare */
export const changesSince = async (repository: string, release: string): Promise<Change[]> => {
  const kept = join(RELEASES, release)
  const before = readdirSync(join(repository, kept)).map(file => file.replace('.json', ''))
  const now = readManifest(repository)
  const gone = before.filter(name => !now.some(api => api.name === name))
  const perApi = now.map(async ({ name, folder }): Promise<Change[]> => {
    if (!before.includes(name)) return [{ api: name, impact: 'minor', message: 'The contract is new.' }]
    const found = await compare(repository, join(kept, `${name}.json`), join(folder, 'openapi.json'))
    return found.map(change => ({ api: name, ...change }))
  })
  return [
    ...gone.map(api => ({ api, impact: 'major' as const, message: 'The contract was removed.' })),
    ...(await Promise.all(perApi)).flat(),
  ]
}

const compare = async (
  repository: string,
  base: string,
  revision: string,
): Promise<Omit<Change, 'api'>[]> => {
  const [old = '', current = ''] = [base, revision].map(file => readFileSync(join(repository, file), 'utf8'))
  if (old === current) return []
  const args = ['diff', base, revision, '--format', 'json', '--fail-on', 'none']
  const { failed, stdout, stderr } = await redoclyOutput(repository, args)
  if (failed) throw new Error(`redocly diff failed.\n${stderr.trim()}`)
  const { changes } = JSON.parse(stdout) as { changes: RedoclyChange[] }
  return [
    ...compareTerms(JSON.parse(old), JSON.parse(current)),
    ...changes.filter(({ path, property }) => !isTerm(property ?? path)).map(describeChange),
  ]
}
