import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { Refusal } from '../errors/refusal.ts'
import type { StoredContact } from '../records/contacts.ts'
import { only, prepared, preparedInsert } from '../store/prepared.ts'
import type { Db, Tx } from '../store/store.ts'

interface GivenContact {
  email: string
  name?: string | null | undefined
  phone?: string | null | undefined
}

const contacts = (db: Db, tenantId: string) =>
  db.selectFrom('contact').selectAll().where('tenant_id', '=', tenantId)

const byEmail = prepared<{ tenantId: string; email: string }, StoredContact>((db, value) =>
  contacts(db, value('tenantId')).where('email', '=', value('email')),
)

const insertContact = preparedInsert(
  'contact',
  { uid: true, tenant_id: true, email: true, name: true, phone: true, created_at: true, updated_at: true },
  { columns: ['tenant_id', 'email'] },
)

/** What is stored stays, what is missing is filled in. */
const fillIn = prepared<
  Pick<StoredContact, 'email' | 'name' | 'phone'> & { tenantId: string; now: number },
  StoredContact
>((db, value) => {
  // PostgreSQL cannot tell the type of a value by itself.
  const [name, phone] = [sql`cast(${value('name')} as text)`, sql`cast(${value('phone')} as text)`]
  return db
    .updateTable('contact')
    .set({
      name: sql`coalesce(name, ${name})`,
      phone: sql`coalesce(phone, ${phone})`,
      updated_at: sql`case when (name is null and ${name} is not null) or (phone is null and ${phone} is not null)
        then ${value('now')} else updated_at end`,
    })
    .where('tenant_id', '=', value('tenantId'))
    .where('email', '=', value('email'))
    .returningAll()
})

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
  const now = clock.now()
  const made = {
    uid: ids.sortable(),
    tenant_id: tenantId,
    email,
    name,
    phone,
    created_at: now,
    updated_at: now,
  }
  // Without a look first: a new contact takes one statement, a known one two.
  const id = await insertContact(tx.db, made)
  if (id !== undefined) {
    const contact = { id, ...made }
    await publish(tx, tenantId, { name: 'contact.created', contact })
    return contact
  }
  const known = only(await byEmail(tx.db, { tenantId, email }))
  // Most lack nothing: reading one costs less than writing it as it was.
  if ((known.name !== null || name === null) && (known.phone !== null || phone === null)) return known
  const contact = only(await fillIn(tx.db, { tenantId, email, name, phone, now }))
  if (contact.updated_at === now) await publish(tx, tenantId, { name: 'contact.updated', contact })
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

/**
 * The tenant's contact, by the number that Fernand's API has for it.
 *
 * @throws Refusal `not_found`
 */
export const requireContactNumber = (
  { store }: Context,
  tenantId: string,
  id: number,
): Promise<StoredContact> => store.read(db => contactNumber(db, tenantId, id))

async function contactNumber(db: Db, tenantId: string, id: number): Promise<StoredContact> {
  const contact = await contacts(db, tenantId).where('id', '=', id).executeTakeFirst()
  if (!contact) throw new Refusal('not_found', 'There is no contact with this id.')
  return contact
}

/**
 * The tenant's contacts with the text in their address, or without an `@` in it in their name too; the newest first.
 *
 * @param text whatever the case of its letters; the index of words plays no part
 */
export function searchContacts(
  { store }: Context,
  tenantId: string,
  { text, limit }: { text: string; limit: number },
): Promise<StoredContact[]> {
  const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  return store.read(db => {
    const query = contacts(db, tenantId).orderBy('id', 'desc').limit(limit)
    if (text === '') return query.execute()
    return query
      .where(({ or }) =>
        or([
          sql<boolean>`email like ${pattern} escape '\\'`,
          ...(text.includes('@') ? [] : [sql<boolean>`lower(name) like ${pattern} escape '\\'`]),
        ]),
      )
      .execute()
  })
}

/**
 * Gives a contact another name, or takes it away, and tells of it when that changes anything.
 *
 * @throws Refusal `not_found`
 */
export function renameContact(
  { store, clock, publish }: Context,
  tenantId: string,
  id: number,
  name: string | null,
): Promise<StoredContact> {
  return store.write(async tx => {
    const before = await contactNumber(tx.db, tenantId, id)
    if (before.name === name) return before
    const contact = await tx.db
      .updateTable('contact')
      .set({ name, updated_at: clock.now() })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await publish(tx, tenantId, { name: 'contact.updated', contact })
    return contact
  })
}

/** The name to show: the stored one, else the local part of the address. */
export const displayName = (contact: { name: string | null; email: string }): string =>
  contact.name ?? contact.email.slice(0, contact.email.lastIndexOf('@'))
