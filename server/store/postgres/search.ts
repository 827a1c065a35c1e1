import { sql } from 'kysely'
import { prepared } from '../prepared.ts'
import { keyOf, type Search } from '../search.ts'

type Value = (name: 'key' | 'conversationId' | 'body') => unknown

const insertFrom = (value: Value) =>
  sql`insert into search_document (id, conversation_id, body)
    select ${value('key')}, ${value('conversationId')}, to_tsvector('simple', ${value('body')})`

const insert = prepared<{ key: number; conversationId: number; body: string }, unknown>(
  (db, value) => ({ compile: () => insertFrom(value).compile(db) }),
  (_db, given, value) => sql`${insertFrom(value)} from ${given}`,
)

/** The index is a column of words without a language's rules (PostgreSQL, "Text Search Configurations": simple). */
export const postgresSearch: Search = {
  async add(db, text, words) {
    await insert(db, { key: keyOf(text), conversationId: text.conversationId, body: words })
  },
  async remove(db, text) {
    await sql`delete from search_document where id = ${keyOf(text)}`.execute(db)
  },
  isKept: key => sql`exists (select 1 from search_document where id = ${key})`,
  conversationsWith: words =>
    sql`(select conversation_id from search_document where body @@ phraseto_tsquery('simple', ${words}))`,
}
