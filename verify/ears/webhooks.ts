import { createServer, type IncomingHttpHeaders } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { listen } from '../../server/process/listen.ts'
import { type Address, Inbox } from './inbox.ts'

/** A request that a webhook brought. */
export interface Delivery {
  headers: IncomingHttpHeaders
  /** Byte for byte. */
  body: string
}

/** One URL to subscribe, and what came to it. */
export interface Hook {
  readonly url: string
  readonly inbox: Inbox<Delivery>
}

/** Hears webhooks. */
export interface WebhookEar {
  /**
   * Opens a URL of its own.
   *
   * @param answer the status of the answer to a delivery, 204 by default
   */
  open(answer?: (delivery: Delivery) => number): Hook
  stop(): Promise<void>
}

/**
 * Listens for webhooks.
 *
 * @param publicUrl where the server under question reaches it, when that is not the address itself
 * @throws StartError when it cannot listen there
 */
export async function hearWebhooks({ host, port }: Address, publicUrl?: string): Promise<WebhookEar> {
  const hooks = new Map<string, { inbox: Inbox<Delivery>; answer: (delivery: Delivery) => number }>()
  const server = createServer(async (request, response) => {
    const body = await buffer(request).catch(() => undefined)
    if (body === undefined) return
    const hook = hooks.get(request.url?.split('/').at(-1) ?? '')
    const delivery = { headers: request.headers, body: body.toString() }
    const status = hook?.answer(delivery) ?? 410
    hook?.inbox.add(delivery)
    response.writeHead(status).end()
  })
  const url = await listen(server, host, port, '--webhook-listen')
  const base = (publicUrl ?? url).replace(/(?<!\/)\/+$/, '')
  return {
    open(answer = () => 204) {
      const name = `verify-${hooks.size + 1}`
      const inbox = new Inbox<Delivery>()
      hooks.set(name, { inbox, answer })
      return { url: `${base}/${name}`, inbox }
    },
    async stop() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
