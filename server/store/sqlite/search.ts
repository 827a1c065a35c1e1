import { sql } from 'kysely'
import { prepared } from '../prepared.ts'
import { keyOf, type Search } from '../search.ts'

const insert = prepared<{ key: number; conversationId: number; body: string }, unknown>((db, value) => ({
  compile: () =>
    sql`insert into search_document (rowid, conversation_id, body)
      values (${value('key')}, ${value('conversationId')}, ${value('body')})`.compile(db),
}))

/** The index is an FTS5 table, whose rowid is the text's key (sqlite.org/fts5.html). */
export const sqliteSearch: Search = {
  async add(db, text, words) {
    await insert(db, { key: keyOf(text), conversationId: text.conversationId, body: words })
  },
  async remove(db, text) {
    await sql`delete from search_document where rowid = ${keyOf(text)}`.execute(db)
  },
  isKept: key => sql`exists (select 1 from search_document where rowid = ${key})`,
  // In quotes it is a phrase, whatever it says.
  conversationsWith: words =>
    sql`(select conversation_id from search_document where body match ${`"${words}"`})`,
}
