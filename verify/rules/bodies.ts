/** What must be taken: every bound where it just holds, the examples, and random bodies that keep the contract. */
import { generateSync, type JsonSchema } from 'json-schema-faker'

import { taken } from '../answers.ts'
import { type Case, findings, NotApplicable } from '../case.ts'
import { changed } from '../changed.ts'
import { type Api, contractOf, type Operation, operationsOf, schemaAt } from '../contract.ts'
import { edgesOf } from '../edges.ts'
import { isValid } from '../judge.ts'
import type { Session } from '../session.ts'
import { referenceOf } from './atender.ts'
import { type Ground, groundOf } from './grounds.ts'
import { bodyPointer, ruleOf } from './rule.ts'

/** Members that name what has to be there, or when a mail leaves: they stay as the ground has them. */
const GIVEN: Record<Api, string[]> = {
  atender: ['externalReference', 'contact.email', 'customFields', 'teamId', 'agentId', 'url', 'attachments'],
  fernand: [
    ...[
      'channel_id',
      'agent_id',
      'agent_email',
      'to',
      'cc',
      'bcc',
      'ids',
      'contact_id',
      'delay',
      'snooze_until',
    ],
    ...['content', 'attachments', 'inlines', 'actions', 'mentions', 'note_id', 'categories', 'target_id'],
    ...['author_id', 'author_email', 'target_email', 'status'],
  ],
}

/** Members of which there may be one alone, by operation: each run has one of its own. */
const UNIQUE: Record<string, string> = { createOutboundConversation: 'externalReference', createTag: 'name' }

/** How many random bodies an operation gets. */
const RANDOM = 10
/** How many are thrown for one that keeps the contract. */
const THROWS = 50

export const bodyCases = (api: Api): Case[] =>
  operationsOf(api).flatMap(operation => {
    if (operation.maxBodyBytes === null || !groundOf(operation)) return []
    return [...exampleCases(operation), ...edgeCases(operation), ...randomCases(operation)]
  })

/** Sends the body that is made of the ground's, and clears up. */
async function send(
  session: Session,
  operation: Operation,
  name: string,
  change: (ground: Ground) => unknown,
) {
  const ground = await groundOf(operation)?.(session, operation, worded(`${operation.id} ${name}`))
  if (!ground) return []
  const method = operation.method.toUpperCase()
  const answer = await session.ask({ method, path: ground.path, body: change(ground) })
  await ground.clear?.(answer)
  return findings(
    answer,
    taken(
      operation,
      answer,
      operation.statuses.find(status => status < 300),
    ),
  )
}

const worded = (name: string) => name.replace(/\W+/g, '-')

function edgeCases(operation: Operation): Case[] {
  const { api, id } = operation
  const rule = ruleOf(operation)
  return edgesOf(api, bodyPointer(operation))
    .filter(({ at, pointer }) => {
      // The longest one is tried, with the mark of the run in it.
      if (at[0] === UNIQUE[id]) return pointer.endsWith('/maxLength')
      return !GIVEN[api].some(member => at.join('.').startsWith(member))
    })
    .map(({ name, at, value, pointer }) =>
      rule(`${id}: takes ${name}`, pointer, session =>
        send(session, operation, name, ({ body }) => {
          if (at[0] !== UNIQUE[id]) return changed(body, at, value)
          return changed(body, at, `verify-${session.run}-${value}`.slice(0, String(value).length))
        }),
      ),
    )
}

/** Of Atender's create alone: the other examples name what is there in the demo workspace. */
function exampleCases(operation: Operation): Case[] {
  if (operation.id !== 'createOutboundConversation') return []
  const examples = (contractOf('atender').components.examples ?? {}) as Record<string, { value: object }>
  return Object.entries(examples)
    .filter(([name]) => name.startsWith('ConversationCreate'))
    .map(([name, { value }]) =>
      ruleOf(operation)(
        `${operation.id}: takes the example ${name}`,
        `${operation.pointer}/responses/201`,
        session =>
          send(session, operation, name, () => ({ ...value, externalReference: referenceOf(session, name) })),
      ),
    )
}

function randomCases(operation: Operation): Case[] {
  const { api, id } = operation
  return Array.from({ length: RANDOM }, (_, index) =>
    ruleOf(operation)(`${id}: takes a random body (${index + 1})`, bodyPointer(operation), session =>
      send(session, operation, `random ${index}`, ({ body }) => {
        const random = randomBody(operation, session.target.seed + index)
        return merged(random, body, [...GIVEN[api], UNIQUE[id] ?? ''])
      }),
    ),
  )
}

/** @throws NotApplicable when none of the thrown ones keeps the contract */
function randomBody(operation: Operation, seed: number): object {
  const { api } = operation
  const pointer = bodyPointer(operation)
  const { components } = contractOf(api)
  const schema = { ...schemaAt(api, pointer), components }
  for (let turn = 0; turn < THROWS; turn++) {
    const body = thrown(schema as JsonSchema, seed * THROWS + turn)
    if (isValid(api, pointer, body)) return body as object
  }
  throw new NotApplicable(`none of ${THROWS} random bodies keeps the contract`)
}

/** Undefined where the generator gives up: it leaves all out of which one has to be there, say. */
function thrown(schema: JsonSchema, seed: number): unknown {
  try {
    return generateSync(schema, { seed })
  } catch {
    return undefined
  }
}

/** The random body, with what the ground says of the members that are given. */
const merged = (random: object, body: object, given: string[]): object => ({
  ...body,
  ...Object.fromEntries(Object.entries(random).filter(([name]) => !given.includes(name))),
})
