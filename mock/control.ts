/** What of the control plane makes sense for a mock, which keeps nothing: requests that fail, and places for webhooks. */
import type { Logger } from 'pino'
import { type Api, apis } from '../server/apis/apis.ts'
import { systemClock } from '../server/clock.ts'
import { Faults } from '../server/control/faults.ts'
import { Receivers } from '../server/control/receivers.ts'
import { DEFAULT_TENANT } from '../server/control/world.ts'
import { Refusal } from '../server/errors/refusal.ts'
import { askedFor, failOnPurpose, mayFail } from '../server/http/control/fail.ts'
import { createPlane } from '../server/http/control/plane.ts'
import type { Middleware } from '../server/http/middleware.ts'

interface Settings {
  apis: readonly Api[]
  logger: Logger
  /** Where the mock is reached. */
  url: () => string
  /** Whether this machine alone reaches it. */
  isOn: () => boolean
  /** Those that its webhooks were signed with. */
  secrets: () => readonly string[]
}

/** What stands before the APIs. */
export function controlMock({ apis: names, logger, url, isOn, secrets }: Settings): Middleware[] {
  const world = {
    name: DEFAULT_TENANT,
    faults: new Faults(),
    receivers: new Receivers(systemClock.now, async () => [...secrets()]),
    receiversUrl: () => `${url()}/_receivers`,
  }
  const worlds = {
    async named(name: string) {
      if (name === DEFAULT_TENANT) return world
      throw new Refusal('not_found', `There is no tenant ${name}: the mock has one, ${DEFAULT_TENANT}.`)
    },
  }
  const fail = failOnPurpose(world.faults, askedFor(names.map(name => apis[name].operations)))
  const all: Middleware[] = [
    createPlane(
      async () => {
        const [{ controlFace }, { faultHandlers }, { receiverHandlers }] = await Promise.all([
          import('../server/control/face.ts'),
          import('../server/control/operations/faults.ts'),
          import('../server/control/operations/receivers.ts'),
        ])
        return { face: controlFace({ ...faultHandlers, ...receiverHandlers }, worlds) }
      },
      { token: undefined, hosts: () => [] },
      { clock: systemClock, logger, validateResponses: false },
    ),
    async (request, response, next) => {
      const [, name] = /^\/_receivers\/([a-z0-9-]{1,63})$/.exec(request.path) ?? []
      if (name === undefined || !world.receivers.all.has(name)) return next()
      await world.receivers.receive(name, request, response, request.path)
    },
    (request, response, next) => (mayFail(request, world.faults) ? fail(request, response, next) : next()),
  ]
  return all.map(
    (one): Middleware =>
      (request, response, next) =>
        isOn() ? one(request, response, next) : next(),
  )
}
