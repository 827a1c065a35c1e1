import type { Selectable } from 'kysely'
import type { ContactTable } from '../store/tables/conversations.ts'

export type StoredContact = Selectable<ContactTable>
