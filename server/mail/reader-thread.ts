/** Reads mail in a thread of its own, whose memory is bounded; see reader.ts. */
import { parentPort } from 'node:worker_threads'
import type { ReaderAnswer, ReaderTask } from './reader.ts'

/**
 * postal-mime puts each decoded part together as a Blob, of two pieces a line. Node.js spends a kilobyte outside the
 * heap and some microseconds on each; a million short lines would take two gigabytes.
 */
class Pieces {
  readonly #pieces: (string | ArrayBuffer | Uint8Array)[]

  constructor(pieces: (string | ArrayBuffer | Uint8Array)[]) {
    this.#pieces = pieces
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const size = (piece: string | ArrayBuffer | Uint8Array) =>
      typeof piece === 'string' ? Buffer.byteLength(piece) : piece.byteLength
    const whole = Buffer.from(new ArrayBuffer(this.#pieces.reduce((total, piece) => total + size(piece), 0)))
    let at = 0
    for (const piece of this.#pieces) {
      if (typeof piece === 'string') at += whole.write(piece, at)
      else {
        whole.set(piece instanceof Uint8Array ? piece : new Uint8Array(piece), at)
        at += piece.byteLength
      }
    }
    return whole.buffer
  }
}
Object.assign(globalThis, { Blob: Pieces })

const [{ readMail, plainTextOf }, { detectLanguage }] = await Promise.all([
  import('./incoming.ts'),
  import('./language.ts'),
])

async function work(task: ReaderTask): Promise<ReaderAnswer> {
  if ('body' in task) return { language: detectLanguage(plainTextOf(task.body)) }
  const mail = await readMail(task.source)
  return { mail, language: detectLanguage(plainTextOf(mail)) }
}

const tell = (answer: ReaderAnswer) => parentPort?.postMessage(answer)
/** One after the other, as they came. */
let last: Promise<unknown> = Promise.resolve()

parentPort?.on('message', (task: ReaderTask) => {
  last = last.then(() => work(task)).then(tell, error => tell({ error: String(error) }))
})
