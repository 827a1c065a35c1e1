import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/**
 * Starts the system's Chromium, which asks nobody for anything by itself.
 *
 * @throws Error telling what to install where there is none
 */
export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
  if (!existsSync(executablePath)) {
    throw new Error(
      `Chromium is missing at ${executablePath}. Install it, or set CHROMIUM_PATH to where it is.`,
    )
  }
  const quiet = ['no-sandbox', 'disable-gpu', 'disable-quic', 'no-first-run', 'disable-background-networking']
  const args = [...quiet, 'disable-component-update', 'disable-sync'].map(flag => `--${flag}`)
  return chromium.launch({ executablePath, args })
}
