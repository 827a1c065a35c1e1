import { once } from 'node:events'
import { connect } from 'node:net'

export interface SmtpClient {
  /** Sends a line and resolves with the whole reply, its lines joined with LF. */
  say(line: string): Promise<string>
  /** The next reply. */
  reply(): Promise<string>
  /** Sends bytes as they are. */
  write(bytes: string | Buffer): Promise<void>
  /** Resolves when the other side has ended the connection. */
  readonly closed: Promise<unknown>
  destroy(): void
}

/** A client that says exactly what a test says; the greeting is read. */
export async function connectSmtp(url: string | undefined): Promise<SmtpClient> {
  const { hostname, port } = new URL(url ?? '')
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  const closed = new Promise<void>(resolve => socket.once('close', () => resolve()))
  let buffered = ''
  let arrived = Promise.withResolvers<void>()
  const wake = () => {
    const { resolve } = arrived
    arrived = Promise.withResolvers()
    resolve()
  }
  socket.on('data', data => {
    buffered += data
    wake()
  })
  socket.on('close', wake)
  const reply = async () => {
    for (;;) {
      const match = /^(?:\d{3}-.*\r\n)*\d{3}(?: .*)?\r\n/.exec(buffered)
      if (match) {
        buffered = buffered.slice(match[0].length)
        return match[0].trimEnd().replaceAll('\r\n', '\n')
      }
      if (socket.closed) return 'closed'
      await arrived.promise
    }
  }
  const write = async (bytes: string | Buffer) => {
    if (!socket.write(bytes)) await Promise.race([once(socket, 'drain').catch(() => {}), closed])
  }
  const say = async (line: string) => {
    await write(`${line}\r\n`)
    return await reply()
  }
  await reply()
  return { say, reply, write, closed, destroy: () => void socket.destroy() }
}

interface Handover {
  /** The reverse-path; empty for none. */
  from?: string
  to: string | string[]
  /** The source; text may have its lines ended by LF, bytes are sent as they are. */
  source: string | Buffer
}

/** Hands a mail over as it is, and resolves with the reply to the last command: to DATA's end when all went well. */
export async function handOver(
  url: string | undefined,
  { from = 'erlich@aviato.example', to, source }: Handover,
) {
  const client = await connectSmtp(url)
  try {
    await client.say('EHLO client.example')
    let answer = await client.say(`MAIL FROM:<${from}>`)
    for (const address of [to].flat()) {
      if (answer.startsWith('250')) answer = await client.say(`RCPT TO:<${address}>`)
    }
    if (!answer.startsWith('250')) return answer
    await client.say('DATA')
    const text = Buffer.isBuffer(source) ? source : Buffer.from(source.replace(/\r?\n/g, '\r\n'))
    const lines = text.toString('latin1').replace(/(^|\r\n)\./g, '$1..')
    await client.write(Buffer.from(`${lines}${lines.endsWith('\r\n') ? '' : '\r\n'}.\r\n`, 'latin1'))
    return await client.reply()
  } finally {
    client.destroy()
  }
}
