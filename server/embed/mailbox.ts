/** Mail that was captured instead of sent, for tests to look into. */
import { whatItSays } from '../control/mailbox.ts'
import type { Envelope } from '../mail/transport.ts'

export interface CapturedMail {
  /** Whom the mail server would have been told, each recipient's address once; those of `bcc` too. */
  envelope: Envelope
  subject: string
  /** What the mail says, as its reader sees it. */
  html: string
  text: string
  attachments: { name: string; type: string; content: Uint8Array }[]
  /** The whole message (RFC 5322), byte for byte. */
  source: Buffer
}

export interface Mailbox {
  /** What was captured since the start, or since it was cleared; the oldest first. */
  readonly mails: readonly CapturedMail[]
  /**
   * Resolves with the first `count` mails once they are there.
   *
   * @param milliseconds how long to wait for them
   * @throws Error when they have not come in time
   */
  waitFor(count: number, milliseconds?: number): Promise<readonly CapturedMail[]>
  /** Forgets what was captured. */
  clear(): void
}

/** An empty mailbox, and what puts mail into it. */
export function createMailbox(): { mailbox: Mailbox; capture(envelope: Envelope, source: Buffer): void } {
  const mails: CapturedMail[] = []
  const arrivals = new EventTarget()
  let reading = Promise.resolve()
  const mailbox: Mailbox = {
    mails,
    async waitFor(count, milliseconds = 10_000) {
      const signal = AbortSignal.timeout(milliseconds)
      while (mails.length < count) {
        if (signal.aborted) throw new Error(`${mails.length} of ${count} mails within ${milliseconds} ms`)
        await new Promise<void>(resolve => {
          arrivals.addEventListener('mail', () => resolve(), { once: true })
          signal.addEventListener('abort', () => resolve(), { once: true })
        })
      }
      return mails.slice(0, count)
    },
    clear() {
      mails.length = 0
    },
  }
  return {
    mailbox,
    capture(envelope, source) {
      // One after the other, so that they stay in their order.
      reading = reading.then(async () => {
        mails.push(await read(envelope, source))
        arrivals.dispatchEvent(new Event('mail'))
      })
    },
  }
}

async function read(envelope: Envelope, source: Buffer): Promise<CapturedMail> {
  const { headers: _, ...said } = await whatItSays(source)
  return { envelope, ...said, source }
}
