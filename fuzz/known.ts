/** What is there to be asked for: without it, nearly every request would end at a 404. */
import { bodyOf, type Face, type Operation } from './faces.ts'
import type { Request } from './requests.ts'
import { send } from './send.ts'
import type { FuzzedServer } from './server.ts'

/** So many names of a sort. */
const MOST = 40

/** What is there, by what it is: `conversations`, `webhooks`. */
export type Known = ReadonlyMap<string, ReadonlySet<unknown>>

/** What the path of an operation is about: the first of its segments that is no version and no prefix. */
export const sortOf = ({ path }: Operation): string =>
  path.split('/').find(segment => !['', 'v1', '_control'].includes(segment)) ?? ''

/** The members of an answer that something else is asked by. */
const isName = (name: string) =>
  /(^|_)(id|uuid|slug|tag|name|cursor|token|email)$|Id$|[rR]eference$/.test(name)

/** Asks each operation rightly, twice, and keeps what the answers call things. */
export async function knownOf(server: FuzzedServer, face: Face): Promise<Known> {
  const known = new Map<string, Set<unknown>>()
  for (let time = 0; time < 2; time++) {
    // What is made first is not removed before it is known.
    for (const operation of face.operations.toSorted((a, b) => order(a) - order(b))) {
      const some = known.get(sortOf(operation)) ?? new Set()
      known.set(sortOf(operation), some)
      const answer = await send(server, rightRequest(operation, [...some][0] ?? '1'))
      if ('silence' in answer || answer.status >= 300) continue
      for (const value of namesIn(answer.text)) if (some.size < MOST) some.add(value)
    }
  }
  return known
}

const order = ({ method }: Operation): number => ['post', 'put', 'patch', 'get', 'delete'].indexOf(method)

function rightRequest(operation: Operation, id: unknown): Request {
  const [body] = bodyOf(operation)?.examples ?? []
  return {
    method: operation.method.toUpperCase(),
    target: operation.path.replaceAll(/\{\w+\}/g, encodeURIComponent(String(id))),
    headers: [...Object.entries(operation.face.keys), ['Content-Type', 'application/json']],
    body: body === undefined ? undefined : Buffer.from(JSON.stringify(body)),
  }
}

function namesIn(text: string): unknown[] {
  const found: unknown[] = []
  try {
    JSON.parse(text, (name, value) => {
      if (isName(name) && ['string', 'number'].includes(typeof value) && value !== '') found.push(value)
      return value
    })
  } catch {
    // A file.
  }
  return found
}
