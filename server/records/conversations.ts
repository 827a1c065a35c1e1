import type { Selectable } from 'kysely'
import type { ConversationTable, RecipientTable } from '../store/tables/conversations.ts'
import type { StoredContact } from './contacts.ts'

/** The row of a conversation, of whichever API. */
export type ConversationRow = Selectable<ConversationTable>

/** Who a conversation is assigned to. */
export interface Assignee {
  team: { id: string; name: string } | null
  agent: { id: number; name: string } | null
}

/** A conversation with what Atender's API shows beside it. */
export interface StoredConversation extends ConversationRow, Assignee {
  contact: StoredContact
  /** Slugs, in the order of the workspace. */
  tags: string[]
}

/** A conversation with what Fernand's API shows beside it. */
export interface MailConversation extends ConversationRow {
  recipients: Selectable<RecipientTable>[]
  tagIds: number[]
}
