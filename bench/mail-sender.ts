/**
 * Sends mails, as a process of its own: `straight` with nodemailer as its documentation shows, composed one by one, or
 * `ready` over plain connections that cost next to nothing. Prints how many milliseconds it took.
 */
import { once } from 'node:events'
import { connect } from 'node:net'
import { createTransport } from 'nodemailer'

const [way = '', port = '', mails = '', html = '', connections = ''] = process.argv.slice(2)
const count = Number(mails)
/** No two are the same, in two runs either. */
const run = process.pid.toString(36)

async function sendStraight(): Promise<void> {
  const transport = createTransport({
    host: '127.0.0.1',
    port: Number(port),
    ignoreTLS: true,
    pool: true,
    maxConnections: Number(connections),
    maxMessages: Number.POSITIVE_INFINITY,
  })
  const all = Array.from({ length: count }, (_, n) =>
    transport.sendMail({
      from: 'Support <support@demo.example>',
      to: `Monica Hall <monica-${n}@raviga-capital.com>`,
      subject: 'Welcome',
      html,
    }),
  )
  await Promise.all(all)
  transport.close()
}

let next = 0

async function sendReady(): Promise<void> {
  const socket = connect(Number(port), '127.0.0.1')
  let replies = 0
  let arrived = Promise.withResolvers<void>()
  let failure: string | undefined
  socket.setEncoding('latin1').on('data', (text: unknown) => {
    for (const line of String(text).split('\r\n')) {
      if (/^[45]\d\d/.test(line)) failure ??= line
      if (/^\d{3}(?: |$)/.test(line)) replies++
    }
    arrived.resolve()
    arrived = Promise.withResolvers()
  })
  /** Commands are sent together where RFC 2920 allows it. */
  const say = async (text: string, expected: number) => {
    socket.write(text)
    const all = replies + expected
    while (replies < all) {
      await arrived.promise
      if (failure) throw new Error(failure)
    }
  }
  await once(socket, 'connect')
  await say('', 1)
  await say('EHLO bench.example\r\n', 1)
  while (next < count) {
    const n = next++
    const envelope = 'MAIL FROM:<monica@raviga-capital.com>\r\nRCPT TO:<support@demo.example>\r\nDATA\r\n'
    await say(envelope, 3)
    const head = [
      `From: Monica Hall <monica-${n}@raviga-capital.com>`,
      'To: support@demo.example',
      `Message-ID: <${run}-${n}@raviga-capital.com>`,
      'Date: Mon, 5 Oct 2026 10:00:00 +0200',
      `Subject: Order ${n}`,
      'MIME-Version: 1.0',
      'Content-Type: text/html; charset=utf-8',
    ]
    await say(`${head.join('\r\n')}\r\n\r\n${html}\r\n.\r\n`, 1)
  }
  await say('QUIT\r\n', 1)
  socket.destroy()
}

const begin = performance.now()
if (way === 'straight') await sendStraight()
else await Promise.all(Array.from({ length: Number(connections) }, sendReady))
process.stdout.write(`${performance.now() - begin}\n`)
