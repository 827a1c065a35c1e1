/** Tells this process that a subscription has something to deliver. */
export interface Bell {
  ring(subscriptionId: number): void
  /** Who listens is told of each ring from here on; at most one does. */
  listen(listener: (subscriptionId: number) => void): void
}

/** A ring that nobody hears yet is no loss: the delivery itself is stored, and looked for once a second. */
export function createBell(): Bell {
  let hear = (_subscriptionId: number) => {}
  return {
    ring: subscriptionId => hear(subscriptionId),
    listen(listener) {
      hear = listener
    },
  }
}
