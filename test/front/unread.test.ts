/** Bodies that nobody reads, since their requests are refused by what stands in front of them. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { demoKey, mail, startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const MIB = 1024 * 1024
const SIZE = 50 * MIB

/** Sends the head of a compose, and what comes back of the answer. */
async function begin(key: string, headers: string) {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  let answered = ''
  socket.on('error', () => {})
  socket.on('data', chunk => {
    answered += chunk
  })
  socket.write(
    `POST /conversations/compose HTTP/1.1\r\nHost: a\r\nX-API-Key: ${key}\r\nContent-Type: application/json\r\n${headers}\r\n\r\n`,
  )
  return {
    socket,
    answered: () => answered,
    ended: new Promise<void>(resolve => socket.once('close', () => resolve())),
  }
}

/** Sends as much of a body as is taken, until the connection is closed. @returns how many bytes were */
async function pour({ socket }: { socket: ReturnType<typeof connect> }, chunk: Buffer): Promise<number> {
  for (let taken = 0; ; taken += chunk.length) {
    if (taken >= SIZE || socket.destroyed) return taken
    if (socket.write(chunk)) continue
    const isTaken = await new Promise<boolean>(resolve => {
      socket.once('drain', () => resolve(true)).once('close', () => resolve(false))
    })
    if (!isTaken) return taken
  }
}

it.each([
  ['of a known length', `Content-Length: ${SIZE}`, Buffer.alloc(MIB, 'x')],
  [
    'in chunks',
    'Transfer-Encoding: chunked',
    Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(MIB, 'x'), Buffer.from('\r\n')]),
  ],
])(
  'a body of 50 MB %s with a wrong key is answered at once, and left where it is',
  async (_how, headers, chunk) => {
    const sent = await begin('sk_wrong', headers)
    const taken = await pour(sent, chunk)
    await sent.ended
    expect(sent.answered()).toMatch(/^HTTP\/1\.1 401 .*\r\nConnection: close\r\n.*\r\n\r\n\{"error":/is)
    // What the systems on both sides keep on the way.
    expect(taken).toBeLessThan(24 * MIB)
  },
)

it('who sends a large body with a wrong key is told so, every time', async () => {
  const body = new Uint8Array(SIZE)
  const statuses = new Set<number>()
  for (let round = 0; round < 10; round += 1) {
    const answer = await fetch(`${server.url}/conversations/compose`, {
      ...{ method: 'POST', body },
      headers: { 'X-API-Key': 'sk_wrong', 'Content-Type': 'application/json' },
    })
    expect(await answer.json()).toHaveProperty('error')
    statuses.add(answer.status)
  }
  expect([...statuses]).toEqual([401])
})

it('a small body with a wrong key is read over, and its connection goes on', async () => {
  const { socket, answered } = await begin('sk_wrong', 'Content-Length: 100000')
  socket.write('x'.repeat(100_000))
  socket.write(`GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)
  await once(socket, 'close')
  expect(answered().match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 401', 'HTTP/1.1 200'])
})

it('a body that waits to be asked for is asked for once the head is accepted (Expect: 100-continue)', async () => {
  const text = JSON.stringify({ ...mail, delay: 3600 })
  const headers = `Expect: 100-continue\r\nConnection: close\r\nContent-Length: ${text.length}`
  const refused = await begin('sk_wrong', headers)
  await refused.ended
  expect(refused.answered().match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 401'])

  const accepted = await begin(demoKey.fernand, headers)
  while (!accepted.answered().includes('100 Continue')) await once(accepted.socket, 'data')
  accepted.socket.write(text)
  await accepted.ended
  expect(accepted.answered().match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 100', 'HTTP/1.1 200'])
})
