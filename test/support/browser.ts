import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** Chromium without anything that it would do by itself. */
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
