import type { Server, Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server'
import { parseEmailAddress } from './addresses.ts'

/** Sizes in bytes, times in milliseconds. */
export interface ListenerLimits {
  /** The largest mail, announced by SIZE (RFC 1870). */
  size: number
  /** What all mails together may take that are under way. */
  memory: number
  connections: number
  /** Addresses of one mail. */
  recipients: number
  /** How long a client may say nothing: five minutes, says RFC 5321 section 4.5.3.2.7. */
  idle: number
  /** How long one connection may last, however busy it is. */
  connection: number
}

const MIB = 1024 * 1024

export const defaultLimits: ListenerLimits = {
  size: 40 * MIB,
  memory: 160 * MIB,
  connections: 50,
  recipients: 100,
  idle: 5 * 60_000,
  connection: 30 * 60_000,
}

/** A mail as it was handed over. */
interface Reception {
  /** The reverse-path; empty for one that must not be answered, such as a delivery status notification. */
  from: string
  /** Those of its addresses that were accepted. */
  to: string[]
  /** Byte for byte, without the dots that SMTP doubles. */
  source: Buffer
}

export interface ListenerHandlers {
  /** Whether there is such a mailbox; the address has its domain in ASCII lower case. */
  accepts(address: string): Promise<boolean>
  /** Resolves when the mail is kept for good. A rejection makes the client try again later. */
  receive(mail: Reception): Promise<void>
  failed(error: unknown): void
}

export interface SmtpListener {
  /** Not listening yet. */
  server: Server
  /** Takes no more, and waits up to `grace` milliseconds for mails that are under way. */
  close(grace: number): Promise<void>
}

/** Told to the client as it is. */
class Refused extends Error {
  readonly responseCode: number
  constructor(responseCode: number, message: string) {
    super(message)
    this.responseCode = responseCode
  }
}

/** Those of delivery status notifications (RFC 3461 section 4), which some send unasked. */
const RCPT_PARAMETERS = ['NOTIFY', 'ORCPT']

const tryLater = () => new Refused(451, 'The server cannot take the mail now, try again later')

/**
 * Takes mail over SMTP (RFC 5321) for the mailboxes that it is told of, and for no others: it relays nothing. There
 * is no login and no TLS; what should have it stands behind a mail server that does.
 *
 * | what happens | reply |
 * |---|---|
 * | unknown recipient | 550 5.1.1 at RCPT |
 * | a parameter of RCPT that nobody knows | 555 5.5.4 |
 * | larger than `size` | 552 5.3.4 at MAIL where the client says so, else after DATA |
 * | more recipients than `recipients` | 452 4.5.3 for those beyond |
 * | more mails at once than `memory` holds, or the mailboxes cannot be asked, or the mail cannot be kept | 451 |
 * | too many connections; silence; the server stops | 421 |
 * | kept for good | 250 after DATA |
 */
export function createSmtpListener(limits: ListenerLimits, handlers: ListenerHandlers): SmtpListener {
  const underWay = new Set<string>()
  const over = new Map<Socket, AbortController>()
  let held = 0

  const server = new SMTPServer({
    logger: false,
    disabledCommands: ['AUTH', 'STARTTLS', 'WIZ', 'SHELL'],
    authOptional: true,
    disableReverseLookup: true,
    hideSMTPUTF8: true,
    hideENHANCEDSTATUSCODES: false,
    size: limits.size,
    rejectOversized: true,
    maxClients: limits.connections,
    maxRecipients: limits.recipients,
    socketTimeout: limits.idle,
    onRcptTo({ address, args }, _session, done) {
      const mailbox = parseEmailAddress(address)
      const unknown = () => new Refused(550, 'There is no such mailbox here')
      // `RCPT TO:<one> <other>` says something that would not be done.
      if (Object.keys(args || {}).some(name => !RCPT_PARAMETERS.includes(name)))
        return done(new Refused(555, 'These parameters of RCPT are not known here'))
      if (mailbox === null) return done(unknown())
      handlers.accepts(mailbox).then(
        known => done(known ? null : unknown()),
        error => {
          handlers.failed(error)
          done(tryLater())
        },
      )
    },
    onData(stream, { id, envelope }, done) {
      underWay.add(id)
      take(
        stream,
        envelope.mailFrom ? envelope.mailFrom.address : '',
        envelope.rcptTo.map(to => to.address),
      )
        .then(
          () => done(null, 'The mail is kept'),
          error => done(error instanceof Refused ? error : tryLater()),
        )
        .finally(() => underWay.delete(id))
    },
  })
  // Clients that end without a word.
  server.on('error', () => {})
  server.server.on('connection', socket => {
    const end = new AbortController()
    over.set(socket, end)
    socket.once('close', () => {
      over.delete(socket)
      end.abort()
    })
    sleep(limits.connection, undefined, { signal: end.signal, ref: false }).then(
      () => socket.destroy(),
      () => {},
    )
  })

  async function take(stream: SMTPServerDataStream, from: string, to: string[]): Promise<void> {
    const pieces: Buffer[] = []
    let own = 0
    let isTooMuch = false
    const letGo = () => {
      pieces.length = 0
      held -= own
      own = 0
    }
    try {
      for await (const piece of stream as AsyncIterable<Buffer>) {
        isTooMuch ||= held + piece.length > limits.memory
        // What will be refused is heard out all the same, so that the client hears why.
        if (stream.sizeExceeded || isTooMuch) {
          letGo()
          continue
        }
        own += piece.length
        held += piece.length
        pieces.push(piece)
      }
      // The library answers 552 by itself.
      if (stream.sizeExceeded) return
      if (isTooMuch) throw tryLater()
      const source = Buffer.concat(pieces.splice(0))
      await keep({ from, to: to.flatMap(address => parseEmailAddress(address) ?? []), source })
    } finally {
      letGo()
    }
  }

  async function keep(mail: Reception): Promise<void> {
    try {
      await handlers.receive(mail)
    } catch (error) {
      handlers.failed(error)
      throw tryLater()
    }
  }

  return {
    server: server.server,
    async close(grace) {
      const closed = new Promise<void>(resolve => {
        server.server.once('close', () => resolve())
      })
      server.close()
      const deadline = new AbortController()
      sleep(grace, undefined, { signal: deadline.signal, ref: false }).then(
        () => {
          for (const socket of over.keys()) socket.destroy()
        },
        () => {},
      )
      for (const connection of server.connections) {
        if (underWay.has(connection.id)) continue
        connection.send(421, 'The server stops')
        connection.close()
      }
      await closed
      deadline.abort()
    },
  }
}
