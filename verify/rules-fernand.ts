/** What Fernand's pages say of mails that are composed and no schema can. No mail of these leaves: each is taken back. */
import { taken } from './answers.ts'
import { type Case, findings, NotApplicable } from './case.ts'
import { changed } from './changed.ts'
import { pointerOf } from './contract.ts'
import { edgesOf } from './edges.ts'
import { LATER } from './harmless.ts'
import { bodyOf, broken, expecting, operationNamed, ruleOf } from './rule.ts'
import type { Answer, Session } from './session.ts'

/** What any mail of a run needs is looked for once. */
const bases = new WeakMap<Session, Promise<object>>()

export function fernandRules(): Case[] {
  const compose = operationNamed('fernand', 'composeConversation')
  const read = operationNamed('fernand', 'getConversation')
  const remove = operationNamed('fernand', 'deleteConversation')
  const timeline = operationNamed('fernand', 'listMessages')
  const rule = ruleOf(compose)
  const success = `${compose.pointer}/responses/200`
  const pathOf = ({ path }: { path: string }, id: unknown) => path.replace('{id}', String(id))

  /** What any mail needs: a channel to leave by, and somebody who sends it. */
  const findBase = async (session: Session) => {
    const [channels, agents] = await Promise.all(
      ['listChannels', 'listAgents'].map(id =>
        session.ask({ method: 'GET', path: operationNamed('fernand', id).path }),
      ),
    )
    const idIn = (answer: Answer | undefined): unknown => {
      const body = answer ? bodyOf(answer) : []
      const list = Array.isArray(body) ? body : Object.values(body as object).find(Array.isArray)
      return (list?.[0] as { id?: unknown } | undefined)?.id
    }
    const [channel_id, agent_id] = [idIn(channels), idIn(agents)]
    if (channel_id === undefined || agent_id === undefined)
      throw new NotApplicable('there is no channel, or nobody who could send')
    const to = `verify-${session.run}@example.com`
    return {
      channel_id,
      agent_id,
      to,
      subject: `verify ${session.run}`,
      content: { content: '<p>verify</p>' },
    }
  }

  const base = (session: Session): Promise<object> => {
    const found = bases.get(session) ?? findBase(session)
    bases.set(session, found)
    return found
  }

  const write = async (session: Session, more: object = {}): Promise<Answer> => {
    const answer = await session.ask({
      method: 'POST',
      path: compose.path,
      body: { ...(await base(session)), ...more, delay: LATER },
    })
    const id = conversationOf(answer)
    if (id !== undefined) session.created.push(`conversation ${id}`)
    return answer
  }

  /** Deletes the conversation, and with it the mail that has not left. */
  const takeBack = async (session: Session, answer: Answer): Promise<Answer | undefined> => {
    const id = conversationOf(answer)
    if (id === undefined) return undefined
    const gone = await session.ask({ method: 'DELETE', path: pathOf(remove, id) })
    const at = session.created.indexOf(`conversation ${id}`)
    if (gone.status < 300 && at >= 0) session.created.splice(at, 1)
    return gone
  }

  const bodyAt = `${compose.pointer}${pointerOf('requestBody', 'content', 'application/json', 'schema')}`
  return [
    ...edgesOf('fernand', bodyAt)
      // When it leaves is ours to say; whom and what it names has to be there.
      .filter(
        ({ at }) =>
          !['delay', 'channel_id', 'agent_id', 'agent_email', 'to', 'cc', 'bcc'].includes(at[0] ?? ''),
      )
      .filter(({ at }) => !at.includes('actions') && !at.includes('attachments') && !at.includes('inlines'))
      .map(({ name, at, value, pointer }) =>
        rule(`${compose.id}: takes ${name}`, pointer, async session => {
          const answer = await write(session, changed(await base(session), at, value) as object)
          await takeBack(session, answer)
          return findings(answer, taken(compose, answer, 200))
        }),
      ),
    rule(`${compose.id}: a mail that leaves later is pending, with its delay`, success, async session => {
      const answer = await write(session)
      await takeBack(session, answer)
      const wrong = taken(compose, answer, 200)
      const { status, delay } = bodyOf(answer) as { status?: unknown; delay?: unknown }
      if (wrong.length > 0 || (status === 'PENDING' && delay === LATER)) return findings(answer, wrong)
      const came = `${JSON.stringify(status)}, ${JSON.stringify(delay)}`
      return findings(answer, [
        broken(compose, success, 'a mail that leaves later', `PENDING, ${LATER}`, came),
      ])
    }),
    rule(
      `${compose.id}: what was composed can be fetched, and what was deleted does not answer`,
      `${read.pointer}/responses/200`,
      async session => {
        const made = await write(session)
        const id = conversationOf(made)
        if (id === undefined) return findings(made, taken(compose, made, 200))
        const ask = (operation: { path: string }) =>
          session.ask({ method: 'GET', path: pathOf(operation, id) })
        const [there, messages] = [await ask(read), await ask(timeline)]
        const gone = await takeBack(session, made)
        const after = await ask(read)
        return [
          ...findings(there, taken(read, there, 200)),
          ...findings(messages, taken(timeline, messages, 200)),
          ...(gone ? findings(gone, taken(remove, gone, 204)) : []),
          ...findings(after, expecting(read, after, 404)),
        ]
      },
      'memory',
    ),
    rule(
      `${compose.id}: the contact is the same whatever the case of its address`,
      success,
      async session => {
        const to = `verify-case-${session.run}@example.com`
        const made = [await write(session, { to }), await write(session, { to: to.toUpperCase() })]
        const contacts: unknown[] = []
        for (const one of made) {
          const answer = await session.ask({ method: 'GET', path: pathOf(read, conversationOf(one)) })
          contacts.push((bodyOf(answer) as { contact_id?: unknown }).contact_id)
        }
        for (const one of made) await takeBack(session, one)
        const wrong = made.flatMap(one => findings(one, taken(compose, one, 200)))
        const [first, second] = contacts
        if (wrong.length > 0 || first === second) return wrong
        return findings(made[1] as Answer, [
          broken(compose, success, 'the contact of an address', `contact ${first}`, `contact ${second}`),
        ])
      },
      'memory',
    ),
  ]
}

function conversationOf(answer: Answer): unknown {
  return answer.status < 300 ? (bodyOf(answer) as { conversation_id?: unknown }).conversation_id : undefined
}
