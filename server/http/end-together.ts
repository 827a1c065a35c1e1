import type { ServerResponse } from 'node:http'
// Not the global one: a test suite may have put its own timers there.
import { setImmediate } from 'node:timers'

interface Ready {
  response: ServerResponse
  body: string | Uint8Array | undefined
}

let ready: Ready[] = []

/**
 * Ends an answer whose head is set, together with all others of this turn of the event loop.
 *
 * To write to a caller on this machine wakes him, which takes 30 of the 100 µs of a fetch. Whoever was woken by the
 * first of several answers is awake for the rest: 1.9 times the fetches at 32 connections, as many at one.
 */
export function endTogether(response: ServerResponse, body?: string | Uint8Array): void {
  if (ready.push({ response, body }) === 1) setImmediate(endAll)
}

function endAll(): void {
  const all = ready
  ready = []
  for (const { response, body } of all) response.end(body)
}
