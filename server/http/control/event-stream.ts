import { systemClock } from '../../clock.ts'
import { eventView } from '../../control/operations/happened.ts'
import { DEFAULT_TENANT, type HappenedEvent, type Worlds } from '../../control/world.ts'
import type { Middleware } from '../middleware.ts'

/** Between two signs of life, in milliseconds. */
const ALIVE = 15_000

/** What happens, as it happens: server-sent events (HTML standard), from `Last-Event-ID` or `after` on. */
export const streamEvents =
  (worlds: Worlds): Middleware =>
  async (request, response, next) => {
    if (request.method !== 'GET' || request.path !== '/_control/events') return next()
    if (!request.headers.accept?.includes('text/event-stream')) return next()
    const { events } = await worlds.named(request.headers['control-tenant']?.toString() ?? DEFAULT_TENANT)
    let last = request.headers['last-event-id']?.toString() ?? request.query.after?.toString()
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
    const write = (event: HappenedEvent) => {
      last = event.id
      response.write(`id: ${event.id}\nevent: ${event.event}\ndata: ${JSON.stringify(eventView(event))}\n\n`)
    }
    const tell = () => events.list(undefined, last).forEach(write)
    tell()
    const stop = events.listen(tell)
    let stopLiving = () => {}
    const live = () => {
      stopLiving = systemClock.after(ALIVE, live)
      response.write(':\n\n')
    }
    live()
    response.on('close', () => {
      stopLiving()
      stop()
    })
  }
