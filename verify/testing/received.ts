import type { Seen } from '../judge.ts'

/** An answer as a test has it: of fetch, openapi-fetch, this package's clients, axios, supertest, or a plain object. */
export type Received =
  | Response
  | { response: Response; data?: unknown; error?: unknown }
  | {
      status: number
      headers?: Headers | Record<string, unknown>
      /** As it was parsed, or its text. */
      body?: unknown
      /** What axios calls the body. */
      data?: unknown
      /** What supertest has beside the parsed body. */
      text?: string
    }

/**
 * Makes of it what can be judged. A `Response` is read from a copy, so that the test may read it, too.
 *
 * @throws TypeError when it is no answer, or a `Response` that somebody has read and nobody kept
 */
export async function seenOf(received: unknown): Promise<Seen> {
  if (received instanceof Response) return ofResponse(received)
  if (typeof received !== 'object' || received === null) throw new TypeError('It is no answer.')
  if ('response' in received && received.response instanceof Response) {
    const { response } = received
    const { data, error } = received as { data?: unknown; error?: unknown }
    return response.bodyUsed ? seen(response.status, response.headers, data ?? error) : ofResponse(response)
  }
  const { status, headers, body, data, text } = received as {
    status?: unknown
    headers?: Headers | Record<string, unknown>
    body?: unknown
    data?: unknown
    text?: unknown
  }
  if (typeof status !== 'number') throw new TypeError('It is no answer: it has no status.')
  const given = headers instanceof Headers ? headers : new Headers(textsOf(headers ?? {}))
  return seen(status, given, typeof text === 'string' && text !== '' ? text : (body ?? data))
}

async function ofResponse(response: Response): Promise<Seen> {
  if (response.bodyUsed) throw new TypeError('The body of the response was read before: hand it over unread.')
  const { status, headers } = response
  return { status, headers, text: await response.clone().text() }
}

function seen(status: number, headers: Headers, body: unknown): Seen {
  const text =
    body === undefined || body === null ? '' : typeof body === 'string' ? body : JSON.stringify(body)
  const isJson = typeof body === 'object' && body !== null
  const named = new Headers(headers)
  // A body that was parsed was JSON.
  if (isJson && !named.has('content-type')) named.set('content-type', 'application/json')
  return { status, headers: named, text }
}

const textsOf = (headers: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name, String(value)]),
  )
