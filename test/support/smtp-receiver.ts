import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { domainToASCII } from 'node:url'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import { parseSmtpUrl, type SmtpOptions } from '../../server/mail/smtp-url.ts'

/** What the receiver answers instead of accepting: a reply, or the connection cut without one. */
type Answer = { code: number; text: string } | 'drop' | undefined

export interface ReceivedMail {
  envelope: { from: string; to: string[] }
  /** With which reports on it name it (RFC 3461); undefined when it has none. */
  envelopeId?: string
  /** The message as it was before dot stuffing, byte for byte. */
  source: Buffer
}

export interface SmtpReceiverOptions {
  /** Asked for each MAIL FROM; undefined accepts. */
  sender?: (address: string) => Answer
  /** Asked for each RCPT TO; undefined accepts. May take its time. */
  recipient?: (address: string) => Answer | Promise<Answer>
  /** Told when the first bytes of a message arrive; the rest waits until it resolves. */
  data?: (recipients: string[]) => Promise<void>
  /** Asked when a message has arrived whole; undefined accepts. May take its time. */
  message?: (mail: ReceivedMail) => Answer | Promise<Answer>
  /** The only login that is accepted; mail without one gets 530. */
  login?: { user: string; pass: string }
  /** Offers STARTTLS with a self-signed certificate. */
  startTls?: boolean
  /** Speaks TLS from the first byte, with a self-signed certificate. */
  secure?: boolean
  /** The largest message, in bytes, announced by SIZE. */
  size?: number
  /** Offers DSN (RFC 3461). */
  dsn?: boolean
  /** A fixed port, to come back where another receiver stopped. */
  port?: number
}

export interface SmtpReceiver {
  /** For `SMTP_URL`; holds the login when there is one. */
  readonly url: string
  /** The same, as the server's config has it. */
  readonly options: SmtpOptions
  readonly port: number
  /** The messages that were accepted, in their order. */
  readonly received: ReceivedMail[]
  /** Every message that arrived whole, also those refused or cut off afterwards. */
  readonly seen: ReceivedMail[]
  /** Resolves with the first `count` accepted messages, rejects when they have not come after `ms`. */
  waitFor(count: number, ms?: number): Promise<ReceivedMail[]>
  /** Cuts every connection and frees the port. */
  stop(): Promise<void>
}

/** smtp-server shows international domains in Unicode; this is what the client sent. */
function onTheWire(address: string): string {
  const at = address.lastIndexOf('@')
  return address.slice(0, at + 1) + domainToASCII(address.slice(at + 1))
}

/** Starts a real SMTP server on 127.0.0.1 that accepts everything but what its options say. */
export async function startSmtpReceiver(options: SmtpReceiverOptions = {}): Promise<SmtpReceiver> {
  const received: ReceivedMail[] = []
  const seen: ReceivedMail[] = []
  const sockets = new Set<Socket>()
  const arrivals = new EventTarget()

  function answer(given: Answer, session: SMTPServerSession, reply: (error?: Error) => void): void {
    if (given === undefined) reply()
    else if (given !== 'drop') reply(Object.assign(new Error(given.text), { responseCode: given.code }))
    else for (const socket of sockets) if (socket.remotePort === session.remotePort) socket.destroy()
  }

  const server = new SMTPServer({
    logger: false,
    secure: options.secure ?? false,
    disabledCommands: [...(options.login ? [] : ['AUTH']), ...(options.startTls ? [] : ['STARTTLS'])],
    authOptional: !options.login,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    hideDSN: !options.dsn,
    ...(options.size === undefined ? {} : { size: options.size }),
    onAuth({ username, password }, _session, done) {
      const right = username === options.login?.user && password === options.login?.pass
      if (right) return done(null, { user: username })
      done(Object.assign(new Error('5.7.8 Authentication failed'), { responseCode: 535 }))
    },
    onMailFrom: ({ address }, session, done) => answer(options.sender?.(onTheWire(address)), session, done),
    onRcptTo: async ({ address }, session, done) =>
      answer(await options.recipient?.(onTheWire(address)), session, done),
    async onData(stream, session, done) {
      const { mailFrom, rcptTo } = session.envelope
      const envelope = {
        from: mailFrom ? onTheWire(mailFrom.address) : '',
        to: rcptTo.map(to => onTheWire(to.address)),
      }
      if (options.data) {
        await once(stream, 'readable').catch(() => {})
        await options.data(envelope.to)
      }
      const source = await buffer(stream).catch(() => null)
      if (source === null) return done(new Error('broken off'))
      const envelopeId = session.envelope.dsn?.envid
      const mail = { envelope, source, ...(envelopeId ? { envelopeId } : {}) }
      seen.push(mail)
      const given = await options.message?.(mail)
      if (given === undefined) received.push(mail)
      answer(given, session, error => (error ? done(error) : done(null, '2.0.0 queued')))
      arrivals.dispatchEvent(new Event('mail'))
    },
  })
  server.on('error', () => {}) // connections cut on purpose
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo // it listens on TCP
  const login = options.login
  const userinfo = login ? `${encodeURIComponent(login.user)}:${encodeURIComponent(login.pass)}@` : ''

  const url = `${options.secure ? 'smtps' : 'smtp'}://${userinfo}127.0.0.1:${port}`
  return {
    url,
    options: optionsOf(url),
    port,
    received,
    seen,
    async waitFor(count, ms = 5000) {
      const signal = AbortSignal.timeout(ms)
      while (received.length < count) {
        if (signal.aborted) throw new Error(`${received.length} of ${count} messages after ${ms} ms`)
        await new Promise<void>(resolve => {
          arrivals.addEventListener('mail', () => resolve(), { once: true })
          signal.addEventListener('abort', () => resolve(), { once: true })
        })
      }
      return received.slice(0, count)
    },
    async stop() {
      const closed = once(server.server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

function optionsOf(url: string): SmtpOptions {
  const parsed = parseSmtpUrl(url)
  if (!parsed.ok) throw new Error(parsed.reason)
  return parsed.options
}
