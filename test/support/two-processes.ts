import { sql } from 'kysely'
import type { Context } from '../../server/context.ts'
import { hashKey } from '../../server/tenants/keys.ts'
import { createTestClock } from './clock.ts'
import { freshDatabase, openTestDatabase } from './database.ts'

/** Two processes on one database, of which the first has a clock that stands still: nothing that it keeps gets old. */
export async function startTwo() {
  const url = await freshDatabase()
  const clock = createTestClock()
  const [one, other] = [await openTestDatabase(url), await openTestDatabase(url)]
  const contextOf = ({ store }: typeof one) => ({ store, clock }) as unknown as Context // all that is asked for
  await one.store.write(async ({ db }) => {
    await db
      .insertInto('api_key')
      .values({
        ...{ hash: hashKey('sa_test_shop'), tenant_id: 'shop', api: 'atender', scopes: '[]', tier: null },
        ...{ agent_id: null, is_active: 1, name: null, created_at: 1, revoked_at: null },
      })
      .execute()
    await sql`update tenant set webhooks = 1`.execute(db)
  })
  return { one: contextOf(one), other: contextOf(other) }
}
