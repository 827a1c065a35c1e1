import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { StartError } from '../errors/start-error.ts'
import type { JobRows } from '../jobs/rows.ts'
import { wordsOfHtml } from '../messages/searchable-text.ts'
import { hasTable, markFinished, markUnfinished } from '../store/migrate.ts'
import { wordsOf } from '../store/search.ts'
import type { Db } from '../store/store.ts'
import { COPY_STATE, requireEmpty, type Table, type Whole } from '../store/whole.ts'
import { createSum, type Place, pagesOf, type Sum, sumOf } from './pages.ts'

type Database = Whole & { jobs: JobRows }

/** What is being done, how far it is, and how far it goes; in rows. */
export type Tell = (doing: string, done: number, of: number) => void

/** How many jobs, or texts, go in one transaction. */
const MANY = 500
/** What a copy keeps its own name under, beside those of tables. */
const SOURCE = ' source'
const JOBS = ' jobs'

/** What was copied of a table, or of the jobs. */
export type Copied = Sum & { name: string }

/**
 * Copies all that a database holds into one that holds nothing, and compares the two. Killed at any moment and run again,
 * it goes on where it was. Until it has ended, no server takes the target.
 *
 * @throws StartError with the reason: the target holds something else, or the two differ in the end
 */
export async function copyDatabase(source: Database, target: Database, tell: Tell): Promise<Copied[]> {
  const tables = await commonTables(source, target)
  const progress = await beginOrGoOn(source, target, tables)
  for (const table of tables) await copyTable(source, target, table, progress, tell)
  await copyJobs(source, target, progress, tell)
  await makeFindable(target, tell)
  const counters = await source.counters()
  await target.db.transaction().execute(tx => target.setCounters(tx, counters))
  const copied = await compare(source, target, tables, tell)
  await target.db.transaction().execute(async tx => {
    await sql`drop table ${sql.table(COPY_STATE)}`.execute(tx)
    await markFinished(tx)
  })
  return copied
}

/** Those of both, each behind those that it refers to. @throws StartError where the two do not have the same */
async function commonTables(source: Database, target: Database): Promise<Table[]> {
  const shapes = (tables: Table[]) =>
    new Map(
      tables.map(({ name, columns }) => [
        name,
        columns
          .map(({ name, kind }) => `${name} ${kind}`)
          .sort()
          .join(),
      ]),
    )
  const tables = await source.tables()
  const [here, there] = [shapes(tables), shapes(await target.tables())]
  const other = [...new Set([...here.keys(), ...there.keys()])].filter(
    name => here.get(name) !== there.get(name),
  )
  if (other.length > 0) throw new StartError(`The two databases do not have the same ${other.join(', ')}.`)
  const ordered: Table[] = []
  const place = (table: Table): void => {
    if (ordered.includes(table)) return
    for (const other of tables) if (other !== table && table.refersTo.includes(other.name)) place(other)
    ordered.push(table)
  }
  for (const table of tables) place(table)
  return ordered
}

/** How far a copy has come: by table, where its last row stands. */
type Progress = Map<string, Place>

async function beginOrGoOn(source: Database, target: Database, tables: Table[]): Promise<Progress> {
  const name = await identityOf(source)
  if (await hasTable(target.db, COPY_STATE)) {
    const { rows } = await sql<{ name: string; last: string }>`
      select name, last from ${sql.table(COPY_STATE)}`.execute(target.db)
    const progress = new Map(rows.map(({ name, last }) => [name, JSON.parse(last) as Place])) // as `note` wrote it
    if (progress.get(SOURCE)?.[0] !== name)
      throw new StartError(`${target.name} holds the unfinished copy of another database.`)
    return progress
  }
  const taken = []
  for (const table of tables) if ((await countOf(target.db, table.name, 1)) > 0) taken.push(table.name)
  if ((await target.jobs.count(target.db)) > 0) taken.push('jobs')
  requireEmpty(target.name, taken)
  await target.db.transaction().execute(async tx => {
    await tx.schema
      .createTable(COPY_STATE)
      .addColumn('name', 'text', column => column.primaryKey())
      .addColumn('last', 'text', column => column.notNull())
      .execute()
    await note(tx, SOURCE, [name])
    await markUnfinished(tx)
  })
  return new Map()
}

/** Tells a database from others, wherever it lies: when its schema was made, and its secrets. */
async function identityOf({ db }: Whole): Promise<string> {
  const { rows: made } = await sql`select name, timestamp from kysely_migration order by name`.execute(db)
  const secrets = await db.selectFrom('secret').selectAll().orderBy('name').execute()
  return createHash('sha256')
    .update(JSON.stringify([made, secrets]))
    .digest('hex')
}

