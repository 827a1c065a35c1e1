import { Refusal } from '../refusal.ts'
import type { Db, Store } from '../store/store.ts'

/**
 * The source of a mail, byte for byte.
 *
 * @throws Refusal `not_found` when it was deleted
 */
export async function originalOf({ read }: Store, messageId: number): Promise<Uint8Array> {
  const row = await read(db =>
    db.selectFrom('message_source').select('source').where('message_id', '=', messageId).executeTakeFirst(),
  )
  if (!row) throw new Refusal('not_found', 'There is no such mail any more.')
  return row.source
}

export interface StoredFile {
  name: string
  type: string
  content: Uint8Array
}

const files = (db: Db) => db.selectFrom('attachment').select(['name', 'type', 'content'])

/**
 * An attachment with its bytes, by its number, which a link has vouched for.
 *
 * @throws Refusal `not_found` when it was deleted
 */
export async function attachmentOf({ read }: Store, id: number): Promise<StoredFile> {
  const file = await read(db => files(db).where('id', '=', id).executeTakeFirst())
  if (!file) throw new Refusal('not_found', 'There is no such file any more.')
  return file
}

/**
 * An attachment of a message in one of the tenant's conversations of Atender's API.
 *
 * @throws Refusal `not_found`
 */
export async function requireAttachment({ read }: Store, tenantId: string, uid: string): Promise<StoredFile> {
  const file = await read(db =>
    files(db)
      .where('uid', '=', uid)
      .where('message_id', 'in', message =>
        message
          .selectFrom('message')
          .innerJoin('conversation', 'conversation.id', 'message.conversation_id')
          .select('message.id')
          .whereRef('message.id', '=', 'attachment.message_id')
          .where('message.tenant_id', '=', tenantId)
          .where('conversation.api', '=', 'atender'),
      )
      .executeTakeFirst(),
  )
  if (!file) throw new Refusal('not_found', 'There is no attachment with this id.')
  return file
}
