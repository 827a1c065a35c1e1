import { createRandom as createNumbers } from '../../torture/random.ts'

/** Numbers that are the same for the same seed. */
export interface Random {
  /** A whole number from 0 up to, and without, the limit. */
  below(limit: number): number
  pick<T>(from: readonly T[]): T
  bytes(count: number): Buffer<ArrayBuffer>
}

export function createRandom(seed: number): Random {
  const next = createNumbers(seed)
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    pick: from => from[below(from.length)] as (typeof from)[number], // never asked of an empty list
    bytes: count => Buffer.from(Array.from({ length: count }, () => below(256))),
  }
}
