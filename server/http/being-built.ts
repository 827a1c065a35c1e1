import type { Response } from 'express'

/** Tells a browser that a page is on its way, and has it look again. */
export function beingBuilt(response: Response, { what, command }: { what: string; command: string }): void {
  response
    .status(503)
    .set('Retry-After', '2')
    .set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'")
    .type('html')
    .send(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<title>${what}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;margin:20vh auto;max-width:32rem;padding:0 1rem;color-scheme:light dark}</style>
</head><body><h1>${what}</h1>
<p>This takes some seconds after the first start. The page reloads by itself.</p>
<p>Nothing happens? Run <code>${command}</code> and read what it prints.</p></body></html>
`)
}
