import express, { type Router } from 'express'
import type { Worlds } from '../../control/world.ts'
import { answerErrors } from '../answer.ts'
import type { Middleware } from '../middleware.ts'
import { createRouter, type RouterOptions } from '../router.ts'
import { type Allowed, guardControl, requireOwnPage } from './guard.ts'
import type { Streams } from './streams.ts'

/**
 * Serves the control plane below `/_control`. What has another path passes it in one step; what answers is loaded by the
 * first request to it, so that no server that nobody controls waits for that.
 */
export function createPlane(
  worlds: Worlds,
  allowed: Allowed,
  streams: Streams,
  options: RouterOptions,
): Middleware {
  let plane: Promise<Router> | undefined
  return async (request, response, next) => {
    if (!request.path.startsWith('/_control/')) return next()
    plane ??= loadPlane(worlds, allowed, streams, options)
    return (await plane)(request, response, next)
  }
}

async function loadPlane(
  worlds: Worlds,
  allowed: Allowed,
  streams: Streams,
  options: RouterOptions,
): Promise<Router> {
  const [{ controlFace }, { streamChanges, streamEvents }] = await Promise.all([
    import('../../control/face.ts'),
    import('./event-stream.ts'),
  ])
  const face = controlFace(worlds, allowed.sessions)
  const plane = express.Router()
  plane.use(requireOwnPage(allowed))
  plane.use(guardControl(allowed))
  plane.get(face.operations.listEvents.path, streamEvents(worlds, streams))
  plane.get(face.operations.getChanges.path, streamChanges(worlds, streams))
  plane.use(createRouter(face, options))
  plane.use(answerErrors(options.logger, () => face.errorBody, face.errorType))
  return plane
}
