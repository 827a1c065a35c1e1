import type { Request } from 'express'
import { operations } from '../../../generated/control/operations.ts'
import { systemClock } from '../../clock.ts'
import { eventView } from '../../control/operations/happened.ts'
import { DEFAULT_TENANT, type HappenedEvent, type Worlds } from '../../control/world.ts'
import type { Middleware } from '../middleware.ts'
import { unknownParameters } from '../parameters.ts'
import { refuse } from '../refuse.ts'
import type { Streams } from './streams.ts'

/** Between two `changed`, in milliseconds. */
const APART = 200

const worldOf = (worlds: Worlds, { headers }: Request) =>
  worlds.named(headers['control-tenant']?.toString() ?? DEFAULT_TENANT)

/** What happens, as it happens: from `Last-Event-ID` or `after` on. */
export const streamEvents =
  (worlds: Worlds, streams: Streams): Middleware =>
  async (request, response, next) => {
    if (request.method !== 'GET' || request.path !== operations.listEvents.path) return next()
    if (!request.headers.accept?.includes('text/event-stream')) return next()
    refuse([], unknownParameters(request.query, operations.listEvents), undefined)
    const { events } = await worldOf(worlds, request)
    let last = request.headers['last-event-id']?.toString() ?? request.query.after?.toString()
    let stop = () => {}
    const write = streams.begin(response, () => stop())
    const tell = ({ id, ...event }: HappenedEvent) => {
      last = id
      write(`id: ${id}\nevent: ${event.event}\ndata: ${JSON.stringify(eventView({ id, ...event }))}\n\n`)
    }
    const tellAll = () => events.list(undefined, last).forEach(tell)
    tellAll()
    stop = events.listen(tellAll)
  }

/** That something has changed: at once when nothing has for a while, and else as soon as the last one is long enough ago. */
export const streamChanges =
  (worlds: Worlds, streams: Streams): Middleware =>
  async (request, response, next) => {
    if (request.path !== operations.getChanges.path) return next()
    if (request.method === 'HEAD') return void response.type('text/event-stream').end()
    if (request.method !== 'GET') return next()
    refuse([], unknownParameters(request.query, operations.getChanges), undefined)
    const { changes } = await worldOf(worlds, request)
    let [isTold, isChanged] = [false, false]
    let stopWaiting = () => {}
    let stop = () => {}
    const write = streams.begin(response, () => {
      stop()
      stopWaiting()
    })
    const tell = () => {
      isChanged = true
      if (isTold) return
      ;[isTold, isChanged] = [true, false]
      write('event: changed\ndata: {}\n\n')
      stopWaiting = systemClock.after(APART, () => {
        isTold = false
        if (isChanged) tell()
      })
    }
    stop = changes.listen(tell)
  }
