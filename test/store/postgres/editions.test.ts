import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { createKeyLookup, hashKey } from '../../../server/tenants/keys.ts'
import { revokeKey } from '../../../server/tenants/manage-keys.ts'
import { startTwo } from '../../support/two-processes.ts'
import { until } from '../../support/until.ts'

it('what was announced while nobody could listen is not missed', async () => {
  const { one, other } = await startTwo()
  const lookUp = createKeyLookup(one, 'atender')
  const listeners = () =>
    other.store.read(db =>
      sql<{
        pid: number
      }>`select pid from pg_stat_activity where datname = current_database() and query like 'listen %'`.execute(
        db,
      ),
    )
  await until(async () => ((await listeners()).rows.length === 2 ? true : undefined))
  expect(await lookUp('sa_test_shop')).toMatchObject({ tenantId: 'shop' })
  const { rows } = await listeners()
  for (const { pid } of rows)
    await other.store.read(db => sql`select pg_terminate_backend(${pid})`.execute(db))
  await revokeKey(other, hashKey('sa_test_shop').slice(0, 12))
  await until(async () => ((await lookUp('sa_test_shop')) === undefined ? true : undefined))
})
