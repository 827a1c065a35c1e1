import type { Violation } from '../refusal.ts'

/** How such a character must be written in JSON (RFC 8259 section 7); none of them can stand there as it is. */
const SUSPECTS = ['\\u0000', '\\ud', '\\uD']

/** Whether the text of a body may hold what no database keeps: found without reading it as JSON. */
export const isSuspect = (text: Buffer): boolean => SUSPECTS.some(suspect => text.includes(suspect))

/**
 * The strings of a body, names of members included, that hold a NUL, which PostgreSQL cannot store, or half a
 * surrogate pair, which is no Unicode and would come back as something else.
 */
export function findUnstorable(body: unknown): Violation[] {
  const violations: Violation[] = []
  const pending: { path: string; value: unknown }[] = [{ path: '', value: body }]
  const check = (path: string, text: string) => {
    const name = path.slice(1).replaceAll('/', '.') || 'the body'
    if (text.includes('\u0000')) {
      violations.push({ path, code: 'nul', message: `${name} holds a NUL character` })
    }
    if (!text.isWellFormed()) {
      violations.push({
        path,
        code: 'unicode',
        message: `${name} holds half a surrogate pair, which is no character`,
      })
    }
  }
  // Not by recursion: a body may be nested deeper than the stack.
  for (let node = pending.pop(); node; node = pending.pop()) {
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
