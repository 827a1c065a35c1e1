/** What has changed, as Markdown: in the contracts since the last release, and in each version by CHANGELOG.md. */
import { readChangelog, type Section } from '../changes/changelog.ts'
import type { Change } from '../changes/compare.ts'

/**
 * @param release the version of the last release; undefined before the first one
 * @param changes what has changed in the contracts since then
 * @param titles name of an API → its title
 */
export const renderChanges = (
  changelog: string,
  release: string | undefined,
  changes: readonly Change[],
  titles: ReadonlyMap<string, string>,
): string =>
  `${['# What has changed', ...contractsText(release, changes, titles), ...readChangelog(changelog).map(versionText)].join('\n\n')}\n`

const contractsText = (
  release: string | undefined,
  changes: readonly Change[],
  titles: ReadonlyMap<string, string>,
): string[] => {
  if (release === undefined) return []
  const heading = `## The contracts since ${release}`
  if (changes.length === 0) return [heading, `Nothing has changed in the contracts since ${release}.`]
  return [
    heading,
    ...[...Map.groupBy(changes, ({ api }) => api)].flatMap(([api, ofApi]) => [
      `### ${titles.get(api) ?? api}`,
      ...listed('Breaks callers:', ofApi, 'major'),
      ...listed('New:', ofApi, 'minor'),
      ...others(ofApi.filter(({ impact }) => impact === 'patch').length),
    ]),
  ]
}

const listed = (lead: string, changes: readonly Change[], impact: Change['impact']): string[] => {
  const messages = changes.filter(change => change.impact === impact).map(({ message }) => `- ${message}`)
  return messages.length === 0 ? [] : [lead, messages.join('\n')]
}

const others = (count: number): string[] =>
  count === 0 ? [] : [`Other texts, examples and the like: ${count}.`]

const versionText = ({ version, date, text }: Section): string =>
  `## ${version}${date === undefined ? '' : ` (${date})`}\n\n${text}`
