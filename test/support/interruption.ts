import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { startPostgres } from './postgres-server.ts'

export interface Interruptible {
  /** Of the administrative database. */
  url: string
  /** From here on nobody answers there, and whoever is connected no longer is. */
  interrupt(): Promise<void>
  resume(): Promise<void>
  remove(): Promise<void>
}

/**
 * A PostgreSQL that can be stopped and started again: one of its own, or, where TEST_POSTGRES_URL names the server that
 * others use too, the way to it.
 */
export async function startInterruptible(shared: string): Promise<Interruptible> {
  if (process.env.TEST_POSTGRES_URL) return await startDetour(shared)
  const { url, stop, start, remove } = await startPostgres()
  return { url, interrupt: stop, resume: start, remove }
}

async function startDetour(target: string): Promise<Interruptible> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  const server = createServer(client => {
    const upstream = connect(Number(port || 5432), hostname)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket
        .on('error', () => {})
        .on('close', () => {
          sockets.delete(socket)
          client.destroy()
          upstream.destroy()
        })
    }
    client.pipe(upstream).pipe(client)
  })
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    return typeof address === 'object' && address ? address.port : 0
  }
  const interrupt = async () => {
    const closed = once(server, 'close')
    server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }
  const here = await listen(0)
  const url = new URL(target)
  url.host = `127.0.0.1:${here}`
  return { url: url.href, interrupt, resume: async () => void (await listen(here)), remove: interrupt }
}
