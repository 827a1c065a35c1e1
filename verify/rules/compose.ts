/** What Fernand's pages say of mails that are composed and no schema can. No mail of these leaves: each is taken back. */
import { taken } from '../answers.ts'
import { type Case, findings } from '../case.ts'
import { LATER } from '../harmless.ts'
import type { Session } from '../session.ts'
import { compose, conversationOf, read, remove, success, takeBack, timeline, write } from './fernand.ts'
import { bodyPointer, expecting, memberOf, pathOf, ruleOf, unless } from './rule.ts'

const rule = ruleOf(compose)

export const composeRules = (): Case[] => [
  rule('a mail that leaves later is pending, with its delay', success, pending),
  rule(
    'what was composed can be fetched, and what was deleted does not answer',
    `${read.pointer}/responses/200`,
    fetched,
    'memory',
  ),
  rule('the generated id comes back unchanged', bodyPointer(compose, 'generated_id'), generatedId, 'memory'),
  rule('the contact is the same whatever the case of its address', success, sameContact, 'memory'),
]

async function pending(session: Session) {
  const answer = await write(session)
  await takeBack(session, answer)
  const wrong = findings(answer, taken(compose, answer, 200))
  const [status, delay] = [memberOf(answer, 'status'), memberOf(answer, 'delay')]
  const holds = wrong.length > 0 || (status === 'PENDING' && delay === LATER)
  const came = `${JSON.stringify(status)}, ${JSON.stringify(delay)}`
  return [
    ...wrong,
    ...unless(holds, answer, compose, success, ['a mail that leaves later', `PENDING, ${LATER}`, came]),
  ]
}

async function fetched(session: Session) {
  const made = await write(session)
  const id = conversationOf(made)
  if (id === undefined) return findings(made, taken(compose, made, 200))
  const ask = (operation: { path: string }) => session.ask({ method: 'GET', path: pathOf(operation, id) })
  const [there, messages] = [await ask(read), await ask(timeline)]
  const gone = await takeBack(session, made)
  const after = await ask(read)
  return [
    ...findings(there, taken(read, there, 200)),
    ...findings(messages, taken(timeline, messages, 200)),
    ...(gone ? findings(gone, taken(remove, gone, 204)) : []),
    ...findings(after, expecting(read, after, 404)),
  ]
}

async function generatedId(session: Session) {
  const generated = `verify-${session.run}`
  const answer = await write(session, { generated_id: generated })
  await takeBack(session, answer)
  const wrong = findings(answer, taken(compose, answer, 200))
  const came = memberOf(answer, 'generated_id')
  const holds = wrong.length > 0 || came === generated
  const pointer = bodyPointer(compose, 'generated_id')
  return [...wrong, ...unless(holds, answer, compose, pointer, ['the generated id', generated, `${came}`])]
}

async function sameContact(session: Session) {
  const to = `verify-case-${session.run}@example.com`
  const made = [await write(session, { to }), await write(session, { to: to.toUpperCase() })] as const
  const contacts: unknown[] = []
  for (const one of made) {
    const answer = await session.ask({ method: 'GET', path: pathOf(read, conversationOf(one)) })
    contacts.push(memberOf(answer, 'contact_id'))
  }
  for (const one of made) await takeBack(session, one)
  const wrong = made.flatMap(one => findings(one, taken(compose, one, 200)))
  const [first, second] = contacts
  const holds = wrong.length > 0 || first === second
  return [
    ...wrong,
    ...unless(holds, made[1], compose, success, [
      'the contact of an address',
      `contact ${first}`,
      `contact ${second}`,
    ]),
  ]
}
