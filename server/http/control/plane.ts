import express from 'express'
import { controlFace } from '../../control/face.ts'
import type { Worlds } from '../../control/world.ts'
import { answerErrors } from '../answer.ts'
import type { Middleware } from '../middleware.ts'
import { createRouter, type RouterOptions } from '../router.ts'
import { streamEvents } from './event-stream.ts'
import { type Allowed, guardControl } from './guard.ts'

/** Serves the control plane below `/_control`. What has another path passes it in one step. */
export function createPlane(worlds: Worlds, allowed: Allowed, options: RouterOptions): Middleware {
  const face = controlFace(worlds)
  const plane = express.Router()
  plane.use(guardControl(allowed))
  plane.get('/_control/events', streamEvents(worlds))
  plane.use(createRouter(face, options))
  plane.use(answerErrors(options.logger, () => face.errorBody, face.errorType))
  return (request, response, next) =>
    request.path.startsWith('/_control/') ? plane(request, response, next) : next()
}
