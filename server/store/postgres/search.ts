import { sql } from 'kysely'
import { prepared } from '../prepared.ts'
import { keyOf, type Search } from '../search.ts'

type Value = (name: 'key' | 'conversationId' | 'body') => unknown

const insertFrom = (value: Value) =>
  sql`insert into search_document (id, conversation_id, body)
    select ${value('key')}, ${value('conversationId')}, ${value('body')}::tsvector`

const insert = prepared<{ key: number; conversationId: number; body: string }, unknown>(
  (db, value) => ({ compile: () => insertFrom(value).compile(db) }),
  (_db, given, value) => sql`${insertFrom(value)} from ${given}`,
)

/*
 * Written as PostgreSQL writes them (section 8.11, "Text Search Types"): what a word is has been decided, and to have its
 * parser find them again takes fifteen times as long. Nothing in a word needs an escape.
 */

/** `'here':3 'it':1,4 'is':2` */
function vectorOf(words: string): string {
  const places = new Map<string, number[]>()
  for (const [index, word] of (words === '' ? [] : words.split(' ')).entries()) {
    const known = places.get(word)
    if (known) known.push(index + 1)
    else places.set(word, [index + 1])
  }
  return [...places].map(([word, at]) => `'${word}':${at.join()}`).join(' ')
}

/** `'it' <-> 'is'` */
const phraseOf = (words: string): string =>
  words
    .split(' ')
    .map(word => `'${word}'`)
    .join(' <-> ')

/** The index is a column of words, as they are, with their places. */
export const postgresSearch: Search = {
  async add(db, text, words) {
    await insert(db, { key: keyOf(text), conversationId: text.conversationId, body: vectorOf(words) })
  },
  async remove(db, text) {
    await sql`delete from search_document where id = ${keyOf(text)}`.execute(db)
  },
  isKept: key => sql`exists (select 1 from search_document where id = ${key})`,
  conversationsWith: words =>
    sql`(select conversation_id from search_document where body @@ ${phraseOf(words)}::tsquery)`,
}
