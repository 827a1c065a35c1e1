import { existsSync } from 'node:fs'
import { join } from 'node:path'
import express, { type RequestHandler, type Router } from 'express'
import { inboxFolder } from '../places.ts'
import { beingBuilt } from './being-built.ts'
import type { Middleware } from './middleware.ts'

/** Nothing but what stands beside it, and no script inside it. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
].join('; ')

/** Of the documents that strangers' HTML is put into: nothing runs in them, and nothing is sent from them. */
const messagePolicy = (pictures: string): string =>
  [
    'sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox',
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `img-src ${pictures}`,
    ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'self'"],
  ].join('; ')

const messages = {
  '/inbox/message.html': messagePolicy('data:'),
  // Those that stand elsewhere are asked for once the reader wants them.
  '/inbox/message-with-pictures.html': messagePolicy('data: http: https:'),
}

/** What strangers paint is made for white paper; what has no colours takes those of the page around it. */
const message = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Message</title>
<style>
html{color-scheme:light;background:#fff;color:#171c26}
html.plain{color-scheme:light dark;background:none;color:light-dark(#171c26,#e8ebf0)}
html.plain[data-scheme=light]{color-scheme:light}
html.plain[data-scheme=dark]{color-scheme:dark}
.plain a{color:light-dark(#3451c7,#8fa8ff)}
body{margin:0;padding:12px 14px;font:15px/1.5 system-ui,sans-serif;overflow-wrap:anywhere;overflow-x:auto}
.plain body{padding:0}
img{max-width:100%;height:auto}
pre{white-space:pre-wrap}
details{margin-top:8px}
summary{width:max-content;padding:1px 10px;border-radius:99px;background:light-dark(#eef0f4,#12161b);color:light-dark(#59626f,#a3adba);font-size:12px;cursor:pointer}
.picture{padding:2px 8px;border:1px dashed #8a93a3;border-radius:6px;color:#59626f;font-size:13px}
.canvas>:first-child{margin-top:0}
.canvas>:last-child{margin-bottom:0}
</style></head><body></body></html>
`

/**
 * The inbox, as Vite built it from `inbox/`: one page, whatever the address below `/inbox`.
 *
 * @param guard lets only those by who may see it
 */
export function serveInbox(guard: Middleware): Router {
  const router = express.Router({ strict: true, caseSensitive: true })
  router.use('/inbox', guard, (_request, response, next) => {
    response.set({
      'Content-Security-Policy': policy,
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cache-Control': 'no-cache',
    })
    next()
  })
  for (const [path, contentPolicy] of Object.entries(messages))
    router.get(path, (_request, response) => {
      response.set('Content-Security-Policy', contentPolicy).type('html').send(message)
    })
  // Their names tell their content.
  router.use('/inbox/assets', express.static(join(inboxFolder, 'assets'), { immutable: true, maxAge: '1y' }))
  router.use('/inbox', express.static(inboxFolder, { index: false, cacheControl: false, redirect: false }))
  router.get(/^\/inbox(\/|$)/, sendPage)
  return router
}

const sendPage: RequestHandler = (request, response, next) => {
  if (!request.accepts('html') || request.path.startsWith('/inbox/assets/')) return next()
  if (existsSync(join(inboxFolder, 'index.html')))
    response.sendFile('index.html', { root: inboxFolder, cacheControl: false })
  else beingBuilt(response, { what: 'The inbox is being built', command: 'npm run inbox' })
}
