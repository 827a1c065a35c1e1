import { createCipheriv, createDecipheriv, hash } from 'node:crypto'
import { Refusal } from '../errors/refusal.ts'

/** Makes and reads the cursors of lists that go down by id: opaque, so that none tells how many rows there are. */
export interface Cursors {
  /** A cursor for the place behind that id; the same one for the same id. */
  seal(id: number): string
  /** @throws Refusal `validation_failed` for a cursor that was not made with the same secret */
  open(cursor: string): number
}

/** One block of AES: a permutation that nobody without the key can follow. Half of the block tells what is genuine. */
const CIPHER = 'aes-128-ecb'
const BLOCK = 16

/** @param secret shared by the servers of one database */
export function createCursors(secret: string): Cursors {
  const key = hash('sha256', `cursors ${secret}`, 'buffer').subarray(0, BLOCK)
  return {
    seal(id) {
      const block = Buffer.alloc(BLOCK)
      block.writeBigUInt64BE(BigInt(id), BLOCK / 2)
      const cipher = createCipheriv(CIPHER, key, null).setAutoPadding(false)
      return Buffer.concat([cipher.update(block), cipher.final()]).toString('base64url')
    },
    open(cursor) {
      const sealed = Buffer.from(cursor, 'base64url')
      if (sealed.length === BLOCK && sealed.toString('base64url') === cursor) {
        const decipher = createDecipheriv(CIPHER, key, null).setAutoPadding(false)
        const block = Buffer.concat([decipher.update(sealed), decipher.final()])
        if (block.readBigUInt64BE(0) === 0n) return Number(block.readBigUInt64BE(BLOCK / 2))
      }
      throw Refusal.invalid([
        {
          in: 'query',
          path: '/cursor',
          code: 'cursor',
          message: 'cursor is not the nextCursor of an earlier page',
        },
      ])
    },
  }
}
