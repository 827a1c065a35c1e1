/** What callers were told, and during which fault. */

export interface Ledger {
  /** References of conversations whose creation was answered 201 → the fault at that time. */
  conversations: Map<string, string>
  /** Subjects of mails whose composing was answered 200 → the fault at that time. */
  mails: Map<string, string>
  /** Ids of messages of agents that were answered 201 → the fault at that time. */
  replies: Map<string, string>
}

export const createLedger = (): Ledger => ({
  conversations: new Map(),
  mails: new Map(),
  replies: new Map(),
})

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
