import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { describe, expect, it, vi } from 'vitest'
import { createDayCounts } from '../../server/rate-limits/day.ts'
import { hashKey } from '../../server/tenants/keys.ts'
import { createTestClock } from '../support/clock.ts'
import { expectDocumented } from '../support/contract.ts'
import { freshDatabase, openTestDatabase } from '../support/database.ts'
import { temporaryFolder } from '../support/process.ts'
import { startTestServer } from '../support/server.ts'

const logger = pino({ level: 'silent' })
const DAY = 24 * 3600 * 1000

describe('the day of a key', () => {
  it('ends at its limit, begins anew at midnight in UTC, and a refused request does not count', async () => {
    const clock = createTestClock()
    const { store } = await openTestDatabase(await freshDatabase())
    const counts = createDayCounts({ store, clock, logger })
    const taken = async (times: number) => {
      let granted = 0
      for (let i = 0; i < times; i++) if (await counts.take('a', 3)) granted++
      return granted
    }
    expect([await taken(2), await taken(5)]).toEqual([2, 1])
    expect(await counts.take('b', 3)).toBe(true)
    await clock.pass(DAY - (clock.now() % DAY) - 1000)
    expect(await taken(1)).toBe(0)
    await clock.pass(1000)
    expect(await taken(5)).toBe(3)
    await counts.stop()
  })

  it('is shared by all processes, a second late, and outlives them', async () => {
    const clock = createTestClock()
    const { store } = await openTestDatabase(await freshDatabase())
    const stored = () => store.read(db => db.selectFrom('key_usage').select('requests').executeTakeFirst())
    const processes = [1, 2].map(() => createDayCounts({ store, clock, logger }))
    let granted = 0
    for (let before = -1; before < granted; ) {
      before = granted
      for (const counts of processes) if (await counts.take('a', 10)) granted++
      await clock.pass(1000)
      await vi.waitFor(async () => expect(await stored()).toEqual({ requests: granted }))
    }
    // Each may be a second behind the other, in which each took one.
    expect([10, 11, 12]).toContain(granted)
    await Promise.all(processes.map(counts => counts.stop()))
    const afterwards = createDayCounts({ store, clock, logger })
    const limit = granted + 1
    expect([await afterwards.take('a', limit), await afterwards.take('a', limit)]).toEqual([true, false])
    await afterwards.stop()
  })
})

it('a key that has used up its day answers 429 until midnight, with the limit of the day', async () => {
  const workspace = join(temporaryFolder(), 'workspace.yaml')
  writeFileSync(
    workspace,
    `tenants:
  - id: shop
    name: Shop
    environment: test
    keys: [{ api: atender, key: sa_test_starter, scopes: [conversations:read], tier: starter }]
`,
  )
  const databaseUrl = await freshDatabase()
  const { store } = await openTestDatabase(databaseUrl)
  const row = { key_hash: hashKey('sa_test_starter'), day: new Date().toISOString().slice(0, 10) }
  await store.write(({ db }) =>
    db
      .insertInto('key_usage')
      .values({ ...row, requests: 9_999 })
      .execute(),
  )
  await using server = await startTestServer({ databaseUrl, workspace })
  const get = (path: string) =>
    fetch(server.url + path, { headers: { Authorization: 'Bearer sa_test_starter' } })
  const last = await get('/v1/conversations')
  expect([last.status, last.headers.get('x-ratelimit-limit')]).toEqual([200, '60'])
  const over = await get('/v1/conversations')
  expect([over.status, over.headers.get('x-ratelimit-limit')]).toEqual([429, '10000'])
  const untilMidnight = (DAY - (Date.now() % DAY)) / 1000
  expect(Math.abs(Number(over.headers.get('retry-after')) - untilMidnight)).toBeLessThan(5)
  expectDocumented('atender', 'listConversations', 429, await over.json())
  // A key that may not is told the limit too, and loses nothing by it.
  const forbidden = await get('/v1/contacts')
  expect([forbidden.status, forbidden.headers.get('x-ratelimit-limit')]).toEqual([403, '60'])
})
