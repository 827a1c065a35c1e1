import { sql } from 'kysely'
import { prepared } from '../prepared.ts'
import { keyOf, type Search } from '../search.ts'

const insert = prepared<{ key: number; conversationId: number; body: string }, unknown>((db, value) => ({
  compile: () =>
    sql`insert into search_document (id, conversation_id, body)
      values (${value('key')}, ${value('conversationId')}, to_tsvector('simple', ${value('body')}))`.compile(
      db,
    ),
}))

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
