import type { MailChange } from '../conversations/change-mail.ts'

/** An action as a request or a snippet says it. */
export interface GivenAction {
  name?: string
  data?: Record<string, unknown>
  snippet_id?: number
}

/** What an action does to its conversation. */
export type Effect =
  | { kind: 'change'; change: MailChange }
  | { kind: 'reply'; html: string }
  | { kind: 'note'; html: string }
  | { kind: 'tag'; tagId: number }

/** An action with what it will do; undefined for a name that nobody knows. */
export interface PlannedAction {
  given: { name: string; data: Record<string, unknown>; snippet_id?: number }
  effect: Effect | undefined
}
