import { once } from 'node:events'
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

/**
 * Reads mail in a thread, one after the other: a large one takes seconds, one built to hurt all the memory it gets.
 * The thread starts with the first mail; when it ends for a mail, the next one gets another.
 */
export function createMailReader(): MailReader {
  let thread: Worker | undefined
  let last: Promise<unknown> = Promise.resolve()
  let rest = new AbortController()
  let isClosed = false

  function ask(task: ReaderTask): Promise<ReaderAnswer> {
    const answer = last.then(() => work(task))
    last = answer
    return answer
  }

  async function work(task: ReaderTask): Promise<ReaderAnswer> {
    if (isClosed) return { error: 'the reader is closed' }
    rest.abort()
    thread ??= startThread()
    const mine = thread
    const over = new AbortController()
    const { signal } = over
    try {
      const answered = once(mine, 'message', { signal }).then(([answer]) => answer as ReaderAnswer) // it posts no other
      const ended = once(mine, 'exit', { signal }).then((): ReaderAnswer => ({ error: 'its thread ended' }))
      const late = sleep(PATIENCE, undefined, { signal, ref: false }).then(
        (): ReaderAnswer => ({ error: `it takes longer than ${PATIENCE} ms` }),
      )
      mine.postMessage(task)
      // `once` rejects with an error that the thread ends of: out of memory, for one.
      const answer = await Promise.race([answered, ended, late]).finally(() => {
        for (const promise of [answered, ended, late]) promise.catch(() => {})
      })
      if ('error' in answer) await end(mine)
      return answer
    } catch (error) {
      await end(mine)
      return { error: error instanceof Error ? error.message : String(error) }
    } finally {
      over.abort()
      rest = new AbortController()
      sleep(IDLE, undefined, { signal: rest.signal, ref: false }).then(
        () => end(mine),
        () => {},
      )
    }
  }

  async function end(one: Worker): Promise<void> {
    if (thread === one) thread = undefined
    await one.terminate()
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
      rest.abort()
      if (thread) await end(thread)
    },
  }
}

function startThread(): Worker {
  // From the sources, or as JavaScript from dist/.
  const ending = import.meta.url.endsWith('.js') ? 'js' : 'ts'
  const thread = new Worker(new URL(`./reader-thread.${ending}`, import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  })
  // Told by the task that it was about; a thread that fails with none is not missed.
  thread.on('error', () => {})
  // Waits for nothing when the process wants to end.
  thread.unref()
  return thread
}
