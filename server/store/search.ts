import type { Kysely, RawBuilder, SqlBool } from 'kysely'
import type { Database } from './tables/index.ts'

/** A text that is found by its words: a message, or the subject of a conversation. */
type Text = { conversationId: number; messageId?: number }

/**
 * The port to the engine's full-text index. Both find whole words; what a word is, `wordsOf` decides for both, and
 * gives them nothing but letters and digits.
 */
export interface Search {
  /**
   * Makes a text findable that was not before.
   *
   * @param text the message, or without one the subject of the conversation
   * @param words as `wordsOf` gives them
   */
  add(db: Kysely<Database>, text: Text, words: string): Promise<void>
  remove(db: Kysely<Database>, text: Text): Promise<void>
  /** Whether the text with that key is findable, as a condition. */
  isKept(key: RawBuilder<number>): RawBuilder<SqlBool>
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

/** The key of a text in an index of both engines: a message's own number, a subject's is that of its conversation, negated. */
export const keyOf = ({ conversationId, messageId }: Text): number => messageId ?? -conversationId
