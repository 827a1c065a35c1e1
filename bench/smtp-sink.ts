/** A mail server that takes everything and keeps nothing, as a process of its own; tells its parent the port. */
import { once } from 'node:events'
import { SMTPServer } from 'smtp-server'

/** What came since it was asked last; times in milliseconds. */
export interface Taken {
  mails: number
  first: number
  last: number
}

let taken: Taken = { mails: 0, first: 0, last: 0 }

const server = new SMTPServer({
  logger: false,
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  onData(stream, _session, done) {
    stream.resume().once('end', () => {
      const now = performance.now()
      taken = { mails: taken.mails + 1, first: taken.first || now, last: now }
      done()
    })
  },
})
server.on('error', () => {}) // A client that ends without a word.
server.listen(0, '127.0.0.1')
await once(server.server, 'listening')
const address = server.server.address()
process.send?.(typeof address === 'object' ? address?.port : undefined)
process.on('message', message => {
  process.send?.(taken)
  if (message === 'again') taken = { mails: 0, first: 0, last: 0 }
})
process.on('disconnect', () => process.exit())
