import { sql } from 'kysely'
import { prepared } from '../prepared.ts'
import type { Search } from '../search.ts'

const insert = prepared<{ id: number; conversationId: number; body: string }, unknown>((db, value) => ({
  compile: () =>
    sql`insert into search_document (rowid, conversation_id, body)
      values (${value('id')}, ${value('conversationId')}, ${value('body')})`.compile(db),
}))

/** The index is an FTS5 table, whose rowid is the document's id (sqlite.org/fts5.html). */
export const sqliteSearch: Search = {
  async add(db, { id, conversationId, words }) {
    await insert(db, { id, conversationId, body: words })
  },
  async remove(db, ids) {
    for (const id of ids) await sql`delete from search_document where rowid = ${id}`.execute(db)
  },
  // In quotes it is a phrase, whatever it says.
  conversationsWith: words =>
    sql`(select conversation_id from search_document where body match ${`"${words}"`})`,
}
