import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Tx } from '../store/store.ts'

interface GivenContact {
  email: string
  name?: string | null | undefined
  phone?: string | null | undefined
}

/**
 * The tenant's contact with that e-mail address, whatever its case; made when there is none.
 * What is stored stays, what is missing is filled in.
 */
export async function matchContact(tx: Tx, context: Context, tenantId: string, given: GivenContact) {
  const now = context.clock.now()
  return await tx.db
    .insertInto('contact')
    .values({
      uid: context.ids.sortable(),
      tenant_id: tenantId,
      email: given.email.toLowerCase(),
      name: given.name ?? null,
      phone: given.phone ?? null,
      created_at: now,
      updated_at: now,
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
    .returning(['id', 'uid', 'email', 'name', 'phone'])
    .executeTakeFirstOrThrow()
}

/** The name to show: the stored one, else the local part of the address. */
export const displayName = (contact: { name: string | null; email: string }): string =>
  contact.name ?? contact.email.slice(0, contact.email.lastIndexOf('@'))
