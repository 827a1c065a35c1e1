import type { components, operations, paths } from '../generated/fernand/types.ts'
import { type Attachment, readAttachments } from './attachments.ts'
import type { CallOptions, PolicyClient, ProblemOf } from './call.ts'
import { type Recipients, toAddressList } from './recipients.ts'
import type { Failure, Success } from './result.ts'

type Schemas = components['schemas']
type Message = Schemas['Message']
type Body = Schemas['ConversationCompose']

/** The contract's body, with the members that it would refuse told by the compiler. */
export type MessageToCompose = Omit<Body, 'content' | 'to' | 'cc' | 'bcc' | 'agent_id' | 'agent_email'> & {
  /** The HTML body. May be empty only where there is an attachment. */
  content: string
  attachments?: readonly Attachment[]
  actions?: NonNullable<Schemas['MessageContent']['actions']>
} & (Addressed<'to'> | Addressed<'cc'> | Addressed<'bcc'>) &
  ({ agent_id: number; agent_email?: string } | { agent_email: string; agent_id?: number })

type Addressed<Field extends 'to' | 'cc' | 'bcc'> = { [F in Field]: Recipients } & {
  to?: Recipients
  cc?: Recipients
  bcc?: Recipients
}

export interface ComposeOptions extends CallOptions {
  signal?: AbortSignal
  /**
   * `sent` waits until the mail server took the mail, or will not: the status is no longer `PENDING`. `settled` waits
   * until `last_event` also tells how it ended. Read `status`: a mail that bounced is composed all the same.
   */
  waitUntil?: 'sent' | 'settled'
  /** How long to wait for that, in milliseconds, from when the mail is due; two minutes. */
  waitMs?: number
  /** The longest pause between two looks, in milliseconds; 30 seconds. Fernand allows 20 reads a minute. */
  pollMs?: number
}

/** Never sent: an address, an attachment or its size is not what the contract allows. */
export interface Unsendable {
  ok: false
  kind: 'unsendable'
  status: null
  error: Error
  response: null
  message: null
}

/** The message was deleted, by whoever, while it was waited for. Before it is due, that keeps it from being sent. */
export interface Deleted {
  ok: false
  kind: 'deleted'
  status: null
  error: Error
  response: Response
  message: Message
}

type Compose = operations['composeConversation']
type List = operations['listMessages']

export type Composed =
  | Success<Message, 200>
  | Unsendable
  | Deleted
  /** `message` is what was accepted, as last seen: where there is one, do not compose again. */
  | (Failure<ProblemOf<Compose | List>> & { message: Message | null })

/**
 * Sends a mail through Fernand. It is asked for once: nothing keeps a second request from sending a second mail.
 *
 * @returns the message as it was accepted, or as it stands once what `waitUntil` names has happened. A failure with
 * `message: null` and `unanswered` above 0 leaves open whether the mail goes out.
 */
export async function composeMessage(
  client: PolicyClient<paths>,
  message: MessageToCompose,
  options: ComposeOptions = {},
): Promise<Composed> {
  const { signal, waitUntil, waitMs = 120_000, pollMs = 30_000, ...call } = options
  const shared = { call, ...(signal ? { signal } : {}) }
  let body: Body
  try {
    body = await toBody(message)
  } catch (error) {
    const reason = error instanceof Error ? error : new Error(String(error))
    return { ok: false, kind: 'unsendable', status: null, error: reason, response: null, message: null }
  }
  const composed = await client.POST('/conversations/compose', { body, ...shared })
  if (!composed.ok) return { ...composed, message: null }
  if (waitUntil === undefined) return composed

  const { platform } = client
  let last = composed.data
  const due = platform.now() + secondsOf(last.delay ?? message.delay) * 1000
  const end = due + waitMs
  let pause = 1000
  await platform.sleep(due + pause - platform.now(), signal)
  for (;;) {
    const found = await find(client, last, end, shared)
    if (found?.ok === false) return { ...found, message: last }
    if (found) {
      last = found.data
      if (isOver(last, waitUntil)) return found
    }
    pause = Math.min(pollMs, Math.max(3000, pause * 1.5))
    if (platform.now() + pause > end) {
      const error = new Error(`the message is still ${last.status}`)
      return { ok: false, kind: 'timeout', status: null, error, response: null, ...none, message: last }
    }
    await platform.sleep(pause, signal)
  }
}

