/** The server inside a program: `conversation-contracts/server`. */
import { expect, it, vi } from 'vitest'
import { createAtenderClient, orThrow, sendOutbound } from '../../client/atender.ts'
import { composeMessage, createFernandClient } from '../../client/fernand.ts'
import { StartError, startServer } from '../../server/embed/index.ts'
import { timed } from '../support/timed.ts'

const conversation = { externalReference: 'same', contact: { email: 'a@b.example' }, subject: 's' }
const mail = { channel_id: 123, agent_id: 42, content: '<p>Hello</p>', to: 'a@b.example', delay: 0 }

it('is ready in less than 300 ms once it is loaded', timed, async () => {
  await (await startServer()).stop()
  const times: number[] = []
  for (let i = 0; i < 5; i++) {
    const started = performance.now()
    await using server = await startServer()
    times.push(performance.now() - started)
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  }
  expect(Math.min(...times)).toBeLessThan(300)
})

it('runs many at once, none of which sees what another has', async () => {
  const servers = await Promise.all(Array.from({ length: 8 }, () => startServer()))
  const sent = await Promise.all(
    servers.map(async ({ url, keys }, index) => {
      const fernand = createFernandClient({ baseUrl: url, apiKey: keys.fernand })
      orThrow(await composeMessage(fernand, { ...mail, subject: `Mail ${index}` }))
      const atender = createAtenderClient({ baseUrl: url, apiKey: keys.atender })
      return (await sendOutbound(atender, conversation)).outcome
    }),
  )
  expect(sent).toEqual(servers.map(() => 'created'))
  for (const [index, { mailbox }] of servers.entries())
    expect((await mailbox.waitFor(1)).map(({ subject }) => subject)).toEqual([`Mail ${index}`])
  await servers[0]?.stop()
  expect((await fetch(`${servers[1]?.url}/healthz`)).status).toBe(200)
  await Promise.all(servers.map(server => server.stop()))
})

it('answers a test suite whose clock stands still', async () => {
  await using server = await startServer()
  const atender = createAtenderClient({ baseUrl: server.url, apiKey: server.keys.atender })
  vi.useFakeTimers()
  try {
    expect(await sendOutbound(atender, conversation)).toMatchObject({ outcome: 'created' })
    orThrow(await atender.GET('/v1/conversations'))
  } finally {
    vi.useRealTimers()
  }
})

it('keeps what would have been sent, until it is cleared', async () => {
  await using server = await startServer()
  const fernand = createFernandClient({ baseUrl: server.url, apiKey: server.keys.fernand })
  orThrow(await composeMessage(fernand, { ...mail, bcc: 'c@d.example', subject: 'Hi' }))
  const [arrived] = await server.mailbox.waitFor(1)
  expect(arrived).toMatchObject({
    envelope: { from: 'support@demo.example', to: ['a@b.example', 'c@d.example'] },
    subject: 'Hi',
    html: expect.stringContaining('<p>Hello</p>'),
    text: expect.stringContaining('Hello'),
  })
  server.mailbox.clear()
  await expect(server.mailbox.waitFor(1, 20)).rejects.toThrow('0 of 1 mails')
})

it('stops at the end of its block, once, however often it is told', async () => {
  let url = ''
  {
    await using server = await startServer()
    url = server.url
    await Promise.all([server.stop(), server.stop()])
  }
  await expect(fetch(url)).rejects.toThrow()
})

it('says in one line what it was told wrongly', async () => {
  await expect(startServer({ port: 99_999 })).rejects.toThrow(StartError)
  await expect(startServer({ workspace: '/nowhere.yaml' })).rejects.toThrow('cannot read /nowhere.yaml')
})
