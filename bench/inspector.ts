/** Looks into a Node process that was started with `--inspect` (Chrome DevTools Protocol). */

/**
 * The heap that is in use after a full collection, in MB.
 *
 * @param stderr what the process has printed: it names the address
 */
export async function usedHeap(stderr: string): Promise<number> {
  const address = /Debugger listening on (ws:\/\/\S+)/.exec(stderr)?.[1]
  if (address === undefined) throw new Error('the process was not started with --inspect')
  const socket = new WebSocket(address)
  try {
    await new Promise((resolve, reject) => {
      socket.onopen = resolve
      socket.onerror = () => reject(new Error(`cannot inspect ${address}`))
    })
    await call(socket, 1, 'HeapProfiler.collectGarbage')
    const { usedSize } = (await call(socket, 2, 'Runtime.getHeapUsage')) as { usedSize: number }
    return usedSize / 1024 ** 2
  } finally {
    socket.close()
  }
}

const call = (socket: WebSocket, id: number, method: string) =>
  new Promise<unknown>((resolve, reject) => {
    socket.onmessage = ({ data }) => {
      const answer = JSON.parse(String(data))
      if (answer.id === id) resolve(answer.result)
    }
    socket.onclose = () => reject(new Error(`${method}: the process is gone`))
    socket.send(JSON.stringify({ id, method }))
  })
