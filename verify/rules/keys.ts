/** What other keys may do: one that only reads, and one of another tenant. */
import { taken } from '../answers.ts'
import { type Case, findings } from '../case.ts'
import { operationsOf, provenanceAt } from '../contract.ts'
import { askHarmless, plain, refused } from '../refusals.ts'
import type { Session } from '../session.ts'
import * as atender from './atender.ts'
import * as fernand from './fernand.ts'
import { bodyPointer, expecting, memberOf, pathOf, rowsOf, ruleOf, unless } from './rule.ts'

/** Each operation that writes, asked with a key that may only read. Fernand's keys have no scopes. */
export const readOnlyCases = (): Case[] =>
  operationsOf('atender')
    .filter(({ method, statuses }) => method !== 'get' && statuses.includes(403))
    .map(operation => {
      const pointer = `${operation.pointer}/responses/403`
      return {
        name: `${operation.id}: a read scope cannot write`,
        operationId: operation.id,
        pointer,
        provenance: provenanceAt('atender', pointer, operation.provenance),
        writes: true,
        needs: ['readKey', 'keys'],
        async run(session) {
          const { readKey = null } = session.target
          const answer = await askHarmless(session, { ...plain(operation), key: readKey })
          return findings(answer, refused(operation, answer, 403, pointer, 'a key that may only read'))
        },
      }
    })

export const otherTenantCases = (api: 'atender' | 'fernand'): Case[] => {
  if (api === 'fernand')
    return [
      ruleOf(fernand.compose)(
        "another tenant's conversation is not there",
        `${fernand.read.pointer}/responses/404`,
        hiddenMail,
        'otherKey',
        'memory',
      ),
    ]
  const rule = ruleOf(atender.create)
  const reference = bodyPointer(atender.create, 'externalReference')
  return [
    rule(
      "another tenant's conversation is not there",
      `${atender.read.pointer}/responses/404`,
      hidden,
      'otherKey',
      'memory',
    ),
    rule(
      'a reference is unique in its tenant, and free in another',
      reference,
      ownReferences,
      'otherKey',
      'memory',
    ),
  ]
}

async function hidden(session: Session) {
  const { otherKey: key = '' } = session.target
  const reference = atender.referenceOf(session, 'hidden')
  const made = await atender.open(session, reference)
  const byId = await session.ask({ method: 'GET', path: pathOf(atender.read, memberOf(made, 'id')), key })
  const listed = await atender.find(session, reference, key)
  const rows = rowsOf(listed).length
  return [
    ...findings(made, taken(atender.create, made, 201)),
    ...findings(byId, expecting(atender.read, byId, 404)),
    ...unless(rows === 0, listed, atender.list, atender.list.pointer, [
      "another tenant's list",
      'no conversation',
      `${rows}`,
    ]),
  ]
}

async function ownReferences(session: Session) {
  const { otherKey: key = '' } = session.target
  const reference = atender.referenceOf(session, 'tenants')
  const made = await atender.open(session, reference)
  const other = await session.ask({ ...atender.opening(session, reference), key })
  if (other.status === 201) session.created.push(`conversation ${reference} of the other tenant`)
  return [made, other].flatMap(answer => findings(answer, taken(atender.create, answer, 201)))
}

async function hiddenMail(session: Session) {
  const { otherKey: key = '' } = session.target
  const made = await fernand.write(session)
  const path = pathOf(fernand.read, fernand.conversationOf(made))
  const answer = await session.ask({ method: 'GET', path, key })
  await fernand.takeBack(session, made)
  return [
    ...findings(made, taken(fernand.compose, made, 200)),
    ...findings(answer, expecting(fernand.read, answer, 404)),
  ]
}
