import express, { type Router } from 'express'
import type { Face } from '../../face/face.ts'
import { answerErrors } from '../answer.ts'
import type { Middleware } from '../middleware.ts'
import { createRouter, type RouterOptions } from '../router.ts'
import { type Allowed, guardControl, requireOwnPage } from './guard.ts'

/** What answers, and what does so before the contract is asked. */
interface Answering {
  face: Face
  first?: Middleware[]
}

/**
 * Serves the control plane below `/_control`. What has another path passes it in one step; what answers is loaded by the
 * first request to it, so that no server that nobody controls waits for that.
 */
export function createPlane(
  load: () => Promise<Answering>,
  allowed: Allowed,
  options: RouterOptions,
): Middleware {
  let plane: Promise<Router> | undefined
  return async (request, response, next) => {
    if (!request.path.startsWith('/_control/')) return next()
    plane ??= load().then(answering => planeOf(answering, allowed, options))
    return (await plane)(request, response, next)
  }
}

function planeOf({ face, first = [] }: Answering, allowed: Allowed, options: RouterOptions): Router {
  const plane = express.Router()
  plane.use(requireOwnPage(allowed))
  plane.use(guardControl(allowed))
  for (const middleware of first) plane.use(middleware)
  plane.use(createRouter(face, options))
  plane.use(answerErrors(options.logger, () => face.errorBody, face.errorType))
  return plane
}
