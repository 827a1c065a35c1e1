/** Ten thousand conversations: the list goes on to the end, and draws what is in sight alone. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { systemIds } from '../../server/ids.ts'
import { launchBrowser } from '../support/browser.ts'
import { expectQuiet, openInbox } from '../support/inbox-page.ts'
import { conversation, startTestServer, type TestServer } from '../support/server.ts'

const COUNT = 10_000

let server: TestServer
let browser: Browser
beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestServer(), launchBrowser()])
  await fill()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** As if they had been opened one after the other, a second apart. */
async function fill(): Promise<void> {
  const { data } = await server.atender.POST('/v1/conversations/outbound', { body: conversation('first') })
  await server.context.store.write(async ({ db }) => {
    const { id: _, ...first } = await db
      .selectFrom('conversation')
      .selectAll()
      .where('uid', '=', data?.id ?? '')
      .executeTakeFirstOrThrow()
    for (let start = 1; start < COUNT; start += 100) {
      const rows = Array.from({ length: Math.min(100, COUNT - start) }, (_, index) => ({
        ...first,
        uid: systemIds.sortable(),
        external_reference: `large-${start + index}`,
        subject: `Number ${start + index}`,
        created_at: first.created_at - (start + index) * 1_000,
        updated_at: first.updated_at - (start + index) * 1_000,
      }))
      await db.insertInto('conversation').values(rows).execute()
    }
  })
}

it('scrolls through all of them, with no more rows drawn than are in sight, and none twice', async () => {
  const watched = await openInbox(browser, `${server.url}/inbox`)
  const { page } = watched
  await page.getByRole('button', { name: `Open ${COUNT}` }).waitFor()
  const seen = new Set<string>()
  const list = page.locator('.rows')
  const rows = page.locator('a.conversation .subject')
  await rows.first().waitFor()
  let most = 0
  for (let turn = 0; turn < 5_000 && !seen.has(`Number ${COUNT - 1}`); turn++) {
    const texts = await list.evaluate(view => {
      const drawn = [...view.querySelectorAll('.subject')].map(row => row.textContent ?? '')
      view.scrollTop = view.scrollHeight
      return drawn
    })
    most = Math.max(most, texts.length)
    expect(new Set(texts).size).toBe(texts.length)
    for (const text of texts) seen.add(text)
  }
  expect(seen).toContain(`Number ${COUNT - 1}`)
  expect(most).toBeLessThan(60)

  // Somebody writes while the reader is down there: the view stays, and the top has it.
  const atTop = () =>
    list.evaluate(view => {
      const { top } = view.getBoundingClientRect()
      const all = [...view.querySelectorAll('a.conversation')]
      return all.find(row => row.getBoundingClientRect().bottom > top + 5)?.querySelector('.subject')
        ?.textContent
    })
  await list.evaluate(view => {
    view.scrollTop -= view.clientHeight * 2
  })
  await expect.poll(atTop).toContain('Number')
  const before = await atTop()
  await server.atender.POST('/v1/conversations/outbound', { body: conversation('while-scrolled') })
  await page.getByRole('button', { name: `Open ${COUNT + 1}` }).waitFor()
  expect(await atTop()).toBe(before)
  await list.evaluate(view => {
    view.scrollTop = 0
  })
  await rows.filter({ hasText: 'Refund' }).first().waitFor()
  expectQuiet(watched)
  await watched.context.close()
})
