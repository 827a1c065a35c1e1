/** Fills a database of the server with conversations, in bulk and beside the server. */
import Database from 'better-sqlite3'
import { createCursors } from '../server/face/cursors.ts'
import { systemIds } from '../server/ids.ts'
import { server } from './contestants.ts'
import { ask } from './load.ts'
import { startProcess } from './processes.ts'
import type { Progress } from './progress.ts'
import { newStock, referenceOf, type Stock, workloads } from './workloads.ts'

type Row = Record<string, unknown>

/** Rows of a transaction. */
const BATCH = 10_000

/**
 * Makes a database of `count` conversations: the server itself makes the schema and the first conversation, the
 * others are copies of its rows under references of their own.
 *
 * @returns the stock to go on with
 */
export async function fill(path: string, count: number, run: string, progress: Progress): Promise<Stock> {
  const stock = newStock(run)
  const process = await startProcess(server(`sqlite:${path}`))
  const first = await ask(process.url, workloads.create.sample(stock).request)
  await process.stop()
  if (first.status !== workloads.create.status) throw new Error(`the first create answered ${first.status}`)

  const file = new Database(path)
  try {
    // It is read once it is complete, so nothing has to be on the disk before that.
    file.pragma('synchronous = OFF')
    file.pragma('foreign_keys = OFF')
    file.pragma('cache_size = -500000')
    const copy = copier(file, run)
    const { value } = file
      .prepare<[], { value: string }>("select value from secret where name = 'links'")
      .get() ?? { value: '' }
    const { seal } = createCursors(value)
    const { id } = file.prepare<[], { id: number }>('select id from conversation').get() ?? { id: 1 }
    stock.cursorOf = n => seal(id + n)
    while (stock.created < count) {
      const end = Math.min(count, stock.created + BATCH)
      file.transaction(() => {
        while (stock.created < end) copy(stock.created++)
      })()
      progress(`filling: ${stock.created.toLocaleString('en-US')} of ${count.toLocaleString('en-US')}`)
    }
    file.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    file.close()
  }
  return stock
}

/** Copies the first conversation with all that belongs to it, as the nth one. */
function copier(file: Database.Database, run: string): (n: number) => void {
  const only = (table: string) => {
    const rows = file.prepare<[], Row>(`select * from ${table}`).all()
    if (rows.length === 0) throw new Error(`the first conversation has left nothing in ${table}`)
    return rows
  }
  const [contact = {}] = only('contact')
  const [conversation = {}] = only('conversation')
  const [message = {}] = only('message')
  const tags = only('conversation_tag')
  const insert = (table: string, row: Row) => {
    const columns = Object.keys(row)
    const statement = file.prepare(
      `insert into ${table} (${columns.join(', ')}) values (${columns.map(column => `@${column}`).join(', ')})`,
    )
    return (changes: Row) => statement.run({ ...row, ...changes })
  }
  const insertContact = insert('contact', contact)
  const insertConversation = insert('conversation', conversation)
  const insertMessage = insert('message', message)
  const insertTags = tags.map(tag => insert('conversation_tag', tag))
  return n => {
    // The first of each has the number 1.
    const id = Number(conversation.id) + n
    const reference = referenceOf(run, n)
    const email = `customer-${reference.slice(run.length + 1)}@aviato.example`
    insertContact({ id, uid: systemIds.sortable(), email })
    insertConversation({ id, uid: systemIds.sortable(), contact_id: id, external_reference: reference })
    insertMessage({ id, uid: systemIds.sortable(), conversation_id: id, contact_id: id })
    for (const insertTag of insertTags) insertTag({ conversation_id: id })
  }
}
