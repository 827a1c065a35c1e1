import { setTimeout as sleep } from 'node:timers/promises'
import type { Envelope, MailTransport, SendOutcome } from '../mail/transport.ts'
import { Log } from './log.ts'

/** A mail that left, or would have. */
export interface KeptMail {
  id: string
  /** Milliseconds since 1970, by the clock of the tenant. */
  at: number
  envelope: Envelope
  outcome: 'captured' | 'sent' | 'deferred' | 'bounced' | 'lost'
  /** Of SMTP; null where no server answered. */
  code: string | null
  reason: string
  /** The whole message (RFC 5322), byte for byte. */
  source: Buffer
  /** What it says; read when somebody asks. */
  read(): Promise<WhatItSays>
}

interface WhatItSays {
  subject: string
  text: string
  html: string
  headers: { name: string; value: string }[]
  attachments: Attached[]
}

/** A file in a mail, or a picture that its HTML names. */
interface Attached {
  name: string
  type: string
  content: Uint8Array
  /** Without angle brackets, as `cid:` names it (RFC 2392); null for none. */
  contentId: string | null
}

export type Mailbox = Log<KeptMail>

/** How much mail is kept, in bytes, each one weighing something by itself: a test suite's, not a year's. */
const MOST = 64 * 1024 * 1024
const EACH = 32 * 1024

export const createMailbox = (): Mailbox => new Log<KeptMail>('m', MOST, ({ source }) => source.length + EACH)

/**
 * Keeps every mail in a mailbox; and where mail is only captured, does what a recipient's address asks for.
 *
 * @param now the clock of the tenant
 */
export function keepingTransport(
  transport: MailTransport,
  mailboxOf: (envelope: Envelope) => Promise<Mailbox | undefined>,
  now: () => number,
): MailTransport {
  const tries = new Map<string, number>()
  return {
    captures: transport.captures,
    close: () => transport.close(),
    async send(envelope, source) {
      const fault = transport.captures ? faultOf(envelope, source, tries) : undefined
      if (fault?.seconds) await sleep(fault.seconds * 1000)
      const outcome = fault?.outcome ?? (await transport.send(envelope, source))
      const kind = fault?.kept ?? kindOf(outcome, transport.captures)
      // What became of the mail is known by now, whatever becomes of the note on it.
      const mailbox = await mailboxOf(envelope).catch(() => undefined)
      let said: Promise<WhatItSays> | undefined
      const readOnce = () => {
        said ??= whatItSays(source)
        return said
      }
      const { code, reason } = outcome
      mailbox?.add({ at: now(), envelope, outcome: kind, code, reason, source, read: readOnce })
      return outcome
    },
  }
}

const kindOf = ({ kind }: SendOutcome, captures: boolean): KeptMail['outcome'] =>
  kind === 'delivered' ? (captures ? 'captured' : 'sent') : kind

interface MailFault {
  outcome?: SendOutcome
  kept?: KeptMail['outcome']
  seconds?: number
}

/** `bounced+550@…`, `deferred+451x2@…`, `slow+10s@…`, `lost@…`. */
const ADDRESS =
  /^(?:bounced\+(?<bounced>5\d\d)|deferred\+(?<deferred>4\d\d)x(?<times>\d{1,3})|slow\+(?<seconds>\d{1,3})s|(?<lost>lost))@/i

/** What the first recipient that asks for something asks for. */
function faultOf({ to }: Envelope, source: Buffer, tries: Map<string, number>): MailFault | undefined {
  for (const address of to) {
    const asked = ADDRESS.exec(address)?.groups
    if (!asked) continue
    const { bounced, deferred, times, seconds, lost } = asked
    if (bounced)
      return { outcome: { kind: 'bounced', code: bounced, reason: 'refused, as its address asks for' } }
    if (seconds) return { seconds: Number(seconds) }
    // Each message is put off so often: its Message-ID tells it from others.
    const id = `${address} ${/^message-id:\s*(\S+)/im.exec(source.toString('latin1', 0, 8_192))?.[1]}`
    const before = tries.get(id) ?? 0
    tries.set(id, before + 1)
    if (deferred && before < Number(times))
      return { outcome: { kind: 'deferred', code: deferred, reason: 'put off, as its address asks for' } }
    if (lost && before === 0)
      return {
        outcome: { kind: 'deferred', code: null, reason: 'the connection was lost behind DATA' },
        kept: 'lost',
      }
    return undefined
  }
  return undefined
}

/** What a message says, as its reader sees it. */
export async function whatItSays(source: Buffer): Promise<WhatItSays> {
  const { default: PostalMime } = await import('postal-mime')
  const {
    subject = '',
    html = '',
    text = '',
    attachments,
    headers,
  } = await PostalMime.parse(new Uint8Array(source))
  return {
    subject,
    html,
    text,
    headers: headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    attachments: attachments.map(({ filename, mimeType, content, contentId }) => ({
      name: filename ?? '',
      type: mimeType,
      content: typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content),
      contentId: contentId?.replace(/^<|>$/g, '') ?? null,
    })),
  }
}
