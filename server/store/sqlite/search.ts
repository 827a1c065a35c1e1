import { sql } from 'kysely'
import type { Search } from '../search.ts'

/** The index is an FTS5 table, whose rowid is the document's id (sqlite.org/fts5.html). */
export const sqliteSearch: Search = {
  async put(db, { id, conversationId, words }) {
    await sql`delete from search_document where rowid = ${id}`.execute(db)
    await sql`insert into search_document (rowid, conversation_id, body)
      values (${id}, ${conversationId}, ${words.join(' ')})`.execute(db)
  },
  async remove(db, ids) {
    for (const id of ids) await sql`delete from search_document where rowid = ${id}`.execute(db)
  },
  // In quotes it is a phrase, whatever it says.
  conversationsWith: words =>
    sql`(select conversation_id from search_document where body match ${`"${words.join(' ')}"`})`,
}
