import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** What happens to one request; `after` is when the server has answered, so that what it did is committed. */
type Mishap =
  | 'none'
  | 'drop-before'
  | 'drop-after'
  | 'html-502-after'
  | 'cut-answer'
  | 'hang'
  | '429'
  | '503'
  | 'redirect'

export interface FlakyProxy {
  url: string
  /** One for each request to come, in their order; those after the last pass unharmed. */
  mishaps: Mishap[]
  /** Method and path of every request, with its headers. */
  requests: string[]
  headers: Record<string, string | string[] | undefined>[]
  stop(): Promise<void>
}

/** A proxy on 127.0.0.1 in front of a server that does to requests what it is told. */
export async function startFlakyProxy(target: string): Promise<FlakyProxy> {
  const mishaps: Mishap[] = []
  const requests: string[] = []
  const headers: FlakyProxy['headers'] = []
  const server = createServer(async (incoming, answer) => {
    const mishap = mishaps.shift()
    requests.push(`${incoming.method} ${incoming.url}`)
    headers.push(incoming.headers)
    const body = await buffer(incoming)
    if (mishap === 'drop-before') return incoming.socket.destroy()
    if (mishap === 'hang') return
    if (mishap === 'redirect') return answer.writeHead(307, { location: `${target}${incoming.url}` }).end()
    if (mishap === '429' || mishap === '503') {
      const json = JSON.stringify({ error: 'not_now', message: 'Not now.' })
      answer.writeHead(Number(mishap), { 'content-type': 'application/json', 'retry-after': '0' }).end(json)
      return
    }
    const onward = request(`${target}${incoming.url}`, { method: incoming.method, headers: incoming.headers })
    onward.end(body)
    const [reply] = await once(onward, 'response')
    const content = await buffer(reply)
    if (mishap === 'drop-after') return incoming.socket.destroy()
    if (mishap === 'html-502-after')
      return answer.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>')
    answer.writeHead(reply.statusCode ?? 500, reply.headers)
    if (mishap !== 'cut-answer') return answer.end(content)
    answer.write(content.subarray(0, content.length / 2), () => incoming.socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // it listens on TCP
  return {
    url: `http://127.0.0.1:${port}`,
    mishaps,
    requests,
    headers,
    async stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}
