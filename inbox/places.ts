import type { OperationId } from '../generated/control/operations.ts'
import { tenant } from './settings.ts'
import type { IconName } from './ui/icon.tsx'

interface Place {
  path: string
  name: string
  icon: IconName
  /** The operation of the control API whose reference explains it. */
  docs: OperationId
}

/** The pages, in the order of the menu. */
export const places: Place[] = [
  { path: '/inbox', name: 'Inbox', icon: 'inbox', docs: 'listConversations' },
  { path: '/inbox/mailbox', name: 'Mailbox', icon: 'mail', docs: 'listMails' },
  { path: '/inbox/webhooks', name: 'Webhooks', icon: 'hook', docs: 'listSubscriptions' },
  { path: '/inbox/requests', name: 'Requests', icon: 'list', docs: 'listRequests' },
  { path: '/inbox/clock', name: 'Clock', icon: 'clock', docs: 'advanceClock' },
  { path: '/inbox/faults', name: 'Faults', icon: 'bolt', docs: 'createFault' },
  { path: '/inbox/keys', name: 'Keys', icon: 'key', docs: 'createKey' },
]

/** Where an operation is explained. */
export const docsOf = (operation: OperationId): string => `/docs/control.html#operation/${operation}`

/** The address of a page, with the tenant that is shown, and what else is chosen. */
export function to(path: string, chosen: Record<string, string | undefined> = {}): string {
  const query = new URLSearchParams()
  if (tenant.value !== 'demo') query.set('tenant', tenant.value)
  for (const [name, value] of Object.entries(chosen)) if (value) query.set(name, value)
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}
