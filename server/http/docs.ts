import { existsSync } from 'node:fs'
import { join } from 'node:path'
import express, { type RequestHandler, type Router } from 'express'
import { docsFolder } from '../places.ts'

const beingBuilt = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<title>The docs are being built</title>
<style>body{font:16px/1.5 system-ui,sans-serif;margin:20vh auto;max-width:32rem;padding:0 1rem;color-scheme:light dark}</style>
</head><body><h1>The docs are being built</h1>
<p>This takes some seconds after the first start. The page reloads by itself.</p>
<p>Nothing happens? Run <code>npm run docs</code> and read what it prints.</p></body></html>
`

/** The rendered contracts, as `npm run docs` left them. */
export function serveDocs(): Router {
  const router = express.Router({ strict: true })
  router.use(express.static(docsFolder, { extensions: ['html'] }))
  router.get(/(\/|\.html)$/, tellThatTheyAreBuilt)
  return router
}

/** Until the first page is there, any of them may still come. */
const tellThatTheyAreBuilt: RequestHandler = (_request, response, next) => {
  if (existsSync(join(docsFolder, 'index.html'))) next()
  else response.status(503).set('Retry-After', '2').type('html').send(beingBuilt)
}
