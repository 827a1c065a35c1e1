/** What is there to be asked for: without it, nearly every request would end at a 404. */
import { bodyOf, type Face, type Operation } from './faces.ts'
import type { Request } from './requests.ts'
import { send } from './send.ts'
import type { FuzzedServer } from './server.ts'

const MOST = 60

/** The members of an answer that something else is asked by. */
const isName = (name: string) =>
  /(^|_)(id|uuid|slug|tag|name|cursor|token|email)$|Id$|[rR]eference$/.test(name)

/** Asks each operation rightly, twice, and keeps what the answers call things. */
export async function knownOf(server: FuzzedServer, face: Face): Promise<unknown[]> {
  const known = new Set<unknown>()
  for (let time = 0; time < 2; time++) {
    // What is made first is not removed before it is known.
    for (const operation of face.operations.toSorted((a, b) => order(a) - order(b))) {
      const answer = await send(server, rightRequest(operation, [...known][0] ?? '1'))
      if ('silence' in answer || answer.status >= 300) continue
      for (const value of namesIn(answer.text)) if (known.size < MOST) known.add(value)
    }
  }
  return [...known]
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
