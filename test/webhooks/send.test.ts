import { expect, it, onTestFinished } from 'vitest'
import { systemClock } from '../../server/clock.ts'
import { createResolve } from '../../server/webhooks/resolve.ts'
import { createSender } from '../../server/webhooks/send.ts'
import { startReceiver } from '../support/webhooks.ts'

/** A sender to whom DNS says what the test says. */
function createTestSender(addresses: () => string[], loopback = false) {
  const asked: string[] = []
  const resolve = async (host: string) => {
    asked.push(host)
    return addresses()
  }
  const sender = createSender({ clock: systemClock, resolve, loopback })
  onTestFinished(() => sender.close())
  const send = (url: string) => sender.send({ url, headers: {}, body: '{}' }, new AbortController().signal)
  return { send, asked }
}

it.each([
  ['loopback', ['127.0.0.1']],
  ['private', ['10.1.2.3', '192.168.0.1']],
  ['the secrets of a cloud', ['169.254.169.254']],
  ['loopback in IPv6', ['::1']],
  ['loopback, mapped', ['::ffff:127.0.0.1']],
  ['loopback by NAT64', ['64:ff9b::7f00:1']],
])('a public name that leads to %s is not connected to', async (_what, addresses) => {
  const receiver = await startReceiver()
  const { send, asked } = createTestSender(() => addresses)
  const sent = await send(`https://rebound.example:${receiver.port}/`)
  expect(sent).toMatchObject({ status: null, error: 'The host is not public.' })
  expect([asked, receiver.connections]).toEqual([['rebound.example'], 0])
})

it('a name that is public at first and private later is told so at the later one', async () => {
  const receiver = await startReceiver()
  const answers = [['127.0.0.1'], ['10.0.0.1']]
  // This machine stands for what is public, so that something answers.
  const { send } = createTestSender(() => answers.shift() ?? [], true)
  const url = `https://changing.example:${receiver.port}/`
  // It is connected to, and speaks no TLS.
  expect((await send(url)).error).not.toBe('The host is not public.')
  expect(receiver.connections).toBe(1)
  expect((await send(url)).error).toBe('The host is not public.')
  expect(receiver.connections).toBe(1)
})

it.each(['http://127.0.0.1', 'https://127.0.0.1', 'http://localhost', 'https://localhost', 'http://[::1]'])(
  '%s is sent to only where webhooks to this machine are allowed, also when it was stored before',
  async origin => {
    const receiver = await startReceiver()
    const { send } = createTestSender(() => ['127.0.0.1'])
    expect((await send(`${origin}:${receiver.port}/`)).error).toBe('The host is not public.')
    expect(receiver.connections).toBe(0)
  },
)

it.each(['https://10.0.0.1/', 'https://[fd00::1]/', 'http://hooks.example/'])(
  '%s that was stored before it was refused is not connected to',
  async url => {
    const { send, asked } = createTestSender(() => ['127.0.0.1'], true)
    expect(await send(url)).toMatchObject({ status: null, error: 'The host is not public.' })
    expect(asked).toEqual([])
  },
)

it('localhost is this machine, whatever a name server says', async () => {
  const resolve = createResolve()
  for (const name of ['localhost', 'LOCALHOST.', 'app.localhost']) {
    expect(await resolve(name)).toEqual(['127.0.0.1', '::1'])
  }
})
