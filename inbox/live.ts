/** What keeps the pages up to date: a stream that says when something has changed, and the tenant's clock. */
import { computed, effect, signal } from '@preact/signals'
import { createEventSource, type EventSourceClient } from 'eventsource-client'
import { ask, control, isSignedOut, type Schemas } from './api.ts'
import { tenant } from './settings.ts'

/** Counts the changes: who shows something asks again when it grows. */
export const version = signal(0)
export const connection = signal<'connecting' | 'live' | 'lost'>('connecting')

export const clock = signal<Schemas['Clock'] | undefined>(undefined)
/** What the tenant's clock is ahead of this machine's, in milliseconds. */
let ahead = 0
const ticks = signal(0)

/** What time it is for the tenant, in milliseconds since 1970; once a second. */
export const now = computed(() => {
  ticks.value
  const known = clock.value
  return known?.frozen ? Date.parse(known.now) : Date.now() + ahead
})

let stream: EventSourceClient | undefined

/** Whether the stream was interrupted: what happened meanwhile is unknown. */
let wasLost = false

function connect(): void {
  stream?.close()
  connection.value = 'connecting'
  stream = createEventSource({
    url: new URL('/_control/changes', location.origin),
    headers: { 'Control-Tenant': tenant.value },
    onConnect: () => {
      connection.value = 'live'
      if (wasLost) version.value++
      wasLost = false
    },
    onDisconnect: lose,
    onScheduleReconnect: lose,
    onMessage: () => {
      version.value++
    },
  })
}

function lose(): void {
  wasLost = true
  connection.value = 'lost'
}

async function readClock(): Promise<void> {
  try {
    const known = await ask(control.GET('/_control/clock'))
    ahead = Date.parse(known.now) - Date.now()
    clock.value = known
  } catch {
    // The stream tells that the server is gone.
  }
}

/** Begins. */
export function beLive(): void {
  effect(() => {
    tenant.value
    if (isSignedOut.value) return
    connect()
  })
  effect(() => {
    version.value
    tenant.value
    if (!isSignedOut.value) void readClock()
  })
  setInterval(() => ticks.value++, 1_000)
}
