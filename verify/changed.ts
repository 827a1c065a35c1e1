/** Takes a member away instead of setting it. */
export const ABSENT = Symbol('absent')

/** Takes all of these members away from what stands there. */
export class Without {
  readonly names: string[]
  constructor(names: string[]) {
    this.names = names
  }
}

/** The body with another value at one place; what stands above it and is missing is made. */
export function changed(body: unknown, at: string[], value: unknown): unknown {
  const [name, ...rest] = at
  if (name === undefined) {
    if (!(value instanceof Without)) return value
    return Object.fromEntries(
      Object.entries({ ...(body as object) }).filter(([key]) => !value.names.includes(key)),
    )
  }
  if (name === '0') return [changed((body as unknown[] | undefined)?.[0], rest, value)]
  const copy: Record<string, unknown> = { ...(body as object | undefined) }
  if (rest.length === 0 && value === ABSENT) delete copy[name]
  else copy[name] = changed(copy[name], rest, value)
  return copy
}
