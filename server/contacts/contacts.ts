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
  const rows = await upsert(tx.db, {
    uid: ids.sortable(),
    tenantId,
    email: given.email.toLowerCase(),
    name: given.name ?? null,
    phone: given.phone ?? null,
    now: clock.now(),
  })
  return only(rows)
}

/** The name to show: the stored one, else the local part of the address. */
export const displayName = (contact: { name: string | null; email: string }): string =>
  contact.name ?? contact.email.slice(0, contact.email.lastIndexOf('@'))
