import express, { type Router } from 'express'
import type { Logger } from 'pino'
import { Webhook } from 'standardwebhooks'
import { errorBody } from '../server/atender/errors.ts'
import type { Clock } from '../server/clock.ts'
import { atenderContract } from '../server/contracts.ts'
import { Refusal, type Violation } from '../server/errors/refusal.ts'
import { answerErrors, refuseMethod } from '../server/http/answer.ts'
import { readJson } from '../server/http/read-json.ts'
import type { Ids } from '../server/ids.ts'
import { createResolve } from '../server/webhooks/resolve.ts'
import { createSender } from '../server/webhooks/send.ts'
import { signatureHeaders } from '../server/webhooks/sign.ts'
import { checkWebhookUrl } from '../server/webhooks/url.ts'
import { rootOf, under } from './schema.ts'
import { momentOf, moved } from './times.ts'

/** Where the mock sends a webhook from. */
const WEBHOOKS_PATH = '/_mock/webhooks/:event'

const MOST_BYTES = 64 * 1024
/** How many secrets are known that it signed with. */
const MOST_SECRETS = 100

/** The example of each event. */
const events: ReadonlyMap<string, unknown> = new Map(
  Object.keys((atenderContract as { webhooks?: object }).webhooks ?? {}).map(name => {
    const path = ['webhooks', name, 'post', 'requestBody', 'content', 'application/json', 'examples']
    const examples = under(rootOf(atenderContract), path)
    const [first = ''] = Object.keys(examples.schema)
    return [name, (under(examples, [first]).schema as { value?: unknown }).value] as const
  }),
)

/** The names of the events that can be sent. */
const eventNames: readonly string[] = [...events.keys()]

/** The secret that signs when the caller brings none: the one that the contract's example of a new webhook shows. */
const exampleSecret = String(
  under(rootOf(atenderContract), ['components', 'examples', 'WebhookCreated', 'value', 'secret']).schema,
)

/**
 * Serves `POST /_mock/webhooks/{event}`: sends the example of an event, signed, to the `url` of the body, and answers
 * with what was sent and what came of it. Public hosts and this machine may be sent to.
 */
export function serveWebhooks({ clock, ids, logger }: { clock: Clock; ids: Ids; logger: Logger }) {
  let sender: ReturnType<typeof createSender> | undefined
  let secrets = [exampleSecret]

  async function send(event: string, given: unknown): Promise<object> {
    const { url, secret } = readTarget(event, given)
    if (!secrets.includes(secret)) secrets = [...secrets.slice(1 - MOST_SECRETS), secret]
    const at = clock.now()
    const example = events.get(event)
    const text = JSON.stringify(moved(example, momentOf(example), at))
    const headers = signatureHeaders({ id: ids.sortable(), body: text, at }, [secret])
    sender ??= createSender({ clock, resolve: createResolve(), loopback: true })
    const { status, answer, error } = await sender.send(
      { url, headers, body: text },
      new AbortController().signal,
    )
    return {
      event,
      url,
      sent: { headers, body: JSON.parse(text) },
      answered: { status, body: answer },
      error,
    }
  }

  const router: Router = express.Router({ caseSensitive: true, strict: true })
  router
    .route(WEBHOOKS_PATH)
    .post(...readJson(MOST_BYTES), async (request, response) => {
      response.json(await send(request.params.event, request.body))
    })
    .all(refuseMethod(['post']))
  router.use(
    WEBHOOKS_PATH,
    answerErrors(logger, () => errorBody),
  )
  return { router, secrets: (): readonly string[] => secrets, close: () => sender?.close() }
}

/** @throws Refusal `validation_failed` naming all that is wrong, and the events that there are */
function readTarget(event: string, body: unknown): { url: string; secret: string } {
  const violations: Violation[] = []
  if (!events.has(event)) {
    const message = `${event || 'nothing'} is no event; there are ${eventNames.join(', ')}`
    violations.push({ in: 'path', path: '/event', code: 'enum', message })
  }
  const {
    url,
    secret = exampleSecret,
    ...others
  } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  if (typeof url !== 'string') violations.push({ path: '/url', code: 'required', message: 'url is required' })
  else {
    const checked = checkWebhookUrl(url)
    const message = 'url must be an https URL of a public host, or any URL of this machine'
    if (!checked.ok)
      violations.push({ path: '/url', code: 'format', message: `${message}; ${checked.reason}` })
  }
  if (typeof secret !== 'string' || !isSecret(secret)) {
    violations.push({ path: '/secret', code: 'format', message: 'secret must be whsec_ and base64' })
  }
  for (const name of Object.keys(others)) {
    const message = `${name} is not a member of this object`
    violations.push({ path: `/${name}`, code: 'additionalProperties', message })
  }
  if (violations.length > 0) throw Refusal.invalid(violations)
  return { url, secret } as { url: string; secret: string } // just checked
}

function isSecret(secret: string): boolean {
  if (!/^whsec_[A-Za-z0-9+/]+={0,2}$/.test(secret)) return false
  try {
    new Webhook(secret)
    return true
  } catch {
    return false
  }
}
