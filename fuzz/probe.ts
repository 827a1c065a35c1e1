/** One request, or some bytes, and what is wrong with what came of it. */
import type { Face } from './faces.ts'
import { type Answer, judge, wrongError } from './judge.ts'
import type { Request } from './requests.ts'
import { answersIn, send, write } from './send.ts'
import type { FuzzedServer } from './server.ts'
import type { Bytes } from './wire.ts'

/** How long a body of less than `LARGE` bytes may hold up everybody else, in milliseconds. */
const HELD = 100
const LARGE = 1024 * 1024

/** What took less, on this side, cannot have held up the other for so long. */
const SUSPICIOUS = 80

export interface Outcome {
  /** `2xx`, `4xx`, …; `none` for no answer. */
  counted: string
  /** What is wrong; undefined for nothing. */
  wrong: string | undefined
  answer: Answer | undefined
}

export async function probe(server: FuzzedServer, face: Face, request: Request): Promise<Outcome> {
  const begun = performance.now()
  const answer = await send(server, request)
  const took = performance.now() - begun
  if ('silence' in answer)
    return { counted: 'none', wrong: gone(server) ?? answer.silence, answer: undefined }
  const counted = `${Math.floor(answer.status / 100)}xx`
  const wrong = judge(face, request, answer)
  const isSmall = (request.body?.length ?? 0) < LARGE
  const held = took > SUSPICIOUS && isSmall ? await heldUp(server, () => send(server, request)) : undefined
  return { counted, wrong: wrong ?? held, answer }
}

export async function probeBytes(server: FuzzedServer, { pieces, pause, most }: Bytes): Promise<Outcome> {
  const begun = performance.now()
  const came = await write(server, pieces, pause)
  const took = performance.now() - begun
  if ('silence' in came) return { counted: 'none', wrong: gone(server) ?? came.silence, answer: undefined }
  const { answers, rest } = answersIn(came)
  const [answer] = answers
  const counted = answer ? `${Math.floor(answer.status / 100)}xx` : 'none'
  const wrong =
    (rest.length > 0 ? `is no HTTP: ${rest.toString('latin1').slice(0, 60)}` : undefined) ??
    (answers.length > most ? `was answered ${answers.length} times` : undefined) ??
    answers.map(wrongOf).find(one => one !== undefined)
  const held =
    took > SUSPICIOUS && pause === 0 ? await heldUp(server, () => write(server, pieces, 0)) : undefined
  return { counted, wrong: wrong ?? gone(server) ?? held, answer }
}

function wrongOf(answer: Answer): string | undefined {
  if (answer.status >= 500) return `answered ${answer.status}`
  return answer.status >= 400 && answer.text !== '' ? wrongError(answer, 'GET') : undefined
}

const gone = (server: FuzzedServer) =>
  server.isGone() ? `ended the server: ${server.log().slice(-400)}` : undefined

/** Whether the event loop was held up, again and again: once may be the engine's own housekeeping. */
async function heldUp(server: FuzzedServer, again: () => Promise<unknown>): Promise<string | undefined> {
  let { longest } = await server.health()
  for (let time = 0; time < 3 && longest > HELD; time++) {
    await again()
    longest = Math.min(longest, (await server.health()).longest)
  }
  return longest > HELD ? `held up the event loop for ${Math.round(longest)} ms` : undefined
}
