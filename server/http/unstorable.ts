import type { Violation } from '../errors/refusal.ts'

/**
 * How many are told at most. Each has its path written out, which for a body of ten thousand levels is long: without
 * a bound a small body would make a huge answer.
 */
const MOST = 100

/**
 * The strings of a body, names of members included, that hold a NUL, which PostgreSQL cannot store, or half a
 * surrogate pair, which is no Unicode and would come back as something else.
 */
export function findUnstorable(body: unknown): Violation[] {
  const violations: Violation[] = []
  const pending: { path: string; value: unknown }[] = [{ path: '', value: body }]
  const report = (path: string, code: string, what: string) => {
    const name = path.slice(1).replaceAll('/', '.') || 'the body'
    violations.push({ path, code, message: `${name} holds ${what}` })
  }
  const check = (path: string, text: string) => {
    if (text.includes('\u0000')) report(path, 'nul', 'a NUL character')
    if (!text.isWellFormed()) report(path, 'unicode', 'half a surrogate pair, which is no character')
  }
  // Not by recursion: a body may be nested deeper than the stack.
  for (let node = pending.pop(); node && violations.length < MOST; node = pending.pop()) {
    const { path, value } = node
    if (typeof value === 'string') check(path, value)
    else if (typeof value === 'object' && value !== null) {
      for (const [name, member] of Object.entries(value)) {
        const at = `${path}/${name.toWellFormed().replaceAll('\u0000', '').replaceAll('~', '~0').replaceAll('/', '~1')}`
        check(at, name)
        pending.push({ path: at, value: member })
      }
    }
  }
  return violations
}
