/** A change that `redocly diff --format json` lists, in a sentence. */
import type { Impact } from './compare.ts'

type Side = { pointer: string; value?: unknown }
export type RedoclyChange = {
  /** JSON Pointer from the root through every `$ref`. */
  path: string
  typeName: string
  kind: 'added' | 'removed' | 'modified'
  impact: Impact
  /** What the rules say against it; none when no rule forbids it. */
  verdicts: { message: string }[]
  property?: string
  base?: Side
  revision?: Side
}

export const describeChange = (change: RedoclyChange): { impact: Impact; message: string } => ({
  impact: change.impact,
  message: change.verdicts.map(({ message }) => message).join(' ') || sentence(change),
})

const sentence = ({ path, typeName, kind, property, base, revision }: RedoclyChange): string => {
  const side = revision ?? base
  const place = segmentsOf(side?.pointer ?? path)
  if (property !== undefined) return `\`${property}\` of ${nameOf(trim(place, property))} changed.`
  if (typeName === 'PathItem' || typeName === 'Operation')
    return `${nameOf(place).replace(/^the/, 'The')} was ${kind}.`
  const what = place.at(-2) === 'properties' ? 'Property' : typeName
  const key = place.at(-1) ?? ''
  const { name = key, url = name } = (side?.value ?? {}) as { name?: string; url?: string }
  const label = ['Parameter', 'Tag', 'Server'].includes(typeName) ? url : key
  return `${what} \`${label}\` of ${nameOf(place.slice(0, -1))} was ${kind}.`
}

/** Redocly points at the property where it is there, at its holder where it is not. */
const trim = (place: string[], property: string): string[] =>
  place.at(-1) === property ? place.slice(0, -1) : place

const segmentsOf = (pointer: string): string[] =>
  pointer
    .replace(/^#?\//, '')
    .split('/')
    .map(part => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))

/** Words of a document that lead to a thing and are no part of its name. */
const BETWEEN = new Set([
  'components',
  'schemas',
  'parameters',
  'headers',
  'responses',
  'properties',
  'schema',
])

/** @param place the keys that lead to a node, from the root of the document */
export const nameOf = ([section = '', ...place]: readonly string[]): string => {
  if (section === 'paths') return within(place.slice(2), `\`${verb(place[1])}${place[0]}\``)
  if (section === 'webhooks') return within(place.slice(2), `the event \`${place[0]}\``)
  return within([section, ...place], 'the document')
}

const verb = (method: string | undefined): string => (method === undefined ? '' : `${method.toUpperCase()} `)

const within = (place: readonly string[], holder: string): string => {
  const named = place.filter(key => !BETWEEN.has(key)).join('.')
  if (named === '') return holder
  return holder === 'the document' ? `\`${named}\`` : `\`${named}\` of ${holder}`
}
