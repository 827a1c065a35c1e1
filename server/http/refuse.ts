import { Refusal, type Violation } from '../errors/refusal.ts'

/** @throws Refusal with what the validator found, and what it cannot find */
export function refuse(found: Violation[], own: Violation[]): void {
  if (found.length === 0 && own.length === 0) return
  // A NUL breaks many a pattern too: its own sentence says it better.
  const told = new Set(own.map(({ path }) => path))
  throw Refusal.invalid([...found.filter(({ code, path }) => code !== 'pattern' || !told.has(path)), ...own])
}

/** What an error is to the caller: one that is no refusal tells nothing. */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof URIError) {
    const violation: Violation = {
      in: 'path',
      path: '',
      code: 'encoding',
      message: 'the path has a percent-encoding that is no UTF-8',
    }
    return Refusal.invalid([violation])
  }
  return new Refusal('internal_error', 'The server failed to answer. Try again later.', { cause: error })
}
