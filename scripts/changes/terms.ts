/**
 * The terms of a contract that stand in extensions: the scopes that an operation needs, sizes, rate limits.
 * `redocly diff` looks into no list or object of an extension, and takes a number there for a patch.
 */
import { nameOf } from './describe.ts'

type Terms = Map<string, { place: string[]; term: string; value: number | string[] }>
export type TermChange = { impact: 'major' | 'minor'; message: string }

/** @param key a key, or a JSON Pointer that ends with it */
export const isTerm = (key: string): boolean => /(^|\/)x-(required-scopes|rate-limits|max-[^/]+)$/.test(key)

/** What stands in both documents and has other terms in the second: `major` where they are harder to meet. */
export const compareTerms = (base: object, revision: object): TermChange[] => {
  const [before, after] = [termsOf(base), termsOf(revision)]
  return [...new Set([...before.keys(), ...after.keys()])].flatMap(pointer => {
    const [old, now] = [before.get(pointer), after.get(pointer)]
    const { place = [], term = '' } = old ?? now ?? {}
    // What came or went as a whole is told as such.
    if (![base, revision].every(document => exists(document, place))) return []
    if (String(old?.value) === String(now?.value)) return []
    const impact = isHarder(old?.value, now?.value) ? 'major' : 'minor'
    const text = `\`${term}\` of ${nameOf(place)} changed from ${said(old?.value)} to ${said(now?.value)}.`
    return [{ impact, message: text }]
  })
}

const said = (value: number | string[] | undefined): string => (value === undefined ? 'none' : String(value))

const isHarder = (old: number | string[] | undefined, now: number | string[] | undefined): boolean => {
  if (now === undefined) return false
  if (typeof now === 'number') return now < (typeof old === 'number' ? old : Number.POSITIVE_INFINITY)
  return now.some(scope => !(Array.isArray(old) && old.includes(scope)))
}

const termsOf = (document: object): Terms => {
  const terms: Terms = new Map()
  const keep = (place: string[], term: string, value: unknown): void => {
    if (typeof value === 'number' || Array.isArray(value))
      terms.set(pointerOf([...place, ...term.split(' ')]), { place, term, value })
    else for (const [key, inner] of Object.entries(value ?? {})) keep(place, `${term} ${key}`, inner)
  }
  const visit = (node: unknown, place: string[]): void => {
    if (typeof node !== 'object' || node === null) return
    for (const [key, value] of Object.entries(node)) {
      if (isTerm(key)) keep(place, key, value)
      else visit(value, [...place, key])
    }
  }
  visit(document, [])
  return terms
}

const pointerOf = (place: readonly string[]): string =>
  `#/${place.map(key => key.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`

const exists = (document: object, place: readonly string[]): boolean =>
  place.reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document) !==
  undefined
