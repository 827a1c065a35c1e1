/** What Atender's page says of outbound conversations and no schema can: each rule is named after its sentence. */
import { taken } from '../answers.ts'
import { type Case, findings, NotApplicable } from '../case.ts'
import type { Session } from '../session.ts'
import { at, create, find, list, open, opening, read, referenceOf } from './atender.ts'
import { bodyPointer, expecting, memberOf, pathOf, rowsOf, ruleOf, type Said, unless } from './rule.ts'

/** How many callers race for one reference. */
const RACE = 50
/** When connections are cut, in milliseconds after the request was sent. */
const CUTS = [0, 1, 3, 10, 30]

const rule = ruleOf(create)

export const outboundRules = (): Case[] => [
  rule('a reference that was used before answers 409', at(409), usedBefore, 'memory'),
  rule(`of ${RACE} callers with one reference one is answered 201, the others 409`, at(409), race, 'memory'),
  rule(
    'after a connection that was cut a retry answers 409, and the conversation is there once',
    at(409),
    cutConnection,
    'memory',
  ),
  rule(
    'what was created can be fetched, by its id and by its reference',
    `${read.pointer}/responses/200`,
    fetched,
    'memory',
  ),
  rule('a tag that does not exist is ignored', bodyPointer(create, 'tags'), async session => {
    const tags = [`verify-no-such-tag-${session.run}`]
    const answer = await open(session, referenceOf(session, 'tags'), { tags })
    return findings(answer, taken(create, answer, 201))
  }),
  rule(
    "the name of a contact is by default its address's local part",
    `${bodyPointer(create, 'contact')}/properties/name`,
    defaultName,
    'memory',
  ),
  rule(
    'the contact is the same whatever the case of its address',
    bodyPointer(create, 'contact'),
    sameContact,
    'memory',
  ),
]

async function usedBefore(session: Session) {
  const reference = referenceOf(session, 'twice')
  const first = await open(session, reference)
  const second = await open(session, reference)
  return [...findings(first, taken(create, first, 201)), ...findings(second, expecting(create, second, 409))]
}

async function race(session: Session) {
  const reference = referenceOf(session, 'race')
  const answers = await Promise.all(Array.from({ length: RACE }, () => open(session, reference)))
  const won = answers.filter(({ status }) => status === 201)
  const other = answers.find(({ status }) => status !== 201 && status !== 409)
  if (other) return findings(other, expecting(create, other, 409))
  const [first] = answers
  const said: Said = ['a race for one reference', `one 201 and ${RACE - 1} 409`, `${won.length} times 201`]
  return first ? unless(won.length === 1, won[1] ?? first, create, at(409), said) : []
}

async function cutConnection(session: Session) {
  const reference = (index: number | string) => referenceOf(session, `cut-${index}`)
  const status = await session.lose(opening(session, reference('late')))
  if (status === 429) throw new NotApplicable('the key may ask no more')
  // Its answer had begun: it is there.
  const late = await open(session, reference('late'))
  const found = [
    ...findings(late, expecting(create, late, 409)),
    ...(await there(session, reference('late'))),
  ]
  for (const [index, after] of CUTS.entries()) {
    await session.lose(opening(session, reference(index)), after)
    const retry = await open(session, reference(index))
    if (retry.status !== 201) found.push(...findings(retry, expecting(create, retry, 409)))
    found.push(...(await there(session, reference(index))))
  }
  return found
}

/** The reference has one conversation. */
async function there(session: Session, reference: string) {
  session.created.push(`conversation ${reference}`)
  const listed = await find(session, reference)
  if (listed.status !== 200) return findings(listed, taken(list, listed, 200))
  const rows = rowsOf(listed).length
  return unless(rows === 1, listed, list, list.pointer, [
    'a list by reference',
    'one conversation',
    `${rows}`,
  ])
}

async function fetched(session: Session) {
  const reference = referenceOf(session, 'fetched')
  const made = await open(session, reference)
  const id = memberOf(made, 'id')
  if (typeof id !== 'string') return findings(made, taken(create, made, 201))
  const byId = await session.ask({ method: 'GET', path: pathOf(read, id) })
  const byReference = await find(session, reference)
  const rows = rowsOf(byReference)
  const isFound = rows.length === 1 && rows[0]?.id === id
  const said: Said = ['a list by reference', 'one conversation', `${rows.length}`]
  return [
    ...findings(byId, taken(read, byId, 200)),
    ...findings(byReference, taken(list, byReference, 200)),
    ...unless(isFound || byReference.status !== 200, byReference, list, list.pointer, said),
  ]
}

async function defaultName(session: Session) {
  const local = `verify-name-${session.run}`
  const contact = { email: `${local}@example.com` }
  const answer = await open(session, referenceOf(session, 'name'), { contact })
  const wrong = findings(answer, taken(create, answer, 201))
  const name = memberOf(answer, 'contact', 'name')
  if (wrong.length === 0 && name === undefined) throw new NotApplicable('the answer names no contact')
  const pointer = `${bodyPointer(create, 'contact')}/properties/name`
  return [
    ...wrong,
    ...unless(wrong.length > 0 || name === local, answer, create, pointer, [
      'the name of a contact without one',
      local,
      `${name}`,
    ]),
  ]
}

async function sameContact(session: Session) {
  const email = `verify-case-${session.run}@example.com`
  const one = await open(session, referenceOf(session, 'lower'), { contact: { email } })
  const other = await open(session, referenceOf(session, 'upper'), {
    contact: { email: email.toUpperCase() },
  })
  const wrong = [one, other].flatMap(answer => findings(answer, taken(create, answer, 201)))
  if (wrong.length > 0) return wrong
  const [first, second] = [one, other].map(answer => memberOf(answer, 'contact', 'id'))
  if (first === undefined || second === undefined) throw new NotApplicable('the answer names no contact')
  return unless(first === second, other, create, bodyPointer(create, 'contact'), [
    'the contact of an address',
    `contact ${first}`,
    `contact ${second}`,
  ])
}
