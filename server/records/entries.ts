import type { Selectable } from 'kysely'
import type { EntryTable } from '../store/tables/conversations.ts'
import type { StoredMessage } from './messages.ts'

/** A note or an event. */
export type StoredEntry = Selectable<EntryTable>

/** One line of a conversation's timeline. */
export type TimelineEntry =
  | { kind: 'message'; message: StoredMessage }
  | { kind: 'entry'; entry: StoredEntry }
