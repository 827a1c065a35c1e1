import { eld } from 'eld/extrasmall'

/** How much is looked at, in characters: more changes nothing. */
const MAX_LOOKED_AT = 2_000
/** With fewer letters nobody can tell. Other scripts than the Latin one say more with each. */
const MIN_LETTERS = { latin: 10, other: 4 }

/**
 * The language that a text is written in.
 *
 * @param text plain; lines that quote another mail, addresses and links are passed over
 * @returns ISO 639-1, such as `en`; null when it is too short or not sure
 */
export function detectLanguage(text: string): string | null {
  const words = text
    .slice(0, 10 * MAX_LOOKED_AT)
    .replace(/^>.*$/gm, ' ')
    .replace(/\S+/g, word => (word.includes('@') ? ' ' : word.replace(/\b\w{2,12}:\/\/.*/, ' ')))
    .replace(/[^\p{L}\p{M}'’]+/gu, ' ')
    .trim()
    .slice(0, MAX_LOOKED_AT)
  const letters = words.match(/\p{L}/gu)?.length ?? 0
  const others = words.match(/(?!\p{Script=Latin})\p{L}/gu)?.length ?? 0
  if (letters < MIN_LETTERS.latin && others < MIN_LETTERS.other) return null
  const found = eld.detect(words)
  return found.isReliable() && /^[a-z]{2}$/.test(found.language) ? found.language : null
}
