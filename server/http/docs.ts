import { existsSync } from 'node:fs'
import { join } from 'node:path'
import express, { type RequestHandler, type Response, type Router } from 'express'
import { docsFolder } from '../places.ts'
import { beingBuilt } from './being-built.ts'

/** The rendered contracts, as `npm run docs` left them. */
export function serveDocs(): Router {
  const router = express.Router({ strict: true })
  router.use(express.static(docsFolder, { extensions: ['html'], setHeaders: letEverybodyRead }))
  router.get(/(\/|\.html)$/, tellThatTheyAreBuilt)
  return router
}

/** What programs read is no page's secret: a tool in a browser, wherever it comes from, may load a contract. */
const letEverybodyRead = (response: Response, path: string): void => {
  if (/\.(json|yaml|md|txt)$/.test(path)) response.set('Access-Control-Allow-Origin', '*')
}

/** Until the first page is there, any of them may still come. */
const tellThatTheyAreBuilt: RequestHandler = (_request, response, next) => {
  if (existsSync(join(docsFolder, 'index.html'))) next()
  else beingBuilt(response, { what: 'The docs are being built', command: 'npm run docs' })
}
