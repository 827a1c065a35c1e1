import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { createTransport } from 'nodemailer'
import { SMTPServer } from 'smtp-server'
import type { Fault } from './fault.ts'

interface Proxy {
  port: number
  url: string
  stop(): Promise<void>
}

/** Stands before a server, and does to requests and answers what a fault does. */
export async function startFaultyServer(
  target: () => string,
  fault: () => Pick<Fault, 'ask' | 'answer'> | undefined,
): Promise<Proxy> {
  return listen(async ({ method, path, headers, body }) => {
    const asked = { method, path, headers, body }
    const request = { ...asked, headers: { ...headers } }
    fault()?.ask?.(request)
    const came = await fetch(target() + request.path, {
      method: request.method,
      headers: request.headers,
      ...(request.body === '' ? {} : { body: request.body }),
    })
    const answered = Object.fromEntries(came.headers)
    const exchange = { asked, status: came.status, headers: answered, body: await came.text() }
    fault()?.answer?.(exchange)
    return exchange
  })
}

/** Stands between a server and the receiver of its webhooks. */
export async function startFaultyWebhooks(target: string, fault: () => Fault | undefined): Promise<Proxy> {
  return listen(async ({ path, headers, body }) => {
    const told = { path, headers, body }
    if (fault()?.webhook?.(told) === false) return { status: 204, headers: {}, body: '' }
    const came = await fetch(target + told.path, { method: 'POST', headers: told.headers, body: told.body })
    return { status: came.status, headers: {}, body: await came.text() }
  })
}

interface Came {
  method: string
  path: string
  headers: Record<string, string>
  body: string
}

async function listen(
  handle: (came: Came) => Promise<{ status: number; headers: Record<string, string>; body: string }>,
): Promise<Proxy> {
  const server = createServer(async (request, response) => {
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers
    const body = (await buffer(request).catch(() => Buffer.alloc(0))).toString()
    const { method = '', url: path = '' } = request
    const given = headers as Record<string, string> // of what is sent here, none comes twice
    const answer = await handle({ method, path, headers: given, body }).catch(() => undefined)
    if (!answer) return response.destroy()
    const { 'content-length': ____, ...kept } = answer.headers
    response.writeHead(answer.status, kept).end(answer.body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on TCP
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** Stands between a server and the one that takes its mail. */
export async function startFaultyMail(port: number, fault: () => Fault | undefined): Promise<Proxy> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    async onData(stream, { envelope }, done) {
      const source = (await buffer(stream)).toString('latin1')
      const change = fault()?.mail
      const raw = change ? change(source) : source
      const to = envelope.rcptTo.map(({ address }) => address)
      const from = envelope.mailFrom ? envelope.mailFrom.address : ''
      // Nobody listens between two faults; the server is told that it was taken.
      if (raw !== undefined)
        await createTransport({ host: '127.0.0.1', port, ignoreTLS: true })
          .sendMail({ envelope: { from, to }, raw: Buffer.from(raw, 'latin1') })
          .catch(() => undefined)
      done(null, 'taken')
    },
  })
  server.on('error', () => {}) // connections that are cut
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port: own } = server.server.address() as AddressInfo // it listens on TCP
  const stop = () => new Promise<void>(resolve => server.close(() => resolve()))
  return { port: own, url: `smtp://127.0.0.1:${own}`, stop }
}
