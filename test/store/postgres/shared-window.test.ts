import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { createSharedWindow } from '../../../server/rate-limits/shared-window.ts'
import type { SharedPlaces } from '../../../server/store/places.ts'
import { createTestClock } from '../../support/clock.ts'
import { expectDocumented } from '../../support/contract.ts'
import { freshDatabase, openTestDatabase } from '../../support/database.ts'
import { temporaryFolder } from '../../support/process.ts'
import { startTestServer } from '../../support/server.ts'

const MINUTE = 60_000

/** As many processes as are wanted on one database, and how often they asked it. */
async function startProcesses(count: number) {
  const clock = createTestClock()
  const url = await freshDatabase()
  let questions = 0
  const stores = await Promise.all(
    Array.from({ length: count }, async () => (await openTestDatabase(url)).store),
  )
  const windows = stores.map(({ places }) => {
    const counted: SharedPlaces = {
      forget: before => placesOf(places).forget(before),
      take(...given) {
        questions++
        return placesOf(places).take(...given)
      },
    }
    return createSharedWindow(counted, clock)
  })
  const takeAll = async (each: number, most: number) => {
    const places = await Promise.all(
      windows.flatMap(window => Array.from({ length: each }, () => window.take('key', most))),
    )
    return places.filter(({ granted }) => granted).length
  }
  return { clock, windows, takeAll, stores, questions: () => questions }
}

function placesOf(places: SharedPlaces | undefined): SharedPlaces {
  if (!places) throw new Error('PostgreSQL counts for all processes')
  return places
}

it('three processes grant no more and no fewer than the limit between them, and ask rarely', async () => {
  const { clock, takeAll, questions } = await startProcesses(3)
  expect(await takeAll(30, 50)).toBe(50)
  const asked = questions()
  expect(asked).toBeLessThan(10)
  expect(await takeAll(30, 50)).toBe(0)
  // Who knows that no place is left need not ask.
  expect(questions() - asked).toBeLessThanOrEqual(3)
  await clock.pass(MINUTE + 1000)
  expect(await takeAll(30, 50)).toBe(50)
})

it('the window slides: what was taken half a minute later is free half a minute later', async () => {
  const { clock, takeAll, windows } = await startProcesses(2)
  await clock.pass(1000 - (clock.now() % 1000))
  const begun = clock.now()
  expect(await takeAll(5, 20)).toBe(10)
  await clock.pass(MINUTE / 2)
  expect(await takeAll(10, 20)).toBe(10)
  const [window] = windows
  expect(await window?.take('key', 20)).toMatchObject({
    ...{ granted: false, remaining: 0, freeAt: begun + MINUTE + 1000 },
  })
  await clock.pass(MINUTE / 2 + 1000)
  expect(await takeAll(10, 20)).toBe(10)
  expect(await window?.take('another key', 20)).toMatchObject({ granted: true, remaining: 19 })
  expect(window?.look('another key', 20)).toMatchObject({ granted: true, remaining: 19 })
})

it('what nobody has asked for is removed', async () => {
  const { clock, takeAll, stores } = await startProcesses(1)
  await takeAll(1, 5)
  const rows = async () =>
    (await stores[0]?.read(db => sql`select bucket from rate_window`.execute(db)))?.rows.length
  await placesOf(stores[0]?.places).forget(clock.now() - MINUTE)
  expect(await rows()).toBe(1)
  await placesOf(stores[0]?.places).forget(clock.now() + MINUTE)
  expect(await rows()).toBe(0)
})

it('two servers answer 429 to a key when it has used up its minute on both', async () => {
  const workspace = join(temporaryFolder(), 'workspace.yaml')
  writeFileSync(
    workspace,
    `tenants:
  - id: shop
    name: Shop
    environment: test
    customTier: { perMinute: 6, burst: 2, perDay: 1000 }
    keys: [{ api: atender, key: sa_test_shop, scopes: [conversations:read], tier: custom }]
`,
  )
  const databaseUrl = await freshDatabase()
  await using one = await startTestServer({ databaseUrl, workspace })
  await using other = await startTestServer({ databaseUrl, workspace })
  const list = async ({ url }: { url: string }) => {
    const response = await fetch(`${url}/v1/conversations`, {
      headers: { Authorization: 'Bearer sa_test_shop' },
    })
    expectDocumented('atender', 'listConversations', response.status, await response.json())
    return response
  }
  const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => list(index % 2 ? one : other)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(8)
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused).toHaveLength(4)
  for (const { headers } of refused) {
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(50)
    expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(61)
  }
})
