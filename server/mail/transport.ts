import { isAscii } from 'node:buffer'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTransport, type NodemailerError, type SMTPPoolOptions } from 'nodemailer'
import { parseEmailAddress } from './addresses.ts'
import { inChunks } from './mime.ts'
import type { SmtpOptions } from './smtp-url.ts'

/** Who the mail server is told about (RFC 5321); what the headers say plays no part. */
export interface Envelope {
  from: string
  to: string[]
  /** Comes back in the server's reports (ENVID, RFC 3461), where it writes such. */
  id?: string
}

/** `code` is an SMTP reply code such as `550`, null when there was no reply; `reason` is the reply's text. */
interface ServerReply {
  code: string | null
  reason: string
}

export type SendOutcome =
  /** Accepted for at least one recipient; `rejected` lists the others, with 4xx codes too. */
  | { kind: 'delivered'; code: string; reason: string; rejected: RejectedRecipient[] }
  /**
   * Nothing was accepted as far as is known; the same message may be tried again later, but not for those in
   * `rejected`, who were refused for good while others were put off.
   */
  | ({ kind: 'deferred'; rejected?: RejectedRecipient[] } & ServerReply)
  /** Refused for good. */
  | ({ kind: 'bounced' } & ServerReply)

interface RejectedRecipient {
  address: string
  code: string
  reason: string
}

export interface MailTransport {
  /** Whether mail is only captured, never sent. */
  readonly captures: boolean
  /**
   * Sends one message; waits while all connections are busy.
   *
   * @param source the whole message, in lines ended by CRLF, the last one too; it arrives byte for byte
   * @returns what the server said; never rejects for anything the server or the network did
   * @throws TypeError when the envelope is not made of valid addresses, or nobody is in it
   */
  send(envelope: Envelope, source: Buffer): Promise<SendOutcome>
  /** Takes no more mail, waits up to five seconds for what is being sent, then breaks it off as deferred. */
  close(): Promise<void>
}

export const CLOSE_GRACE = 5000
/** However slowly a server answers; no other timeout notices one that sends a byte every minute. */
const SEND_LIMIT = 30 * 60_000
const MAX_REASON_BYTES = 1024
/** What the server says when it wants us to log in or to use TLS, RFC 4954 section 6: not the message's fault. */
const OUR_CONFIGURATION = new Set(['530', '534', '535', '538'])

/**
 * Sends over SMTP with at most `maxConnections` connections, which are kept open between messages.
 *
 * | what happened | outcome |
 * |---|---|
 * | 2xx after DATA | delivered, the recipients refused before it in `rejected` |
 * | 5xx to MAIL, to every RCPT, or after DATA; larger than the server takes | bounced |
 * | 4xx, or a mixture of 4xx and 5xx for all recipients | deferred |
 * | no connection, connection lost (also after DATA), timeout, TLS failure, unverifiable certificate | deferred |
 * | login refused or demanded (530, 534, 535, 538), a 5xx greeting: our configuration | deferred |
 *
 * After a connection is lost behind DATA nobody knows whether the server kept the message: a second attempt
 * must carry the same Message-ID.
 */
