import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { type IncomingMail, readHead } from './incoming.ts'

/** What is asked of the thread. */
export type ReaderTask = { source: Uint8Array } | { body: Pick<IncomingMail, 'text' | 'html'> }
export type ReaderAnswer = { mail?: IncomingMail; language: string | null } | { error: string }

export interface ReadMail extends IncomingMail {
  /** ISO 639-1; null when it is not known. */
  language: string | null
  /** Why no more than the header was read; undefined when all was. */
  unreadable?: string
}

export interface MailReader {
  /** Rejects once it is closed, never for what the mail holds: what cannot be read as a whole is read by halves. */
  read(source: Buffer): Promise<ReadMail>
  /** The language of a body, ISO 639-1; null when it is not known. */
  languageOf(body: Pick<IncomingMail, 'text' | 'html'>): Promise<string | null>
  close(): Promise<void>
}

/** How long one mail may take, in milliseconds: a multiple of what the largest ordinary one does. */
const PATIENCE = 30_000
/** Twice what the largest ordinary mail takes. */
const MEMORY_MB = 512
/** How long the thread, with its dictionaries, is kept in memory when there is nothing to read; in milliseconds. */
const IDLE = 60_000
/** Bytes that wait in the thread behind the mail that it reads, so that it need not wait for this one. */
const AHEAD = 1024 * 1024

interface Asked {
  task: ReaderTask
  size: number
  answer(answer: ReaderAnswer): void
}

/**
 * Reads mail in a thread, one after the other: a large one takes seconds, one built to hurt all the memory it gets.
 * The thread starts with the first mail; when it ends for a mail, those behind that get another.
 */
export function createMailReader(): MailReader {
  const waiting: Asked[] = []
  /** What the thread has; it answers in this order. */
  const posted: Asked[] = []
  let thread: Worker | undefined
  let timer = new AbortController()
  let isClosed = false

  const ask = (task: ReaderTask): Promise<ReaderAnswer> =>
    new Promise(resolve => {
      waiting.push({ task, size: sizeOf(task), answer: resolve })
      feed()
    })

  function feed(): void {
    if (isClosed) for (const asked of waiting.splice(0)) asked.answer({ error: 'the reader is closed' })
    for (let [next] = waiting; next && hasRoomFor(next); [next] = waiting) {
      waiting.shift()
      posted.push(next)
      thread ??= start()
      thread.postMessage(next.task)
      if (posted.length === 1) wait(PATIENCE, () => fail(`it takes longer than ${PATIENCE} ms`))
    }
    if (posted.length === 0) wait(IDLE, end)
  }

  const hasRoomFor = ({ size }: Asked): boolean =>
    posted.length === 0 || posted.reduce((sum, asked) => sum + asked.size, size) <= AHEAD

  function start(): Worker {
    const mine = startThread()
    const ifMine = (work: () => void) => {
      if (thread === mine) work()
    }
    mine.on('message', (answer: ReaderAnswer) => ifMine(() => take(answer))) // it posts no other
    // Out of memory, for one.
    mine.on('error', error => ifMine(() => fail(error instanceof Error ? error.message : String(error))))
    mine.on('exit', () => ifMine(() => fail('its thread ended')))
    return mine
  }

  function take(answer: ReaderAnswer): void {
    if ('error' in answer) {
      // Who knows what else went wrong with it.
      fail(answer.error)
      return
    }
    posted.shift()?.answer(answer)
    if (posted.length > 0) wait(PATIENCE, () => fail(`it takes longer than ${PATIENCE} ms`))
    feed()
  }

  /** Ends the thread for the mail that it reads; what waits behind that goes to the next one. */
  function fail(error: string): void {
    end()
    posted.shift()?.answer({ error })
    waiting.unshift(...posted.splice(0))
    feed()
  }

  function wait(milliseconds: number, then: () => void): void {
    timer.abort()
    timer = new AbortController()
    sleep(milliseconds, undefined, { signal: timer.signal, ref: false }).then(then, () => {})
  }

  function end(): Promise<unknown> | undefined {
    timer.abort()
    const mine = thread
    thread = undefined
    return mine?.terminate()
  }

  return {
    async read(source) {
      const answer = await ask({ source })
      if (isClosed) throw new Error('the reader is closed')
      if ('mail' in answer && answer.mail) return { ...answer.mail, language: answer.language }
      const reason = 'error' in answer ? answer.error : 'no answer'
      return { ...(await readHead(source)), language: null, unreadable: reason }
    },
    async languageOf({ text, html }) {
      const answer = await ask({ body: { text, html } })
      return 'error' in answer ? null : answer.language
    },
    async close() {
      isClosed = true
      waiting.unshift(...posted.splice(0))
      feed()
      await end()
    },
  }
}

const sizeOf = (task: ReaderTask): number =>
  'source' in task ? task.source.length : (task.body.text?.length ?? 0) + (task.body.html?.length ?? 0)

function startThread(): Worker {
  // From the sources, or as JavaScript from dist/.
  const ending = import.meta.url.endsWith('.js') ? 'js' : 'ts'
  const thread = new Worker(new URL(`./reader-thread.${ending}`, import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  })
  // Waits for nothing when the process wants to end.
  thread.unref()
  return thread
}
