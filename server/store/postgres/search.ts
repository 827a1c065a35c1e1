import { sql } from 'kysely'
import type { Search } from '../search.ts'

/** The index is a column of words without a language's rules (PostgreSQL, "Text Search Configurations": simple). */
export const postgresSearch: Search = {
  async put(db, { id, conversationId, words }) {
    await sql`insert into search_document (id, conversation_id, body)
      values (${id}, ${conversationId}, to_tsvector('simple', ${words.join(' ')}))
      on conflict (id) do update set body = excluded.body`.execute(db)
  },
  async remove(db, ids) {
    await sql`delete from search_document where id = any(${ids})`.execute(db)
  },
  conversationsWith: words =>
    sql`(select conversation_id from search_document where body @@ phraseto_tsquery('simple', ${words.join(' ')}))`,
}
