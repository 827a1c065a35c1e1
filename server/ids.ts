import { randomBytes, randomUUID, randomUUIDv7 } from 'node:crypto'

/** Makes identifiers. Nothing else does, so that a test can own them. */
export interface Ids {
  /** A UUID version 7 (RFC 9562 section 5.7): close in time, close in an index. */
  sortable(): string
  /** A UUID version 4, which tells nothing about when it was made. */
  random(): string
  /** 256 random bits in base64, for what must not be guessed. */
  secret(): string
}

export const systemIds: Ids = {
  sortable: () => randomUUIDv7(),
  random: () => randomUUID(),
  secret: () => randomBytes(32).toString('base64'),
}
