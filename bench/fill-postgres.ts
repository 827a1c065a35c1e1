/** Fills a PostgreSQL database of the server with conversations, in bulk and beside the server. */
import pg from 'pg'
import { createCursors } from '../server/face/cursors.ts'
import { server } from './contestants.ts'
import { ask } from './load.ts'
import { startProcess } from './processes.ts'
import type { Progress } from './progress.ts'
import { NUMBERS, newStock, SCATTER, type Stock, workloads } from './workloads.ts'

/** Rows of a transaction. */
const BATCH = 50_000

/**
 * Makes `count` conversations: the server itself makes the schema and the first one, the others are copies of its rows
 * under references of their own.
 *
 * @returns the stock to go on with
 */
export async function fillPostgres(
  url: string,
  count: number,
  run: string,
  progress: Progress,
): Promise<Stock> {
  const stock = newStock(run)
  const process = await startProcess(server(url))
  const first = await ask(process.url, workloads.create.sample(stock).request)
  await process.stop()
  if (first.status !== workloads.create.status) throw new Error(`the first create answered ${first.status}`)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows: secrets } = await client.query<{ value: string }>(
      "select value from secret where name = 'links'",
    )
    const { seal } = createCursors(secrets[0]?.value ?? '')
    const { rows } = await client.query<{ id: string }>('select id from conversation')
    const id = Number(rows[0]?.id)
    stock.cursorOf = n => seal(id + n)
    const copies = await copiesOf(client, run)
    while (stock.created < count) {
      const end = Math.min(count, stock.created + BATCH)
      for (const copy of copies) await client.query(copy, [stock.created, end - 1])
      stock.created = end
      progress(`filling: ${end.toLocaleString('en-US')} of ${count.toLocaleString('en-US')}`)
    }
    for (const kind of ['conversation', 'contact', 'message'])
      await client.query(`select setval('number_${kind}_1', ${count})`)
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
  return stock
}

/** Copies the first row of each table as the nth ones, for n from $1 to $2; the first of each has the number 1. */
async function copiesOf(client: pg.Client, run: string): Promise<string[]> {
  const digits = String(NUMBERS - 1).length
  const number = `lpad(((n * ${SCATTER.factor} + ${SCATTER.offset}) % ${NUMBERS})::text, ${digits}, '0')`
  const given = {
    contact: { id: 'id + n', uid: "'c' || n", email: `'customer-' || ${number} || '@aviato.example'` },
    conversation: {
      id: 'id + n',
      uid: "'v' || n",
      contact_id: 'contact_id + n',
      external_reference: `'${run}-' || ${number}`,
    },
    message: {
      id: 'id + n',
      uid: "'m' || n",
      conversation_id: 'conversation_id + n',
      contact_id: 'contact_id + n',
    },
    conversation_tag: { conversation_id: 'conversation_id + n' },
  }
  const copies: string[] = []
  for (const [table, changes] of Object.entries(given) as [string, Record<string, string>][]) {
    const { fields, rows } = await client
      .query(`create temp table first_${table} as select * from ${table}`)
      .then(() => client.query(`select * from first_${table}`))
    if (rows.length === 0) throw new Error(`the first conversation has left nothing in ${table}`)
    const names = fields.map(({ name }) => name)
    copies.push(
      `insert into ${table} (${names.join(', ')}) select ${names.map(name => changes[name] ?? name).join(', ')}
       from first_${table}, generate_series($1::bigint, $2::bigint) as n`,
    )
  }
  return copies
}
