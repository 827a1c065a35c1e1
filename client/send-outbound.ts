import type { components, operations, paths } from '../generated/atender/types.ts'
import type { CallOptions, PolicyClient, ProblemOf, ResultOf } from './call.ts'
import type { Failure } from './result.ts'

type Conversation = components['schemas']['Conversation']
type Creation = operations['createOutboundConversation']
type Refusal<Status extends number> = Extract<ProblemOf<Creation>, { status: Status }>

const refusals = {
  400: 'invalid',
  401: 'unauthorized',
  403: 'forbidden',
  413: 'too-large',
  415: 'unsupported',
  429: 'rate-limited',
} as const
type Refusals = typeof refusals

/** What came of opening a conversation. */
export type Outbound =
  /** It is there, and this call (or an attempt of it) opened it. */
  | { outcome: 'created'; conversation: Conversation; failure: null }
  /** It is there: an attempt without an answer opened it, or somebody used the reference before. */
  | { outcome: 'already-existed'; conversation: Conversation; failure: null }
  /** Nothing was opened, and the same call would be refused again; only `rate-limited` may fare better later. */
  | {
      [Status in keyof Refusals]: {
        outcome: Refusals[Status]
        conversation: null
        failure: Refusal<Status>
      }
    }[keyof Refusals]
  /** Nobody knows, or it exists and could not be read. The same call may be made again: it never opens a second one. */
  | { outcome: 'unconfirmed'; conversation: null; failure: Failure<ProblemOf<Creation | List>> }

type List = operations['listConversations']

/**
 * Opens a conversation in Atender, once, whatever the network does: an attempt that was carried out without our
 * knowing makes the next one answer 409, and then the conversation is fetched by its reference.
 *
 * @param options `deadlineMs` is for all of it
 * @returns never rejects for anything that a server or a network does
 * @throws TypeError when the body cannot be sent as JSON
 */
export async function sendOutbound(
  client: PolicyClient<paths>,
  body: components['schemas']['ConversationCreate'],
  options: CallOptions & { signal?: AbortSignal } = {},
): Promise<Outbound> {
  const { signal, ...call } = options
  const shared = signal ? { signal } : {}
  const { platform, policy } = client
  const deadline = platform.now() + (options.deadlineMs ?? policy.deadlineMs)

  const created = await client.POST('/v1/conversations/outbound', { body, call, ...shared })
  if (created.ok) return { outcome: 'created', conversation: created.data, failure: null }
  if (created.kind !== 'problem') return unconfirmed(created)
  if (created.status !== 409) return refused(created)

  // A database that reads from a copy may be a moment late.
  for (let look = 1; ; look++) {
    const found: ResultOf<List> = await client.GET('/v1/conversations', {
      params: { query: { externalReference: body.externalReference } },
      call: { ...call, deadlineMs: Math.max(0, deadline - platform.now()) },
      ...shared,
    })
    if (!found.ok) return unconfirmed(found)
    const conversation = found.data.data.find(one => one.externalReference === body.externalReference)
    if (conversation) return { outcome: 'already-existed', conversation, failure: null }
    if (look === 3) return unconfirmed(created)
    await platform.sleep(policy.backoffMs * look, signal)
  }
}

const unconfirmed = (failure: Failure<ProblemOf<Creation | List>>): Outbound => ({
  outcome: 'unconfirmed',
  conversation: null,
  failure,
})

function refused(failure: ProblemOf<Creation>): Outbound {
  const outcome = refusals[failure.status as keyof Refusals] as Refusals[keyof Refusals] | undefined
  // A key or a limit refuses this attempt, whatever one before it did; a body is as wrong at every attempt.
  const isCertain = failure.unanswered === 0 || ![401, 403, 429].includes(failure.status)
  if (outcome === undefined || !isCertain) return unconfirmed(failure)
  return { outcome, conversation: null, failure } as Outbound // the table pairs them by status
}
