import { Refusal, type Violation } from '../errors/refusal.ts'
import { orderIn } from './pointer.ts'

/**
 * @param found what the validator found
 * @param own what it cannot find
 * @throws Refusal `validation_failed` with all of it: first the parameters, then the body in its order
 */
export function refuse(found: Violation[], own: Violation[], body: unknown): void {
  if (found.length === 0 && own.length === 0) return
  // A NUL breaks many a pattern too: its own sentence says it better.
  const told = new Set(own.map(({ path }) => path))
  const all = [...found.filter(({ code, path }) => code !== 'pattern' || !told.has(path)), ...own]
  const compare = orderIn(body)
  const ofBody = all.filter(one => one.in === undefined).sort((one, other) => compare(one.path, other.path))
  throw Refusal.invalid([...all.filter(one => one.in !== undefined), ...ofBody])
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
