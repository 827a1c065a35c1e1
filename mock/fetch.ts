import type { RequestListener } from 'node:http'
import { inject } from 'light-my-request'

type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>
type Method = NonNullable<Extract<Parameters<typeof inject>[1], object>['method']>

/** Statuses whose answers have no body (Fetch standard, "null body status"). */
const bodiless = [204, 205, 304]

/** Answers requests with a listener that never sees a socket. A request that is aborted rejects, as with `fetch`. */
export function createFetch(listener: RequestListener): Fetch {
  const kept: RequestListener = (request, response) => {
    keepMethods(request)
    keepMethods(response)
    listener(request, response)
  }
  return async (input, init) => {
    const request = new Request(input, init)
    request.signal.throwIfAborted()
    const { host, pathname, search } = new URL(request.url)
    const body = Buffer.from(await request.arrayBuffer())
    const answered = inject(kept, {
      method: request.method as Method, // one that Request has accepted
      url: pathname + search,
      headers: { host, ...Object.fromEntries(request.headers) },
      ...(body.length > 0 ? { payload: body } : {}),
    })
    const { statusCode, headers, rawPayload } = await Promise.race([
      answered.catch(cause => {
        // The connection was cut: `fetch` says it so.
        throw new TypeError('fetch failed', { cause })
      }),
      aborted(request.signal),
    ])
    const all = new Headers()
    for (const [name, value] of Object.entries(headers)) {
      for (const one of [value ?? []].flat()) all.append(name, String(one))
    }
    const isEmpty = bodiless.includes(statusCode) || request.method === 'HEAD'
    return new Response(isEmpty ? null : new Uint8Array(rawPayload), { status: statusCode, headers: all })
  }
}

/** Express puts prototypes of its own under what it is given; what stands on the object itself outlives that. */
function keepMethods(object: object): void {
  const prototype = Object.getPrototypeOf(object)
  for (const name of Object.getOwnPropertyNames(prototype)) {
    const method = Object.getOwnPropertyDescriptor(prototype, name)
    if (name !== 'constructor' && method) Object.defineProperty(object, name, method)
  }
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
