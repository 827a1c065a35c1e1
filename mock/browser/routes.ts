import type { OperationFacts } from '../../server/contracts.ts'
import { Refusal } from '../../server/errors/refusal.ts'

/** An operation that was asked for, with the values of its path's placeholders. */
export interface Found {
  id: string
  operation: OperationFacts
  params: Record<string, string>
}

/** One path of the contract. */
interface Route {
  /** What stands between the slashes; `{id}` for a placeholder. */
  segments: string[]
  /** By method, in upper case. */
  methods: Map<string, Omit<Found, 'params'>>
}

/**
 * Finds operations by method and path: case-sensitive, a slash at the end matters. Paths without a placeholder come
 * first: `/conversations/compose` before `/conversations/{id}`.
 *
 * A table of its own, because Express's router costs 15 µs a request and more the more paths there are.
 *
 * @returns the search, which throws Refusal `not_found` or `method_not_allowed`, and URIError for a percent-encoding
 *   that is no UTF-8
 */
export function createRoutes(
  operations: Readonly<Record<string, OperationFacts>>,
): (method: string, path: string) => Found {
  const fixed = new Map<string, Route>()
  const open: Route[] = []
  for (const [id, operation] of Object.entries(operations)) {
    const { path, method } = operation
    const segments = path.split('/')
    let route = fixed.get(path) ?? open.find(one => one.segments.join('/') === path)
    if (!route) {
      route = { segments, methods: new Map() }
      if (path.includes('{')) open.push(route)
      else fixed.set(path, route)
    }
    route.methods.set(method.toUpperCase(), { id, operation })
  }

  return (method, path) => {
    const known = fixed.get(path)
    if (known) return { ...require(known, method), params: {} }
    const segments = path.split('/')
    const route = open.find(one => matches(one.segments, segments))
    if (!route) throw new Refusal('not_found', 'There is nothing at this path.')
    const params: Record<string, string> = {}
    for (const [index, name] of route.segments.entries()) {
      if (isPlaceholder(name)) params[name.slice(1, -1)] = decodeURIComponent(segments[index] ?? '')
    }
    return { ...require(route, method), params }
  }
}

const isPlaceholder = (segment: string) => segment.startsWith('{')

const matches = (segments: string[], given: string[]): boolean =>
  segments.length === given.length &&
  segments.every((segment, index) =>
    isPlaceholder(segment) ? given[index] !== '' : given[index] === segment,
  )

/** @throws Refusal `method_not_allowed` naming the methods that there are */
function require({ methods }: Route, method: string): Omit<Found, 'params'> {
  const found = methods.get(method)
  if (found) return found
  const allow = [...methods.keys()]
  if (methods.has('GET')) allow.push('HEAD')
  throw new Refusal('method_not_allowed', `This path answers ${allow.join(', ')} alone.`, {
    headers: { Allow: allow.join(', ') },
  })
}
