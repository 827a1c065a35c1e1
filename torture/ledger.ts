/** What callers were told, and during which fault. */

export interface Ledger {
  /** References of conversations whose creation was answered 201 → the fault at that time. */
  conversations: Map<string, string>
  /** Subjects of mails whose composing was answered 200 → the fault at that time. */
  mails: Map<string, string>
  /** Ids of messages of agents that were answered 201 → the fault at that time. */
  replies: Map<string, string>
  /** What is looked at once, apart from the load: the rows of a database, by the fault. */
  rows: { fault: string; acknowledged: number; kept: number }[]
  /** Answers that say neither yes nor that the server cannot for now (503): fault and status. */
  wrongAnswers: { fault: string; status: number }[]
  /** When something kept servers from noting what they had delivered, in milliseconds since 1970. */
  interruptions: Interruption[]
}

export interface Interruption {
  from: number
  to: number
}

/** How long a delivery may be on its way to whom a killed server has sent it, in milliseconds. */
const UNDER_WAY = 2_000

export const createLedger = (): Ledger => ({
  conversations: new Map(),
  mails: new Map(),
  replies: new Map(),
  rows: [],
  wrongAnswers: [],
  interruptions: [],
})

/** Something was delivered: when it arrived, in milliseconds since 1970, and its id. */
export interface Arrival {
  at: number
  id: string
}

/**
 * How many of the arrivals of one thing are more than there may be: each repeat has an interruption of its own since
 * the arrival before.
 */
export function tooMany(arrivals: readonly Arrival[], interruptions: readonly Interruption[]): number {
  const used = new Set<Interruption>()
  const ordered = [...arrivals].sort((one, other) => one.at - other.at)
  return ordered.slice(1).filter((arrival, before) => {
    const last = ordered[before]?.at ?? 0
    const reason = interruptions.find(
      one => !used.has(one) && one.from <= arrival.at && one.to + UNDER_WAY >= last,
    )
    if (reason) used.add(reason)
    return reason === undefined
  }).length
}
