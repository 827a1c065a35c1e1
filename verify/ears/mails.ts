import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { listen } from '../../server/process/listen.ts'
import { type Address, Inbox } from './inbox.ts'

/** A mail as it came over SMTP. */
export interface Mail {
  /** Whom the envelope names (RFC 5321), in lower case. */
  recipients: string[]
  /** The message, byte for byte. */
  source: Buffer
  /** When it began to come, in milliseconds since 1970. */
  at: number
}

/** Hears mail: everything is taken, from whomever and to whomever. */
export interface MailEar {
  /** For the server's settings: `smtp://127.0.0.1:2525`. */
  readonly url: string
  readonly inbox: Inbox<Mail>
  stop(): Promise<void>
}

/**
 * Listens for mail.
 *
 * @throws StartError when it cannot listen there
 */
export async function hearMails({ host, port }: Address): Promise<MailEar> {
  const inbox = new Inbox<Mail>()
  const server = new SMTPServer({
    logger: false,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    async onData(stream, { envelope }, done) {
      const at = Date.now()
      const source = await buffer(stream).catch(() => null)
      if (source === null) return done(new Error('broken off'))
      inbox.add({ recipients: envelope.rcptTo.map(({ address }) => address.toLowerCase()), source, at })
      done(null, 'taken')
    },
  })
  server.on('error', () => {}) // connections that the other side cuts
  const url = await listen(server.server, host, port, '--smtp-listen', 'smtp')
  return { url, inbox, stop: () => new Promise(resolve => server.close(() => resolve())) }
}
