import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, chromium } from 'playwright-core'
import { findChromium } from '../../scripts/chromium.ts'

/**
 * Starts the system's Chromium, which asks nobody for anything by itself.
 *
 * @throws Error telling what to install where there is none
 */
export function launchBrowser(): Promise<Browser> {
  const quiet = ['no-sandbox', 'disable-gpu', 'disable-quic', 'no-first-run', 'disable-background-networking']
  const args = [...quiet, 'disable-component-update', 'disable-sync'].map(flag => `--${flag}`)
  return chromium.launch({ executablePath: findChromium(), args })
}

/** Serves an empty page and these scripts beside it. */
export async function servePage(scripts: Record<string, string>): Promise<{ url: string; stop(): void }> {
  const server = createServer(({ url = '' }, response) => {
    const script = scripts[url.slice(1)]
    if (url === '/') response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Page</title>')
    else if (script === undefined) response.writeHead(404).end()
    else response.setHeader('Content-Type', 'text/javascript; charset=utf-8').end(script)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, // it listens on TCP
    stop: () => void server.close(),
  }
}
