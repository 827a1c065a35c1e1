import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'

/** What a page asked of others, and what its policies had to stop: both are to stay empty. */
export interface Watched {
  page: Page
  context: BrowserContext
  foreign: string[]
  stopped: string[]
  errors: string[]
}

interface Size {
  width: number
  height: number
}

/** Opens a page of the inbox in a browser of its own, which reaches nothing but the server. */
export async function openInbox(
  browser: Browser,
  url: string,
  { width = 1440, height = 900, scheme = 'light' }: Partial<Size> & { scheme?: 'light' | 'dark' } = {},
): Promise<Watched> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: 'reduce',
    ...(width < 500 ? { hasTouch: true, isMobile: true } : {}),
  })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const foreign: string[] = []
  const stopped: string[] = []
  const errors: string[] = []
  const { origin } = new URL(url)
  await context.route('**', route => {
    const address = route.request().url()
    if (address.startsWith(`${origin}/`) || address.startsWith('data:') || address.startsWith('blob:'))
      return route.continue()
    foreign.push(address)
    return route.abort()
  })
  const page = await context.newPage()
  await page.exposeBinding('stoppedByPolicy', (_source, what: string) => stopped.push(what))
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      const { stoppedByPolicy } = globalThis as unknown as { stoppedByPolicy(what: string): void }
      stoppedByPolicy(`${violatedDirective} ${blockedURI}`)
    })
  })
  page.on('pageerror', error => errors.push(error.message))
  page.on('console', message => {
    // Chromium says so of each handler that it reads in the frame of a message, where nothing runs, before it is dropped.
    if (
      /^Blocked script execution in '\S+\/inbox\/message(-with-pictures)?\.html' because/.test(message.text())
    )
      return
    if (/Content Security Policy/i.test(message.text())) stopped.push(message.text())
    else if (message.type() === 'error') errors.push(`${message.text()} ${message.location().url}`)
  })
  await page.goto(url)
  return { page, context, foreign, stopped, errors }
}

/** Nothing was asked of anybody else, nothing had to be stopped, nothing went wrong. */
export function expectQuiet({ foreign, stopped, errors }: Watched): void {
  expect({ foreign, stopped, errors }).toEqual({ foreign: [], stopped: [], errors: [] })
}

/** The conversations of the list. */
export const rows = (page: Page) =>
  page.getByRole('region', { name: 'Conversations' }).locator('a.conversation')
/** The messages of the open conversation. */
export const thread = (page: Page) => page.getByRole('log', { name: 'Messages' })

/** What the page says was done. */
export const said = (page: Page, text: string) => page.locator('.toast', { hasText: text }).waitFor()

/** Fails where the page complained of something else than `gone`, and closes it. */
export async function closed(watched: Watched, { gone = /^$/ } = {}): Promise<void> {
  expectQuiet({ ...watched, errors: watched.errors.filter(text => !gone.test(text)) })
  await watched.context.close()
}
