/** What Atender's page says of outbound conversations and no schema can: each rule is named after its sentence. */
import { taken } from './answers.ts'
import { type Case, findings, NotApplicable } from './case.ts'
import { changed } from './changed.ts'
import { contractOf, pointerOf } from './contract.ts'
import { edgesOf } from './edges.ts'
import { bodyOf, broken, expecting, operationNamed, ruleOf } from './rule.ts'
import type { Answer, Session } from './session.ts'

/** How many callers race for one reference. */
const RACE = 50

export function atenderRules(): Case[] {
  const create = operationNamed('atender', 'createOutboundConversation')
  const read = operationNamed('atender', 'getConversation')
  const list = operationNamed('atender', 'listConversations')

  const at = (status: number) => `${create.pointer}/responses/${status}`
  const rule = ruleOf(create)

  const bodyAt = `${create.pointer}${pointerOf('requestBody', 'content', 'application/json', 'schema')}`
  const base = (session: Session) => ({
    contact: { email: `verify-${session.run}@example.com` },
    subject: `verify ${session.run}`,
  })
  const open = async (session: Session, reference: string, more: object = {}): Promise<Answer> => {
    const body = { ...base(session), externalReference: reference, ...more }
    const answer = await session.ask({ method: 'POST', path: create.path, body })
    if (answer.status === 201) session.created.push(`conversation ${reference}`)
    return answer
  }
  const referenceOf = (session: Session, what: string) => `verify-${session.run}-${what}`

  return [
    ...edgesOf('atender', bodyAt)
      // The custom fields are the tenant's own; a reference of one letter was there in the run before.
      .filter(({ at: [member] }) => member !== 'customFields')
      .filter(({ at: [member], pointer }) => member !== 'externalReference' || pointer.endsWith('/maxLength'))
      .map(({ name, at: place, value, pointer }) =>
        rule(`${create.id}: takes ${name}`, pointer, async session => {
          const isReference = place[0] === 'externalReference' && typeof value === 'string'
          const reference = referenceOf(session, name.replace(/\W+/g, '-'))
          const body = changed({ ...base(session), externalReference: reference }, place, value)
          // At its length, and still another one in each run.
          const own = isReference ? `${reference}${value}`.slice(0, value.length) : reference
          const answer = await open(session, own, { ...(body as object), externalReference: own })
          return findings(answer, taken(create, answer, 201))
        }),
      ),
    ...examplesOf().map(([name, body]) =>
      rule(`${create.id}: takes the example ${name}`, at(201), async session => {
        const answer = await open(session, referenceOf(session, name), {
          ...body,
          externalReference: referenceOf(session, name),
        })
        return findings(answer, taken(create, answer, 201))
      }),
    ),
    rule(
      'a reference that was used before answers 409',
      at(409),
      async session => {
        const reference = referenceOf(session, 'twice')
        const first = await open(session, reference)
        const second = await open(session, reference)
        return [
          ...findings(first, taken(create, first, 201)),
          ...findings(second, expecting(create, second, 409)),
        ]
      },
      'memory',
    ),
    rule(
      `of ${RACE} callers with one reference one is answered 201, the others 409`,
      at(409),
      async session => {
        const reference = referenceOf(session, 'race')
        const answers = await Promise.all(Array.from({ length: RACE }, () => open(session, reference)))
        const won = answers.filter(({ status }) => status === 201)
        const other = answers.find(({ status }) => status !== 201 && status !== 409)
        const [first] = answers
        if (other) return findings(other, expecting(create, other, 409))
        if (won.length === 1 || !first) return []
        return findings(won[1] ?? first, [
          broken(
            create,
            at(409),
            'a race for one reference',
            `one 201 and ${RACE - 1} 409`,
            `${won.length} times 201`,
          ),
        ])
      },
      'memory',
    ),
    rule(
      'what was created can be fetched, by its id and by its reference',
      `${read.pointer}/responses/200`,
      async session => {
        const reference = referenceOf(session, 'fetched')
        const made = await open(session, reference)
        const { id } = bodyOf(made) as { id?: unknown }
        if (typeof id !== 'string') return findings(made, taken(create, made, 201))
        const byId = await session.ask({
          method: 'GET',
          path: read.path.replace('{id}', encodeURIComponent(id)),
        })
        const byReference = await session.ask({
          method: 'GET',
          path: `${list.path}?externalReference=${encodeURIComponent(reference)}`,
        })
        const { data } = bodyOf(byReference) as { data?: { id?: unknown }[] }
        const isFound = Array.isArray(data) && data.length === 1 && data[0]?.id === id
        return [
          ...findings(byId, taken(read, byId, 200)),
          ...findings(byReference, taken(list, byReference, 200)),
          ...(isFound || byReference.status !== 200
            ? []
            : findings(byReference, [
                broken(
                  list,
                  list.pointer,
                  'a list by reference',
                  'the one conversation',
                  `${data?.length ?? 'no'} rows`,
                ),
              ])),
        ]
      },
      'memory',
    ),
    rule('a tag that does not exist is ignored', at(201), async session => {
      const answer = await open(session, referenceOf(session, 'tags'), {
        tags: [`verify-no-such-tag-${session.run}`],
      })
      return findings(answer, taken(create, answer, 201))
    }),
    rule(
      'the contact is the same whatever the case of its address',
      at(201),
      async session => {
        const email = `verify-case-${session.run}@example.com`
        const [one, other] = [
          await open(session, referenceOf(session, 'lower'), { contact: { email } }),
          await open(session, referenceOf(session, 'upper'), { contact: { email: email.toUpperCase() } }),
        ]
        const ids = [one, other].map(answer => contactIdOf(answer))
        const wrong = [
          ...findings(one, taken(create, one, 201)),
          ...findings(other, taken(create, other, 201)),
        ]
        if (wrong.length > 0) return wrong
        if (ids.some(id => id === undefined)) throw new NotApplicable('the answer names no contact')
        if (ids[0] === ids[1]) return []
        return findings(other, [
          broken(create, at(201), 'the contact of an address', `contact ${ids[0]}`, `contact ${ids[1]}`),
        ])
      },
      'memory',
    ),
  ]
}

/** The examples of a body, by name. */
function examplesOf(): [string, object][] {
  const examples = (contractOf('atender').components.examples ?? {}) as Record<string, { value: object }>
  return Object.entries(examples)
    .filter(([name]) => name.startsWith('ConversationCreate'))
    .map(([name, { value }]) => [name, value])
}

function contactIdOf(answer: Answer): unknown {
  const { contact } = bodyOf(answer) as { contact?: { id?: unknown } }
  return contact?.id
}