const none = { attempts: 0, unanswered: 0 }

/** A delay as a server told it; 0 for what is none. */
const secondsOf = (delay: unknown): number => (typeof delay === 'number' ? Math.max(0, delay) || 0 : 0)

/**
 * Looks a message up in the timeline of its conversation, page by page, the newest first. It was deleted only when the
 * timeline was read to its end, which is an empty page, and did not show it.
 *
 * @param end when to read no further page, in milliseconds since 1970
 * @returns null when this look tells nothing: there are more pages than there is time, or one went while it was read
 */
async function find(
  client: PolicyClient<paths>,
  { id, conversation_id }: Message,
  end: number,
  shared: { call: CallOptions; signal?: AbortSignal },
): Promise<Success<Message, 200> | Omit<Deleted, 'message'> | Failure<ProblemOf<List>> | null> {
  const seen = new Set<string>()
  for (let before: string | undefined; ; ) {
    const listed = await client.GET('/conversations/{id}/messages', {
      params: { path: { id: conversation_id }, ...(before === undefined ? {} : { query: { before } }) },
      ...shared,
    })
    const isGone = !listed.ok && listed.kind === 'problem' && listed.status === 404
    if (isGone && before !== undefined) return null // the entry that `before` names may be what is gone
    if (!listed.ok && !isGone) return listed
    const { response } = listed
    const entries = listed.ok ? listed.data : []
    // A note may have the number of a message.
    const found = entries.find((one): one is Message => one.type === 'MESSAGE' && sameId(one.id, id))
    if (found) return { ok: true, status: 200, data: found, response }
    const oldest = entries.at(-1)
    if (oldest === undefined) {
      const error = new Error('the message was deleted') // with its last message the conversation goes too: 404
      return { ok: false, kind: 'deleted', status: null, error, response }
    }
    const entry = `${oldest.type} ${oldest.id}`
    if (seen.has(entry)) {
      const error = new Error('the pages of the timeline repeat themselves')
      return { ok: false, kind: 'malformed', status: 200, error, response, ...none }
    }
    if (client.platform.now() >= end) return null
    seen.add(entry)
    before = oldest.id
  }
}

/** The vendor announces that the prefix will go. */
const sameId = (one: string, other: string): boolean => one.replace(/^m-/, '') === other.replace(/^m-/, '')

/** Those that a mail does not leave again; a status that nobody knows yet is none of them. */
const ends: readonly string[] = ['SENT', 'RECEIVED', 'BOUNCED', 'SPAM', 'ERROR']

const isOver = ({ status, last_event }: Message, waitUntil: 'sent' | 'settled'): boolean => {
  if (!ends.includes(status)) return false
  if (waitUntil === 'sent') return true
  const event: unknown = last_event?.event // of a server that may leave it out, or say null
  return typeof event === 'string' && event !== 'DEFERRED'
}

async function toBody(message: MessageToCompose): Promise<Body> {
  const { content, attachments, actions, to, cc, bcc, ...rest } = message
  return {
    ...rest,
    content: {
      content,
      ...(attachments ? { attachments: await readAttachments(attachments) } : {}),
      ...(actions ? { actions } : {}),
    },
    ...(to === undefined ? {} : { to: toAddressList(to) }),
    ...(cc === undefined ? {} : { cc: toAddressList(cc) }),
    ...(bcc === undefined ? {} : { bcc: toAddressList(bcc) }),
  }
}
