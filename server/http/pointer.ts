/** JSON Pointers (RFC 6901). */

const unescapeSegment = (segment: string) => segment.replaceAll('~1', '/').replaceAll('~0', '~')

/** A name as it stands between the slashes. */
export const escapeSegment = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')

/** The members that a pointer names, the outermost first. */
export const segments = (pointer: string): string[] => pointer.split('/').slice(1).map(unescapeSegment)

/** What stands there; undefined for nothing. */
export function valueAt(value: unknown, pointer: string): unknown {
  let current = value
  for (const segment of segments(pointer)) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, segment)) return undefined
    current = (current as Record<string, unknown>)[segment] // just seen to be its own member
  }
  return current
}

/**
 * Compares pointers by where their values stand in a body: a value before what is in it, what is not there after all
 * that is.
 */
export function orderIn(body: unknown): (one: string, other: string) => number {
  const known = new Map<string, number[]>()
  const orders = new Map<object, Map<string, number>>()
  const positions = (pointer: string): number[] => {
    const found = known.get(pointer) ?? locate(body, segments(pointer), orders)
    known.set(pointer, found)
    return found
  }
  return (one, other) => {
    const [a, b] = [positions(one), positions(other)]
    for (let i = 0; i < Math.max(a.length, b.length); i++) {
      const [here, there] = [a[i] ?? -1, b[i] ?? -1]
      if (here !== there) return here < there ? -1 : 1
    }
    return 0
  }
}

/** Which member of its parent each step of the way is. */
function locate(body: unknown, path: string[], orders: Map<object, Map<string, number>>): number[] {
  let current = body
  return path.map(name => {
    if (typeof current !== 'object' || current === null) return Number.POSITIVE_INFINITY
    const order = orders.get(current) ?? new Map(Object.keys(current).map((key, index) => [key, index]))
    orders.set(current, order)
    current = (current as Record<string, unknown>)[name]
    return order.get(name) ?? Number.POSITIVE_INFINITY
  })
}
