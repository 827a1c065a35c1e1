/** What a server must take: the examples of the contract, and what reads. */

import { type Case, findings, NotApplicable } from './case.ts'
import { type Api, type Operation, operationsOf, provenanceAt, readsAnywhere } from './contract.ts'
import { excerpt, judge } from './judge.ts'
import { type Answer, isLocal } from './session.ts'

/** Every operation that reads and needs no id of something that is there. */
export const readingCases = (api: Api): Case[] =>
  operationsOf(api)
    .filter(readsAnywhere)
    .map(operation => ({
      name: `${operation.id}: reads`,
      operationId: operation.id,
      pointer: operation.pointer,
      provenance: operation.provenance,
      writes: false,
      async run(session) {
        const answer = await session.ask({ method: 'GET', path: operation.path })
        return findings(answer, taken(operation, answer))
      },
    }))

/** What is wrong with the answer to a request that is right: it must be one of the successes. */
export function taken(operation: Operation, answer: Answer, status?: number) {
  const judged = judge(operation, answer)
  const isRight = status === undefined ? answer.status < 300 : answer.status === status
  if (isRight || judged.length > 0) return judged
  return [
    {
      rule: 'what keeps the contract is refused',
      expected: String(status ?? 'a success'),
      came: `${answer.status} ${excerpt(answer.text)}`,
      pointer: operation.pointer,
      provenance: operation.provenance,
    },
  ]
}

/** How many requests at once are more than a server may take. */
const BURST = 100

/** To be asked last: whether the answers that asked to wait said for how long. This machine is asked for some. */
export function limitCases(api: Api): Case[] {
  const operations = operationsOf(api)
  const first = operations.find(({ statuses }) => statuses.includes(429))
  const read = operations.find(readsAnywhere)
  if (!first || !read) return []
  const pointer = `${first.pointer}/responses/429`
  return [
    {
      name: 'who asks too often is told when to come back',
      operationId: first.id,
      pointer,
      provenance: provenanceAt(api, pointer, first.provenance),
      writes: false,
      async run(session) {
        const { target, limited } = session
        const request = { method: 'GET', path: read.path, isHasty: true }
        if (limited.length === 0 && isLocal(target.baseUrl))
          await Promise.all(Array.from({ length: BURST }, () => session.ask(request)))
        const [answer] = limited
        if (!answer) throw new NotApplicable('no answer was a 429')
        return findings(answer, judge(first, answer))
      },
    },
  ]
}
