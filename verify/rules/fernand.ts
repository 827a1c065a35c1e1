/** What the rules of Fernand have in common: mails that a run composes, and takes back. */
import { NotApplicable } from '../case.ts'
import { LATER } from '../harmless.ts'
import type { Answer, Session } from '../session.ts'
import { bodyOf, memberOf, operationNamed, pathOf, rowsOf } from './rule.ts'

export const compose = operationNamed('fernand', 'composeConversation')
export const read = operationNamed('fernand', 'getConversation')
export const remove = operationNamed('fernand', 'deleteConversation')
export const timeline = operationNamed('fernand', 'listMessages')
const channels = operationNamed('fernand', 'listChannels')
const agents = operationNamed('fernand', 'listAgents')

export const success = `${compose.pointer}/responses/200`

/** What any mail needs: a channel to leave by, somebody who sends it, an address that is nobody's. */
export interface Base {
  channel_id: unknown
  agent_id: unknown
  to: string
  subject: string
  content: { content: string }
}

/** What any mail of a run needs is looked for once. */
const bases = new WeakMap<Session, Promise<Base>>()

export function base(session: Session): Promise<Base> {
  const found = bases.get(session) ?? findBase(session)
  bases.set(session, found)
  return found
}

async function findBase(session: Session): Promise<Base> {
  const lists = await Promise.all([channels, agents].map(({ path }) => session.ask({ method: 'GET', path })))
  const [channel_id, agent_id] = lists.map(answer => rowsOf(answer)[0]?.id)
  if (channel_id === undefined || agent_id === undefined)
    throw new NotApplicable('there is no channel, or nobody who could send')
  const to = `verify-${session.run}@example.com`
  const subject = `verify ${session.run}`
  return { channel_id, agent_id, to, subject, content: { content: '<p>verify</p>' } }
}

/** Composes a mail that leaves as late as one may, unless told otherwise, and remembers it for the list of what is there. */
export async function write(session: Session, more: object = {}): Promise<Answer> {
  const body = { ...(await base(session)), delay: LATER, ...more }
  const answer = await session.ask({ method: 'POST', path: compose.path, body })
  const id = conversationOf(answer)
  if (id !== undefined) session.created.push(`conversation ${id}`)
  return answer
}

/** Deletes the conversation, and with it the mail that has not left. */
export async function takeBack(session: Session, answer: Answer): Promise<Answer | undefined> {
  const id = conversationOf(answer)
  if (id === undefined) return undefined
  const gone = await session.ask({ method: 'DELETE', path: pathOf(remove, id) })
  const place = session.created.indexOf(`conversation ${id}`)
  if (gone.status < 300 && place >= 0) session.created.splice(place, 1)
  return gone
}

export const conversationOf = (answer: Answer): unknown =>
  answer.status < 300 ? memberOf(answer, 'conversation_id') : undefined

/** The messages of the conversation that an answer opened, the newest first. */
export async function messagesOf(session: Session, made: Answer): Promise<Record<string, unknown>[]> {
  const answer = await session.ask({ method: 'GET', path: pathOf(timeline, conversationOf(made)) })
  const entries = bodyOf(answer)
  return Array.isArray(entries) ? entries.filter(({ type }) => type === 'MESSAGE') : []
}
