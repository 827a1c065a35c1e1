import { Refusal } from '../../server/errors/refusal.ts'
import type { Source } from '../answer.ts'

/** Answers with the examples of the contract, where Prism cannot run. It makes nothing up. */
export const examples: Source = async (operation, { status, example, seed }) => {
  if (seed !== undefined) {
    const message = 'Prefer: dynamic is not there in a browser'
    throw Refusal.invalid([{ in: 'header', path: '/Prefer', code: 'dynamic', message }])
  }
  const answer =
    operation.answers.get(String(status)) ?? operation.answers.get('default') ?? operation.success
  const [first] = answer.examples.values()
  const type = answer.mediaType === undefined ? {} : { 'Content-Type': answer.mediaType }
  return {
    status,
    headers: { ...answer.headers, ...type },
    body: example === undefined ? first : answer.examples.get(example),
  }
}
