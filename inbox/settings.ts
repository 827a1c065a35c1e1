/** What this browser remembers. */
import { effect, signal } from '@preact/signals'

export type Scheme = 'system' | 'light' | 'dark'

const remembered = (name: string): string | null => {
  try {
    return localStorage.getItem(name)
  } catch {
    return null // A browser may keep nothing.
  }
}

const remember = (name: string, value: string): void => {
  try {
    localStorage.setItem(name, value)
  } catch {
    // It is forgotten with the page.
  }
}

const schemes: readonly string[] = ['system', 'light', 'dark']
const chosen = remembered('scheme') ?? 'system'
export const scheme = signal<Scheme>(schemes.includes(chosen) ? (chosen as Scheme) : 'system')

effect(() => {
  document.documentElement.dataset.scheme = scheme.value
  remember('scheme', scheme.value)
})

/** The tenant whose things are shown: a name of the workspace, or of a private copy. */
export const tenant = signal(new URLSearchParams(location.search).get('tenant') ?? 'demo')

/** When each conversation was looked at last, by its `updatedAt` then; what changed before the first visit was seen. */
const seen = signal<Record<string, string>>(JSON.parse(remembered('seen') ?? '{}'))
const firstVisit = remembered('first-visit') ?? new Date().toISOString()
remember('first-visit', firstVisit)

/** How many conversations are remembered. */
const MOST_SEEN = 2_000

export const isUnread = ({ id, updatedAt, lastDirection }: SeenConversation): boolean =>
  lastDirection === 'in' && updatedAt > (seen.value[`${tenant.value}/${id}`] ?? firstVisit)

interface SeenConversation {
  id: string
  updatedAt: string
  lastDirection: string | null
}

export function markSeen({ id, updatedAt }: SeenConversation): void {
  const key = `${tenant.peek()}/${id}`
  if (seen.peek()[key] === updatedAt) return
  const entries = Object.entries({ ...seen.peek(), [key]: updatedAt })
  seen.value = Object.fromEntries(entries.slice(-MOST_SEEN))
  remember('seen', JSON.stringify(seen.value))
}
