/** What a server is told beside its requests; preload.js obeys. */
import { writeFileSync } from 'node:fs'

/** Where a server kills itself. */
export type Point =
  | 'before COMMIT'
  /** Sent and not answered; of PostgreSQL. */
  | 'with a COMMIT under way'
  | 'after COMMIT'
  | 'after the answer of a webhook'
  /** Between two statements of the first transaction, or behind it. */
  | 'in a migration'

export interface Orders {
  /** How far the clock is ahead, in milliseconds. */
  ahead: number
  /** Whether the database refuses to write; of SQLite. */
  isReadOnly: boolean
  /** The point to be killed at, and how often it is passed before. */
  kill?: { at: Point; after: number }
}

/** The orders of one server, which stay when it is started again, but for that to be killed. */
export function createOrders(file: string) {
  let orders: Orders = { ahead: 0, isReadOnly: false }
  const write = (kill?: Orders['kill']) => writeFileSync(file, JSON.stringify({ ...orders, kill }))
  write()
  return {
    env: {
      TORTURE_ORDERS: file,
      NODE_OPTIONS: `--import=${new URL('preload.js', import.meta.url).href}`,
    },
    get ahead() {
      return orders.ahead
    },
    /** To be read at SIGUSR2, or at the next start. */
    give({ kill, ...lasting }: Partial<Orders>) {
      orders = { ...orders, ...lasting }
      write(kill)
    },
  }
}
