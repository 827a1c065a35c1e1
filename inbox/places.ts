import { tenant } from './settings.ts'
import type { IconName } from './ui/icon.tsx'

interface Place {
  path: string
  name: string
  icon: IconName
  /** The page of the docs that explains it. */
  docs: string
}

/** The pages, in the order of the menu. */
export const places: Place[] = [
  { path: '/inbox', name: 'Inbox', icon: 'inbox', docs: '/docs/control.html#tag/The-inbox' },
  { path: '/inbox/mailbox', name: 'Mailbox', icon: 'mail', docs: '/docs/control.html#tag/Mailbox' },
  { path: '/inbox/webhooks', name: 'Webhooks', icon: 'hook', docs: '/docs/control.html#tag/Webhooks' },
  { path: '/inbox/requests', name: 'Requests', icon: 'list', docs: '/docs/control.html#tag/What-happened' },
  { path: '/inbox/clock', name: 'Clock', icon: 'clock', docs: '/docs/control.html#tag/Clock' },
  { path: '/inbox/faults', name: 'Faults', icon: 'bolt', docs: '/docs/control.html#tag/Faults' },
  { path: '/inbox/keys', name: 'Keys', icon: 'key', docs: '/docs/control.html#tag/Keys' },
]

/** The address of a page, with the tenant that is shown, and what else is chosen. */
export function to(path: string, chosen: Record<string, string | undefined> = {}): string {
  const query = new URLSearchParams()
  if (tenant.value !== 'demo') query.set('tenant', tenant.value)
  for (const [name, value] of Object.entries(chosen)) if (value) query.set(name, value)
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}
