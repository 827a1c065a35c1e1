import { sql } from 'kysely'
import { prepared } from '../prepared.ts'
import type { Search } from '../search.ts'

const insert = prepared<{ id: number; conversationId: number; body: string }, unknown>((db, value) => ({
  compile: () =>
    sql`insert into search_document (id, conversation_id, body)
      values (${value('id')}, ${value('conversationId')}, to_tsvector('simple', ${value('body')}))`.compile(
      db,
    ),
}))

/** The index is a column of words without a language's rules (PostgreSQL, "Text Search Configurations": simple). */
export const postgresSearch: Search = {
  async add(db, { id, conversationId, words }) {
    await insert(db, { id, conversationId, body: words })
  },
  async remove(db, ids) {
    await sql`delete from search_document where id = any(${ids})`.execute(db)
  },
  conversationsWith: words =>
    sql`(select conversation_id from search_document where body @@ phraseto_tsquery('simple', ${words}))`,
}
