import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { sql } from 'kysely'
import { prepared } from '../store/prepared.ts'
import type { Db, Store } from '../store/store.ts'

/**
 * How many bytes are written or read in one go; it takes a millisecond or two, and then others come in between. A
 * multiple of three, so that base64 can be cut there.
 */
const PIECE = 3 * 2 ** 17

/** Bytes, or base64 that is decoded a piece at a time. */
export type Content = Uint8Array | { base64: string }

/** Whether it is written in one go. */
export const isOnePiece = (content: Content): boolean => sizeOf(content) <= PIECE

/** In bytes. */
export const sizeOf = (content: Content): number =>
  content instanceof Uint8Array ? content.length : Buffer.byteLength(content.base64, 'base64')

const pieceOf = (content: Content, start: number): Uint8Array =>
  content instanceof Uint8Array
    ? content.subarray(start, start + PIECE)
    : Buffer.from(content.base64.slice((start / 3) * 4, ((start + PIECE) / 3) * 4), 'base64')

/** A table that keeps large things in pieces: whose they are, which one, and its bytes. */
export interface Pieces {
  /** Writes one, in place of the one that was there. */
  put(db: Db, piece: { owner: number; position: number; bytes: Uint8Array }): Promise<unknown>
  select(db: Db, piece: { owner: number; position: number }): Promise<{ bytes: Uint8Array }[]>
  /** Removes those behind `last`. */
  cut(db: Db, where: { owner: number; last: number }): Promise<unknown>
  /** In bytes, of all pieces together; null when there is none. */
  size(db: Db, owner: { owner: number }): Promise<{ size: number | null }[]>
}

/**
 * @param table whose rows are pieces
 * @param owner the column that says whose
 * @param bytes the column that holds them
 */
function piecesIn(
  table: 'message_source' | 'attachment_content',
  owner: 'message_id' | 'attachment_id',
  bytes: 'source' | 'content',
): Pieces {
  // The tables are alike but for the names; Kysely's types know one at a time.
  const [name, whose, what] = [table, owner, bytes] as ['message_source', 'message_id', 'source']
  return {
    put: prepared((db, value) =>
      db
        .insertInto(name)
        .values({ [whose]: value('owner'), position: value('position'), [what]: value('bytes') } as never)
        .onConflict(conflict =>
          conflict
            .columns([whose, 'position'])
            .doUpdateSet(({ ref }) => ({ [what]: ref(`excluded.${what}`) }) as never),
        ),
    ),
    select: prepared((db, value) =>
      db
        .selectFrom(name)
        .select(`${what} as bytes`)
        .where(whose, '=', value('owner'))
        .where('position', '=', value('position')),
    ),
    cut: prepared((db, value) =>
      db.deleteFrom(name).where(whose, '=', value('owner')).where('position', '>', value('last')),
    ),
    size: prepared((db, value) =>
      db
        .selectFrom(name)
        .select(sql<number | null>`sum(length(${sql.ref(what)}))`.as('size'))
        .where(whose, '=', value('owner')),
    ),
  }
}

/** The source of a mail, by the number of its message. */
export const messageSource: Pieces = piecesIn('message_source', 'message_id', 'source')
/** What is in an attachment, by its number. */
export const attachmentContent: Pieces = piecesIn('attachment_content', 'attachment_id', 'content')

/** Keeps it; others are served meanwhile, though on SQLite their writing waits for the end of the transaction. */
export async function writePieces(db: Db, pieces: Pieces, owner: number, content: Content): Promise<void> {
  const size = sizeOf(content)
  for (let position = 0; position === 0 || position * PIECE < size; position++) {
    if (position > 0) await yieldToOthers()
    await pieces.put(db, { owner, position, bytes: pieceOf(content, position * PIECE) })
  }
}

/**
 * The same in many transactions, so that other writers come in between. The first piece is written last: without it
 * nothing is there, and what a process has left that died meanwhile is replaced.
 */
export async function writePiecesApart(
  { write }: Store,
  pieces: Pieces,
  owner: number,
  content: Content,
): Promise<void> {
  const last = Math.max(0, Math.ceil(sizeOf(content) / PIECE) - 1)
  for (let position = last; position >= 0; position--) {
    const bytes = pieceOf(content, position * PIECE)
    await write(async ({ db }) => {
      if (position === last) await pieces.cut(db, { owner, last })
      await pieces.put(db, { owner, position, bytes })
    })
  }
}

/** The pieces in their order; nothing for what is not there. */
export async function* readPieces(
  { read }: Store,
  pieces: Pieces,
  owner: number,
): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position++) {
    const [piece] = await read(db => pieces.select(db, { owner, position }))
    if (!piece) return
    yield piece.bytes
    await yieldToOthers()
  }
}

/** All of the bytes; undefined when they are not there, not all of them, or deleted meanwhile. */
export async function readWhole(store: Store, pieces: Pieces, owner: number): Promise<Buffer | undefined> {
  const [row] = await store.read(db => pieces.size(db, { owner }))
  if (row?.size == null) return undefined
  const whole = Buffer.from(new ArrayBuffer(Number(row.size)))
  let used = 0
  for await (const piece of readPieces(store, pieces, owner)) {
    whole.set(piece, used)
    used += piece.length
  }
  return used === whole.length ? whole : undefined
}
