/** The reference pages, as Redoc shows them in a browser that reaches no other host. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  follow,
  type OpenApiDocument,
  operationsOf,
  type Place,
  type Schema,
} from '../../scripts/openapi-document.ts'
import { launchBrowser } from '../support/browser.ts'
import { descriptionsOf, inOneLine, textsOf } from '../support/descriptions.ts'
import { contracts as apis, docsFolder, openPage, readThrough, serveDocs } from '../support/docs-site.ts'

let browser: Browser
let site: Awaited<ReturnType<typeof serveDocs>>

beforeAll(async () => {
  site = await serveDocs(docsFolder)
  browser = await launchBrowser()
  for (const { name, document } of apis) visits.set(name, visit(name, document))
  await Promise.allSettled(visits.values())
}, 300_000)
afterAll(async () => {
  await browser?.close()
  site?.stop()
})

/** Opens one group after the other, and in it what is one click away: statuses, and one of several kinds of a thing. */
async function readReference(page: Page, document: OpenApiDocument): Promise<string> {
  await page.getByText('Loading...').waitFor({ state: 'hidden' })
  const texts = [await readThrough(page)]
  const responses = firstOfEachResponse(document)
  for (const { name } of document.tags ?? []) {
    await page.locator('[data-component-name="Menu/MenuItem"] > a').getByText(name, { exact: true }).click()
    await page.locator('[data-item-kind="httpItem"]').first().waitFor()
    texts.push(await readThrough(page))
    const kinds = await page.locator('[role=tab][title]').evaluateAll(tabs =>
      tabs.map(tab => ({
        section: tab.closest('[data-item-kind=httpItem]')?.getAttribute('data-section-id') ?? '',
        tab: tab.getAttribute('title') ?? '',
      })),
    )
    const statuses = responses
      .filter(({ place }) => place.operation.tags?.[0] === name)
      .map(({ place, status }) => ({ section: `/${place.operation.operationId ?? place.at}`, tab: status }))
    for (const choice of [...kinds, ...statuses]) texts.push(await readTab(page, choice))
  }
  return texts.join('\n')
}

/** Chooses a tab of an operation, and reads what the operation shows then. */
async function readTab(page: Page, choice: { section: string; tab: string }): Promise<string> {
  const section = page.locator(`[data-item-kind=httpItem][data-section-id$="${choice.section}" i]`)
  await section.scrollIntoViewIfNeeded()
  await section.getByRole('tab', { name: choice.tab, exact: true }).first().click()
  return await section.innerText()
}

/** Where each response that operations share stands first, and those of one operation alone; not the successes. */
function firstOfEachResponse(document: OpenApiDocument): { place: Place; status: string }[] {
  const seen = new Set<string>()
  return [...operationsOf(document, 'paths'), ...operationsOf(document, 'webhooks')].flatMap(place =>
    Object.entries(place.operation.responses ?? {}).flatMap(([status, { $ref: ref }]) => {
      if (ref === undefined ? status.startsWith('2') : seen.has(ref)) return []
      if (ref !== undefined) seen.add(ref)
      return [{ place, status }]
    }),
  )
}

/** Most of a visit is waiting. */
const visits = new Map<string, Promise<{ shown: string; foreign: string[]; complaints: string[] }>>()

async function visit(name: string, document: OpenApiDocument) {
  await using visited = await openPage(browser, site.origin, `/docs/${name}.html`)
  const { page, foreign, complaints } = visited
  return { shown: inOneLine(await readReference(page, document)), foreign, complaints }
}

describe.each(apis)('the reference of $name', ({ name, isOurs, document }) => {
  it('shows everything that the contract says in words, and asks no other host for anything', async () => {
    const { shown, ...quiet } = (await visits.get(name)) ?? { shown: '' }
    const missing = [...descriptionsOf(document)].flatMap(([at, markdown]) =>
      textsOf(markdown).flatMap(text => (shown.includes(text) ? [] : [`${at}: ${text}`])),
    )
    expect(missing).toEqual([])
    expect(quiet).toEqual({ foreign: [], complaints: [] })
  })

  it('shows every field, every scope, and what is known of them', async () => {
    const { shown = '' } = (await visits.get(name)) ?? {}
    for (const { operation } of operationsOf(document, 'paths')) {
      for (const { schema } of Object.values(operation.requestBody?.content ?? {})) {
        for (const field of fieldsOf(document, schema ?? {})) expect(shown).toContain(field)
      }
      const scopes = operation['x-required-scopes'] ?? []
      if (scopes.length > 0) expect(shown).toContain(`required-scopes: ${JSON.stringify(scopes)}`)
    }
    for (const mark of isOurs ? [] : ['Documented', 'Assumed']) expect(shown).toContain(mark)
  })
})

it.each(apis)('the page of $name runs its own scripts alone, by their hashes', ({ name }) => {
  const html = readFileSync(join(docsFolder, `${name}.html`), 'utf8')
  expect(html).toMatch(
    /^[\s\S]{0,400}<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src ('sha256-[\w+/=]+' ?)+;/,
  )
})

it('an operation is found by its name alone, and its samples go to the server that serves the page', async () => {
  await using visited = await openPage(browser, site.origin, '/docs/atender.html#operation/createWebhook')
  const section = visited.page.locator('[data-section-id="/webhooks/createwebhook"]')
  await section.getByText(`curl ${site.origin}/v1/webhooks`).waitFor()
  expect(await visited.page.evaluate(() => location.hash)).toBe('#/webhooks/createwebhook')
  expect(await section.innerText()).not.toContain('127.0.0.1:3000')
  await visited.page.evaluate(() => {
    location.hash = '#operation/listTags'
  })
  await visited.page.locator('[data-section-id="/tags-and-custom-fields/listtags"]').waitFor()
  expect(visited).toMatchObject({ foreign: [], complaints: [] })
})

/** The names of all fields, as the page prints them: `contact.email`, `attachments[].name`. */
const fieldsOf = (document: OpenApiDocument, written: Schema, path = ''): string[] => {
  const schema = follow(document, written)
  if (schema.items !== undefined) return fieldsOf(document, schema.items as Schema, `${path}[]`)
  return Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
    const name = path === '' ? key : `${path}.${key}`
    return [name, ...fieldsOf(document, property, name)]
  })
}
