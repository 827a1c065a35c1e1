import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { only, prepared } from '../store/prepared.ts'
import type { Tx } from '../store/store.ts'

interface GivenContact {
  email: string
  name?: string | null | undefined
  phone?: string | null | undefined
}

interface Contact {
  id: number
  uid: string
  email: string
  name: string | null
  phone: string | null
}

const byEmail = prepared<{ tenantId: string; email: string }, Contact>((db, value) =>
  db
    .selectFrom('contact')
    .select(['id', 'uid', 'email', 'name', 'phone'])
    .where('tenant_id', '=', value('tenantId'))
    .where('email', '=', value('email')),
)

const upsert = prepared<Omit<Contact, 'id'> & { tenantId: string; now: number }, Contact>((db, value) =>
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
    .returning(['id', 'uid', 'email', 'name', 'phone']),
)

/**
 * The tenant's contact with that e-mail address, whatever its case; made when there is none.
 * What is stored stays, what is missing is filled in.
 */
export async function matchContact(
  tx: Tx,
  { clock, ids }: Context,
  tenantId: string,
  given: GivenContact,
): Promise<Contact> {
  const email = given.email.toLowerCase()
  const name = given.name ?? null
  const phone = given.phone ?? null
  // Most contacts are known and lack nothing: reading one costs less than writing it as it was.
  const [known] = await byEmail(tx.db, { tenantId, email })
  if (known && (known.name !== null || name === null) && (known.phone !== null || phone === null))
    return known
  return only(await upsert(tx.db, { uid: ids.sortable(), tenantId, email, name, phone, now: clock.now() }))
}

/** The name to show: the stored one, else the local part of the address. */
export const displayName = (contact: { name: string | null; email: string }): string =>
  contact.name ?? contact.email.slice(0, contact.email.lastIndexOf('@'))
