import { type Selectable, sql } from 'kysely'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { only, prepared } from '../store/prepared.ts'
import type { Db, Tx } from '../store/store.ts'
import type { ContactTable } from '../store/tables/conversations.ts'

interface GivenContact {
  email: string
  name?: string | null | undefined
  phone?: string | null | undefined
}

export type StoredContact = Selectable<ContactTable>

const contacts = (db: Db, tenantId: string) =>
  db.selectFrom('contact').selectAll().where('tenant_id', '=', tenantId)

const byEmail = prepared<{ tenantId: string; email: string }, StoredContact>((db, value) =>
  contacts(db, value('tenantId')).where('email', '=', value('email')),
)

const upsert = prepared<
  Pick<StoredContact, 'uid' | 'email' | 'name' | 'phone'> & { tenantId: string; now: number },
  StoredContact
>((db, value) =>
  db
    .insertInto('contact')
    .values({
      uid: value('uid'),
      tenant_id: value('tenantId'),
      email: value('email'),
      name: value('name'),
      phone: value('phone'),
      created_at: value('now'),
      updated_at: value('now'),
    })
    .onConflict(conflict =>
      conflict.columns(['tenant_id', 'email']).doUpdateSet({
        name: sql`coalesce(contact.name, excluded.name)`,
        phone: sql`coalesce(contact.phone, excluded.phone)`,
        updated_at: sql`case when (contact.name is null and excluded.name is not null)
          or (contact.phone is null and excluded.phone is not null)
          then excluded.updated_at else contact.updated_at end`,
      }),
    )
    .returningAll(),
)

/**
 * The tenant's contact with that e-mail address, whatever its case; made when there is none.
 * What is stored stays, what is missing is filled in.
 */
export async function matchContact(
  tx: Tx,
  { clock, ids, publish }: Context,
  tenantId: string,
  given: GivenContact,
): Promise<StoredContact> {
  const email = given.email.toLowerCase()
  const name = given.name ?? null
  const phone = given.phone ?? null
  // Most contacts are known and lack nothing: reading one costs less than writing it as it was.
  const [known] = await byEmail(tx.db, { tenantId, email })
  if (known && (known.name !== null || name === null) && (known.phone !== null || phone === null))
    return known
  const uid = ids.sortable()
  const now = clock.now()
  const contact = only(await upsert(tx.db, { uid, tenantId, email, name, phone, now }))
  if (contact.uid === uid) await publish(tx, tenantId, { name: 'contact.created', contact })
  // Another request may have made it meanwhile, or filled it in.
  else if (contact.updated_at === now) await publish(tx, tenantId, { name: 'contact.updated', contact })
  return contact
}

/**
 * The tenant's contact.
 *
 * @throws Refusal `not_found`
 */
export function requireContact(context: Context, tenantId: string, uid: string): Promise<StoredContact> {
  return context.store.read(async db => {
    const contact = await contacts(db, tenantId).where('uid', '=', uid).executeTakeFirst()
    if (!contact) throw new Refusal('not_found', 'There is no contact with this id.')
    return contact
  })
}

/** One page of the tenant's contacts, newest first, older than `before`; with `email` the one of that address. */
export function listContacts(
  context: Context,
  tenantId: string,
  { email, before, limit }: { email: string | undefined; before: number | undefined; limit: number },
): Promise<StoredContact[]> {
  return context.store.read(db => {
    let query = contacts(db, tenantId).orderBy('id', 'desc').limit(limit)
    if (email !== undefined) query = query.where('email', '=', email.toLowerCase())
    if (before !== undefined) query = query.where('id', '<', before)
    return query.execute()
  })
}

/** The name to show: the stored one, else the local part of the address. */
export const displayName = (contact: { name: string | null; email: string }): string =>
  contact.name ?? contact.email.slice(0, contact.email.lastIndexOf('@'))
