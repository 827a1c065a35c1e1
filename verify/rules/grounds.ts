/** Where a body can be sent so that it is taken: a path whose ids are there, and what has to stand in it. */

import { NotApplicable } from '../case.ts'
import type { Api, Operation } from '../contract.ts'
import { LATER } from '../harmless.ts'
import type { Answer, Session } from '../session.ts'
import * as atender from './atender.ts'
import * as fernand from './fernand.ts'
import { memberOf, operationNamed, pathOf, rowsOf } from './rule.ts'

/** What is there for one body. */
export interface Ground {
  path: string
  /** What is taken as it is. */
  body: object
  /** Takes away what was made for it, and by it. */
  clear?(answer: Answer): Promise<unknown>
}

/** @param name what the conversation is called, when one is opened */
type Lay = (session: Session, operation: Operation, name: string) => Promise<Ground>

const NOBODYS_URL = 'https://example.com/verify'

const ofConversation =
  (body: object): Lay =>
  async (session, operation, name) => {
    const made = await atender.open(session, atender.referenceOf(session, name))
    return { path: pathOf(operation, idOf(made, 'id')), body }
  }

const webhook = ({ run }: Session) => ({ name: `verify ${run}`, url: NOBODYS_URL, events: ['sla.breached'] })

const forgetWebhook = async (session: Session, answer: Answer) => {
  const path = pathOf(operationNamed('atender', 'deleteWebhook'), memberOf(answer, 'id'))
  if (answer.status < 300) await session.ask({ method: 'DELETE', path })
}

/** A mail that leaves tomorrow, in a conversation that is deleted when it is over. */
const ofMail =
  (
    body: (session: Session) => Promise<object>,
    ...ids: ((session: Session, mail: Answer) => Promise<unknown>)[]
  ): Lay =>
  async (session, operation) => {
    const mail = await fernand.write(session)
    const more: unknown[] = []
    for (const id of ids) more.push(await id(session, mail))
    const path = pathOf(operation, idOf(mail, 'conversation_id'), ...more)
    return { path, body: await body(session), clear: () => fernand.takeBack(session, mail) }
  }

const asking = async (session: Session, id: string, path?: string): Promise<Answer> => {
  const operation = operationNamed('fernand', id)
  return session.ask({ method: 'GET', path: path ?? operation.path })
}

const noteOf = async (session: Session, mail: Answer) => {
  const { path } = operationNamed('fernand', 'createNote')
  const note = await session.ask({
    method: 'POST',
    path: pathOf({ path }, memberOf(mail, 'conversation_id')),
    body: { content: '<p>verify</p>' },
  })
  return /(?<!\d)\d+$/.exec(String(idOf(note, 'id')))?.[0]
}

const remaining =
  (what: string, body: (session: Session, name: string) => object): Lay =>
  async (session, { path }, name) => ({
    path,
    body: body(session, name),
    clear: async answer => {
      if (answer.status < 300) session.created.push(`${what} ${memberOf(answer, 'id')}`)
    },
  })

/** By operation, of those that have a body. */
const grounds: Record<Api, Record<string, Lay>> = {
  atender: {
    createOutboundConversation: async (session, { path }, name) => ({
      path,
      body: { ...atender.base(session), externalReference: atender.referenceOf(session, name) },
      clear: async answer => {
        if (answer.status === 201)
          session.created.push(`conversation ${memberOf(answer, 'externalReference')}`)
      },
    }),
    updateConversation: ofConversation({ status: 'active' }),
    pushMessage: ofConversation({ direction: 'inbound', text: 'verify' }),
    createWebhook: async (session, { path }) => ({
      path,
      body: webhook(session),
      clear: answer => forgetWebhook(session, answer),
    }),
    updateWebhook: async (session, operation) => {
      const { path } = operationNamed('atender', 'createWebhook')
      const made = await session.ask({ method: 'POST', path, body: webhook(session) })
      const clear = () => forgetWebhook(session, made)
      return { path: pathOf(operation, idOf(made, 'id')), body: { name: `verify ${session.run}` }, clear }
    },
  },
  fernand: {
    composeConversation: async (session, { path }) => ({
      path,
      body: { ...(await fernand.base(session)), delay: LATER },
      clear: async answer => {
        const id = fernand.conversationOf(answer)
        if (id !== undefined) session.created.push(`conversation ${id}`)
        await fernand.takeBack(session, answer)
      },
    }),
    updateConversations: async (session, { path }) => {
      const mail = await fernand.write(session)
      const body = { ids: [idOf(mail, 'conversation_id')], status: 'CLOSED' }
      return { path, body, clear: () => fernand.takeBack(session, mail) }
    },
    updateConversation: ofMail(async () => ({ status: 'CLOSED' })),
    replyToConversation: ofMail(async session => {
      const { agent_id } = await fernand.base(session)
      return { content: '<p>verify</p>', agent_id, delay: LATER }
    }),
    createNote: ofMail(async () => ({ content: '<p>verify</p>' })),
    updateNote: ofMail(async () => ({ content: '<p>verify again</p>' }), noteOf),
    addTag: ofMail(async session => {
      const [tag] = rowsOf(await asking(session, 'listTags'))
      if (!tag) throw new NotApplicable('there is no tag')
      return { name: tag.name }
    }),
    createDraft: ofMail(async session => {
      const { agent_id } = await fernand.base(session)
      return { content: '<p>verify</p>', author_id: agent_id }
    }),
    updateContact: async (session, operation) => {
      const mail = await fernand.write(session)
      const path = pathOf(fernand.read, idOf(mail, 'conversation_id'))
      const contact = memberOf(await asking(session, 'getConversation', path), 'contact_id')
      const clear = () => fernand.takeBack(session, mail)
      return { path: pathOf(operation, contact), body: { name: 'verify' }, clear }
    },
    createSnippet: remaining('snippet', ({ run }) => ({
      title: `verify ${run}`,
      actions: [{ name: 'status', data: { status: 'closed' } }],
    })),
    createTag: remaining('tag', ({ run }, name) => ({ name: `verify ${run} ${name}`.slice(0, 40) })),
  },
}

/** Undefined for an operation whose body this knows no place for. */
export const groundOf = ({ api, id }: Operation): Lay | undefined => grounds[api][id]

/** @throws NotApplicable when it was not made */
function idOf(answer: Answer, name: string): unknown {
  const id = answer.status < 300 ? memberOf(answer, name) : undefined
  if (id === undefined) throw new NotApplicable(`what it is about could not be made: ${answer.status}`)
  return id
}