const note = (db: Db, name: string, last: Place): Promise<unknown> =>
  sql`insert into ${sql.table(COPY_STATE)} (name, last) values (${name}, ${JSON.stringify(last)})
    on conflict (name) do update set last = excluded.last`.execute(db)

/** @param most counts no further */
async function countOf(db: Db, table: string, most?: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from
    (select 1 from ${sql.table(table)} ${most === undefined ? sql`` : sql`limit ${most}`}) counted`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

async function copyTable(source: Database, target: Database, table: Table, progress: Progress, tell: Tell) {
  const of = await countOf(source.db, table.name)
  let done = progress.has(table.name) ? await countOf(target.db, table.name) : 0
  tell(table.name, done, of)
  for await (const { rows, last } of pagesOf(source.db, table, progress.get(table.name))) {
    await target.db.transaction().execute(async tx => {
      await target.insert(tx, table, rows)
      await note(tx, table.name, last)
    })
    done += rows.length
    tell(table.name, done, of)
  }
}

async function copyJobs(source: Database, target: Database, progress: Progress, tell: Tell): Promise<void> {
  const of = await source.jobs.count(source.db)
  let done = await target.jobs.count(target.db)
  for (let after = Number(progress.get(JOBS)?.[0] ?? 0); ; ) {
    tell('jobs', done, of)
    const jobs = await source.jobs.read(source.db, after, MANY)
    const last = jobs.at(-1)
    if (!last) return
    after = last.id
    await target.db.transaction().execute(async tx => {
      await target.jobs.put(tx, jobs)
      await note(tx, JOBS, [after])
    })
    done += jobs.length
  }
}

/** The index of words is each engine's own: it is made anew, of what is not in it yet. */
async function makeFindable({ db, search }: Database, tell: Tell): Promise<void> {
  const of = (await countOf(db, 'conversation')) + (await countOf(db, 'message'))
  let done = 0
  const add = async (texts: { conversationId: number; messageId?: number; words: string }[]) => {
    await db.transaction().execute(async tx => {
      for (const { words, ...text } of texts) {
        await search.remove(tx, text)
        await search.add(tx, text, words)
      }
    })
    done += texts.length
    tell('search', done, of)
  }
  for await (const rows of columnsOf(db, 'conversation', ['subject']))
    await add(
      rows.map(({ id, subject }) => ({ conversationId: Number(id), words: wordsOf(String(subject)) })),
    )
  for await (const rows of columnsOf(db, 'message', ['conversation_id', 'text', 'html'])) {
    const texts = rows.map(async ({ id, conversation_id, text, html }) => ({
      ...{ conversationId: Number(conversation_id), messageId: Number(id) },
      words: text === null ? await wordsOfHtml(String(html ?? '')) : wordsOf(String(text)),
    }))
    await add(await Promise.all(texts))
  }
}

async function* columnsOf(db: Db, name: string, columns: string[]) {
  const table: Table = {
    ...{ name, key: ['id'], refersTo: [] },
    columns: ['id', ...columns].map(column => ({
      name: column,
      kind: column.endsWith('id') ? 'integer' : 'text',
    })),
  }
  for await (const { rows } of pagesOf(db, table)) yield rows
}

/** @throws StartError naming the tables that differ */
async function compare(source: Database, target: Database, tables: Table[], tell: Tell): Promise<Copied[]> {
  const copied: Copied[] = []
  const differ: string[] = []
  const check = (name: string, here: Sum, there: Sum) => {
    copied.push({ name, ...here })
    if (here.rows !== there.rows || here.digest !== there.digest) differ.push(name)
  }
  for (const [index, table] of tables.entries()) {
    check(table.name, await sumOf(source.db, table), await sumOf(target.db, table))
    tell('comparing tables', index + 1, tables.length)
  }
  check('jobs', await sumOfJobs(source), await sumOfJobs(target))
  if (differ.length === 0) return copied
  throw new StartError(
    `${source.name} and ${target.name} differ in ${differ.join(', ')}: the source has changed since the copy was begun. Empty the target, and copy again.`,
  )
}

async function sumOfJobs({ db, jobs }: Database): Promise<Sum> {
  const sum = createSum()
  for (let after = 0; ; ) {
    const rows = await jobs.read(db, after, MANY)
    const last = rows.at(-1)
    if (!last) return sum.get()
    after = last.id
    for (const { task, payload, runAt, attempts } of rows)
      sum.add({ task, payload: JSON.stringify(payload), runAt, attempts })
  }
}
