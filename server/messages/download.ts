import type { Context } from '../context.ts'
import { Refusal } from '../errors/refusal.ts'
import type { Db, Store } from '../store/store.ts'
import { attachmentContent, messageSource, readWhole } from './pieces.ts'

/**
 * The source of a mail, byte for byte.
 *
 * @throws Refusal `not_found` when it was deleted
 */
export async function requireOriginal({ store }: Context, messageId: number): Promise<Uint8Array> {
  const source = await readWhole(store, messageSource, messageId)
  if (!source) throw new Refusal('not_found', 'There is no such mail any more.')
  return source
}

export interface StoredFile {
  name: string
  type: string
  content: Uint8Array
}

const files = (db: Db) => db.selectFrom('attachment').select(['id', 'name', 'type'])

async function withContent(
  store: Store,
  file: { id: number; name: string; type: string } | undefined,
  missing: string,
): Promise<StoredFile> {
  const content = file && (await readWhole(store, attachmentContent, file.id))
  if (!content) throw new Refusal('not_found', missing)
  return { name: file.name, type: file.type, content }
}

/**
 * An attachment with its bytes, by its number, which a link has vouched for.
 *
 * @throws Refusal `not_found` when it was deleted
 */
export async function requireLinkedAttachment({ store }: Context, id: number): Promise<StoredFile> {
  const file = await store.read(db => files(db).where('id', '=', id).executeTakeFirst())
  return await withContent(store, file, 'There is no such file any more.')
}

/**
 * An attachment of any message of the tenant, on whichever API.
 *
 * @throws Refusal `not_found`
 */
export async function requireAnyAttachment(
  { store }: Context,
  tenantId: string,
  uid: string,
): Promise<StoredFile> {
  const file = await store.read(db =>
    files(db)
      .where('uid', '=', uid)
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('message')
            .select('message.id')
            .whereRef('message.id', '=', 'attachment.message_id')
            .where('message.tenant_id', '=', tenantId),
        ),
      )
      .executeTakeFirst(),
  )
  return await withContent(store, file, 'There is no attachment with this id.')
}

/**
 * An attachment of a message in one of the tenant's conversations of Atender's API.
 *
 * @throws Refusal `not_found`
 */
export async function requireAttachment(
  { store }: Context,
  tenantId: string,
  uid: string,
): Promise<StoredFile> {
  const file = await store.read(db =>
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
  return await withContent(store, file, 'There is no attachment with this id.')
}
