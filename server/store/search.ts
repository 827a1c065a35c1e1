import type { Kysely, RawBuilder } from 'kysely'
import type { Database } from './tables/index.ts'

/** A text that is found by its words: a message by its id, the subject of a conversation by its negated id. */
interface SearchDocument {
  id: number
  conversationId: number
  /** Words as `wordsOf` gives them. */
  words: string
}

/**
 * The port to the engine's full-text index. Both find whole words; what a word is, `wordsOf` decides for both, and
 * gives them nothing but letters and digits.
 */
export interface Search {
  /** Makes it findable; nothing else has the id. */
  add(db: Kysely<Database>, document: SearchDocument): Promise<void>
  remove(db: Kysely<Database>, ids: readonly number[]): Promise<void>
  /** A subquery of the ids of the conversations that hold these words, one after the other, in one of their texts. */
  conversationsWith(words: string): RawBuilder<number>
}

/** As far into a text as words are looked for, in characters. */
const MOST = 65_536
/** Longer words are cut: no word that a person looks for is. */
const LONGEST = 100
const TOO_LONG = new RegExp(`((?:^| )[^ ]{${LONGEST}})[^ ]+`, 'g')

/**
 * The words of a text, in lower case and compatibility form (UAX #15, NFKC), in their order, a space between two; empty
 * when it has none.
 */
export const wordsOf = (text: string): string =>
  text
    .slice(0, MOST)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
    .replace(TOO_LONG, '$1')
