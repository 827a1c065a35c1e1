import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '../server/clock.ts'
import type { Violation } from '../server/errors/refusal.ts'

/** A request that was answered, and with what. */
export interface Answered {
  method: string
  /** With its query. */
  path: string
  status: number
  /** What the answer says is wrong with the request; empty when it was taken, and for an error that was wished for. */
  violations: Violation[]
  /** The sentence of a refusal without violations; undefined for anything else. */
  reason: string | undefined
  ms: number
}

/** Tells of a request when its answer has left, from what the answer says. */
export function observe(
  request: IncomingMessage,
  response: ServerResponse,
  clock: Clock,
  tell: (answered: Answered) => void,
): void {
  const start = clock.now()
  const end = response.end
  let told: unknown
  response.end = ((...given: Parameters<typeof end>) => {
    told = given[0]
    return end.apply(response, given)
  }) as typeof end
  response.on('close', () => {
    const { method = 'GET', url: path = '/' } = request
    const status = response.statusCode
    tell({ method, path, status, ms: clock.now() - start, ...(status < 400 ? fine : readRefusal(told)) })
  })
}

const fine = { violations: [], reason: undefined }

function readRefusal(body: unknown): Pick<Answered, 'violations' | 'reason'> {
  if (typeof body !== 'string') return fine
  try {
    const { errors = [], message, error } = JSON.parse(body)
    return { violations: errors, reason: message ?? error }
  } catch {
    return fine
  }
}