export function createSmtpTransport(options: SmtpOptions): MailTransport {
  const { rejectUnauthorized = true, ...connection } = options
  const pool: SMTPPoolOptions & { pool: true } = {
    connectionTimeout: 30_000,
    greetingTimeout: 30_000,
    socketTimeout: 600_000, // the longest wait RFC 5321 section 4.5.3.2 asks for, after the final dot
    maxConnections: 5,
    ...connection,
    tls: { rejectUnauthorized },
    pool: true,
    maxRequeues: 2, // of messages no byte of which was sent: the server had closed an idle connection
    disableFileAccess: true,
    disableUrlAccess: true,
  }
  const mailer = createTransport(pool)
  mailer.use('stream', (mail, done) => {
    const { from, to } = mail.message.getEnvelope()
    const wanted = mail.data.envelope as Envelope // set below
    const same =
      from === wanted.from && to.length === wanted.to.length && to.every((a, i) => a === wanted.to[i])
    // nodemailer would take a buffer in one go and hold up everything else, and it asks again for a message of which it
    // has sent nothing when it finds that the server has closed an idle connection
    mail.message.createReadStream = () => inChunks(mail.data.raw as Buffer) // set below
    done(same ? null : new EnvelopeChanged('nodemailer would send to other addresses than it was given'))
  })
  const running = new Set<Promise<SendOutcome>>()

  async function deliver(envelope: Envelope, source: Buffer): Promise<SendOutcome> {
    try {
      const signal = AbortSignal.timeout(SEND_LIMIT)
      const { id, ...addresses } = envelope
      const smtpEnvelope = { ...addresses, size: source.length, use8BitMime: !isAscii(source) }
      const dsn = id === undefined ? {} : { dsn: { id, return: 'headers' } }
      const info = await mailer.sendMail({ envelope: smtpEnvelope, raw: source, signal, ...dsn })
      const rejected = rejections(info.rejectedErrors)
      const { code, reason } = readReply(info.response)
      return { kind: 'delivered', code: code ?? '250', reason, rejected }
    } catch (error) {
      if (error instanceof EnvelopeChanged) throw error
      return classify(error as NodemailerError) // sendMail rejects with nothing else
    }
  }

  return {
    captures: false,
    async send(envelope, source) {
      const checked = checkEnvelope(envelope)
      const sending = deliver(checked, source)
      running.add(sending)
      return sending.finally(() => running.delete(sending))
    },
    async close() {
      mailer.close()
      const grace = new AbortController()
      const waited = sleep(CLOSE_GRACE, undefined, { signal: grace.signal }).catch(() => undefined)
      await Promise.race([Promise.allSettled(running), waited])
      grace.abort()
      mailer.close({ force: true })
      await Promise.allSettled(running)
    },
  }
}

/**
 * Accepts everything and sends nothing: what happens when no `SMTP_URL` is set.
 *
 * @param captured is told each message that would have been sent
 */
export function createCaptureTransport(
  captured: (envelope: Envelope, source: Buffer) => void = () => {},
): MailTransport {
  return {
    captures: true,
    async send(envelope, source) {
      captured(checkEnvelope(envelope), source)
      return {
        kind: 'delivered',
        code: '250',
        reason: 'captured, not sent: there is no SMTP_URL',
        rejected: [],
      }
    },
    async close() {},
  }
}

class EnvelopeChanged extends Error {}

/** The addresses in the very form nodemailer hands to the server, each recipient once. */
function checkEnvelope(envelope: Envelope): Envelope {
  const read = (address: string) => {
    const parsed = parseEmailAddress(address)
    if (parsed === null) throw new TypeError('the envelope holds something that is no e-mail address')
    return parsed
  }
  const to = [...new Set(envelope.to.map(read))]
  if (to.length === 0) throw new TypeError('the envelope has no recipient')
  return { ...envelope, from: read(envelope.from), to }
}

const rejections = (errors: NodemailerError[] = []): RejectedRecipient[] =>
  errors.map(error => {
    const { code, reason } = readError(error)
    return { address: error.recipient ?? '', code: code ?? '', reason }
  })

function classify(error: NodemailerError): SendOutcome {
  const { code, reason } = readError(error)
  const aboutMessage = error.code === 'EENVELOPE' || error.code === 'EMESSAGE'
  const tooLarge = error.code === 'EMESSAGE' && code === null // by the SIZE the server announced, RFC 1870
  const refused = tooLarge || (error.permanent === true && !OUR_CONFIGURATION.has(code ?? ''))
  if (aboutMessage && refused) return { kind: 'bounced', code, reason }
  const forGood = rejections(error.rejectedErrors).filter(one => one.code.startsWith('5'))
  return { kind: 'deferred', code, reason, ...(forGood.length > 0 ? { rejected: forGood } : {}) }
}

function readError(error: NodemailerError): ServerReply {
  return error.response ? readReply(error.response) : { code: null, reason: bounded(error.message) }
}

/** Takes a reply of one or more lines apart, RFC 5321 section 4.2. */
function readReply(reply: string): ServerReply {
  const code = /^\d{3}/.exec(reply)?.[0] ?? null
  const lines = reply.split(/\r?\n/).map(line => line.replace(/^\d{3}[ -]?/, ''))
  return { code, reason: bounded(lines.join(' ')) }
}

function bounded(text: string): string {
  const clean = text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  const bytes = Buffer.from(clean)
  if (bytes.length <= MAX_REASON_BYTES) return clean
  return `${bytes
    .subarray(0, MAX_REASON_BYTES - 3)
    .toString()
    .replace(/\ufffd{1,3}$/, '')}…`
}
