import type { Express } from 'express'
import { composed, created, found } from './answers.ts'

/** The three routes that are measured, answered from the request alone. */
export function echo(app: Express): void {
  app.post('/v1/conversations/outbound', (request, response) => {
    response.status(201).json(created(request.body))
  })
  app.get('/v1/conversations', (request, response) => {
    response.json(found(request.query.externalReference))
  })
  app.post('/conversations/compose', (request, response) => {
    response.json(composed(request.body))
  })
}
