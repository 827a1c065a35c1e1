/** What the server makes of where its callers are: wrong keys, proxies, and how much one address may ask at once. */
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { Duplex } from 'node:stream'
import { describe, expect, it, onTestFinished } from 'vitest'
import { isLocal, readConfig } from '../../server/config.ts'
import { limitConnections } from '../../server/http/by-address.ts'
import { MOST_STREAMS } from '../../server/http/control/streams.ts'
import { MOST_WRONG_KEYS } from '../../server/rate-limits/wrong-keys.ts'
import { expectDocumented } from '../support/contract.ts'
import { temporaryFolder } from '../support/process.ts'
import { demoKey, startTestServer } from '../support/server.ts'

/** With keys that are nobody's demonstration, for servers that others reach. */
function ownWorkspace(): string {
  const file = join(temporaryFolder(), 'workspace.yaml')
  writeFileSync(
    file,
    `tenants:
  - id: one
    name: one
    environment: test
    keys:
      - { api: atender, key: sa_test_own, scopes: [conversations:write] }
      - { api: fernand, key: sk_own }
    teams: [{ id: one, name: one, default: true }]
    channels: [{ id: 1, address: help@one.example, name: one }]
    agents: [{ id: 1, name: one, email: one@one.example }]
`,
  )
  return file
}

const startBehindProxy = (changes: object = {}) =>
  startTestServer({
    ...{ host: '127.0.0.1', trustProxy: ['loopback'], workspace: ownWorkspace(), control: false },
    ...changes,
  })

const tags = {
  atender: { operation: 'listConversations', path: '/v1/conversations' },
  fernand: { operation: 'listTags', path: '/tags' },
} as const
const headersOf = (api: keyof typeof tags, key: string): Record<string, string> =>
  api === 'atender' ? { Authorization: `Bearer ${key}` } : { 'X-API-Key': key }

describe('an address that tries one wrong key after the other', () => {
  it.each(['atender', 'fernand'] as const)('is slowed down by %s, and its right keys are not', async api => {
    await using server = await startTestServer()
    const { path, operation } = tags[api]
    const ask = (key: string, more: Record<string, string> = {}) =>
      fetch(server.url + path, { headers: { ...headersOf(api, key), ...more } })
    for (let tried = 0; tried < MOST_WRONG_KEYS; tried += 1)
      expect((await ask(`guess-${tried}`)).status, `key ${tried}`).toBe(401)
    const refused = await ask('one-too-many')
    const body = await refused.json()
    expect([refused.status, body.error]).toEqual([429, api === 'atender' ? 'rate_limited' : body.error])
    expectDocumented(api, operation, 429, body)
    expect(refused.headers.get('x-ratelimit-limit')).toBe(String(MOST_WRONG_KEYS))
    if (api === 'atender') expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    else expect(refused.headers.get('x-ratelimit-remaining')).toBe('0')
    expect((await ask(demoKey[api])).status).toBe(200)
    // Whoever goes on with one wrong key guesses nothing, and nobody is believed to be somebody else.
    expect((await ask('guess-7')).status).toBe(401)
    expect((await ask('another', { 'X-Forwarded-For': '203.0.113.9' })).status).toBe(429)
    expect((await fetch(server.url + path)).status).toBe(401)
  })

  it('is another one for each that a trusted proxy names; an IPv6 subscriber is one', async () => {
    await using server = await startBehindProxy()
    const ask = (key: string, from: string) =>
      fetch(`${server.url}/tags`, { headers: { 'X-API-Key': key, 'X-Forwarded-For': from } })
    for (let tried = 0; tried < MOST_WRONG_KEYS; tried += 1) {
      expect((await ask(`a-${tried}`, '203.0.113.9')).status).toBe(401)
      expect((await ask(`b-${tried}`, `2001:db8:1:2::${tried + 1}`)).status).toBe(401)
    }
    expect((await ask('more', '203.0.113.9')).status).toBe(429)
    // The last address is the one that the proxy has seen.
    expect((await ask('more', '198.51.100.1, 203.0.113.9')).status).toBe(429)
    expect((await ask('more', '2001:db8:1:2:ffff::1')).status).toBe(429)
    for (const from of ['203.0.113.10', 'fe80::1%eth0', 'unknown', '_hidden', '%lo', '[2001:db8::1]:443'])
      expect((await ask('more', from)).status, from).toBe(401)
    expect((await ask('more', '2001:db8:1:3::1')).status).toBe(401)
    expect((await ask('sk_own', '203.0.113.9')).status).toBe(200)
  })

  it('is slowed down where it guesses the ADMIN_TOKEN, in a header and in the form, and the right one opens', async () => {
    const changes = { host: '0.0.0.0', adminToken: 'the-right-one', control: true, workspace: ownWorkspace() }
    await using server = await startTestServer(changes)
    const url = server.url.replace('0.0.0.0', '127.0.0.1')
    const byHeader = (token: string) =>
      fetch(`${url}/_control/tenants`, { headers: { Authorization: `Bearer ${token}` } })
    const byForm = (token: string) =>
      fetch(`${url}/_control/session`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: url },
        body: JSON.stringify({ token }),
      })
    for (let tried = 0; tried < MOST_WRONG_KEYS; tried += 1)
      expect((await (tried % 2 ? byHeader : byForm)(`guess-${tried}`)).status).toBe(401)
    for (const answer of [await byHeader('more'), await byForm('more')]) {
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        429,
        expect.stringMatching(/^application\/problem\+json/),
      ])
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    }
    expect([(await byHeader('the-right-one')).status, (await byForm('the-right-one')).status]).toEqual([
      200, 204,
    ])
  })
})

describe('behind a proxy', () => {
  it.each([
    [{ TRUST_PROXY: 'loopback, 10.0.0.0/8,2001:db8::1' }, ['loopback', '10.0.0.0/8', '2001:db8::1']],
    [{}, undefined],
  ])('%o says who is trusted', (variables, trusted) => {
    const config = readConfig(variables)
    expect(config.trustProxy).toEqual(trusted)
    expect([isLocal(config), config.control]).toEqual([trusted === undefined, trusted === undefined])
  })

  it.each([
    [{ TRUST_PROXY: 'everybody' }, /^TRUST_PROXY.*: must be addresses or networks/],
    [{ TRUST_PROXY: '1' }, /^TRUST_PROXY/],
    [{ TRUST_PROXY: 'loopback,' }, /^TRUST_PROXY/],
    [{ TRUST_PROXY: 'loopback', CONTROL: 'on' }, /^CONTROL: on needs an ADMIN_TOKEN/],
    [{ MAX_PER_ADDRESS: '0' }, /^MAX_PER_ADDRESS: must be a number from 1/],
  ])('%o is refused by name', (variables, message) => {
    expect(() => readConfig(variables)).toThrow(message)
  })

  it('the demo keys open nothing, and the control plane needs a token, though the server listens on loopback', async () => {
    await using server = await startTestServer({ trustProxy: ['loopback'], control: false })
    const ask = (headers: Record<string, string>) =>
      fetch(`${server.url}/tags`, { headers: { 'X-API-Key': demoKey.fernand, ...headers } })
    expect((await ask({ 'X-Forwarded-For': '203.0.113.9' })).status).toBe(401)
    expect((await ask({})).status).toBe(401)
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404)
  })

  it('no header of a stranger changes an address that the server tells', async () => {
    await using server = await startTestServer()
    const told = await new Promise<string>((resolve, reject) => {
      const spoofed = {
        Host: 'evil.example',
        Forwarded: 'for=203.0.113.9;host=evil.example;proto=https',
        'X-Forwarded-For': '203.0.113.9',
        'X-Forwarded-Host': 'evil.example',
        'X-Forwarded-Proto': 'https',
        'X-Real-IP': '203.0.113.9',
      }
      const headers = {
        ...spoofed,
        ...headersOf('fernand', demoKey.fernand),
        'Content-Type': 'application/json',
      }
      const asked = request(`${server.url}/conversations/compose`, { method: 'POST', headers }, answer => {
        let text = ''
        answer
          .on('data', chunk => (text += chunk))
          .on('end', () => resolve(text + JSON.stringify(answer.headers)))
      })
      asked.on('error', reject).end(
        JSON.stringify({
          ...{ channel_id: 123, to: 'a@b.example', agent_id: 42, delay: 3600 },
          content: {
            content: '<p>Hello</p>',
            attachments: [{ name: 'a.txt', type: 'text/plain', content: 'YQ==' }],
          },
        }),
      )
    })
    expect(told).not.toMatch(/evil|203\.0\.113/)
  })
})

describe('how much one address may ask at once', () => {
  it('is limited for who comes through a proxy, and a place is free again when an answer has left', async () => {
    await using server = await startBehindProxy({ maxPerAddress: 2 })
    const { port } = new URL(server.url)
    /** Sends the head of a request and half of its body. */
    const begin = async (from: string) => {
      const socket = connect(Number(port), '127.0.0.1')
      onTestFinished(() => void socket.destroy())
      await once(socket, 'connect')
      socket.write(
        `POST /snippets HTTP/1.1\r\nHost: a\r\nX-API-Key: sk_own\r\nX-Forwarded-For: ${from}\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"a"`,
      )
      return socket
    }
    const ask = (from: string, path = '/tags') =>
      fetch(server.url + path, { headers: { 'X-API-Key': 'sk_own', 'X-Forwarded-For': from } })
    const [first, second] = [await begin('203.0.113.9'), await begin('203.0.113.9')]
    let refused = await ask('203.0.113.9')
    while (refused.status === 200) refused = await ask('203.0.113.9')
    const body = await refused.json()
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1'])
    expectDocumented('fernand', 'listTags', 503, body)
    expect((await ask('203.0.113.9', '/healthz')).status).toBe(200)
    expect((await ask('203.0.113.10')).status).toBe(200)
    expect((await fetch(`${server.url}/tags`, { headers: { 'X-API-Key': 'sk_own' } })).status).toBe(200)
    const answered = once(first, 'data')
    first.write(':"b"}')
    expect(String((await answered)[0])).toContain('HTTP/1.1 400')
    expect((await ask('203.0.113.9')).status).toBe(200)
    second.destroy()
    first.destroy()
  })

  it('connections beyond what there may be are closed, and those that are there are served', async () => {
    await using server = await startTestServer({ maxConnections: 3 })
    const { port } = new URL(server.url)
    const open = async () => {
      const socket = connect(Number(port), '127.0.0.1')
      onTestFinished(() => void socket.destroy())
      await once(socket, 'connect')
      return socket
    }
    const [first] = [await open(), await open(), await open()]
    await once((await open()).resume(), 'close')
    const answered = once(first as NonNullable<typeof first>, 'data')
    first?.write('GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n')
    expect(String((await answered)[0])).toContain('HTTP/1.1 200')
  })

  it('connections of one address are limited, those of this machine are not', () => {
    const server = createServer()
    limitConnections(server, { all: 100, perAddress: 2 })
    const connectFrom = (remoteAddress: string) => {
      const socket = Object.assign(new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() }), {
        remoteAddress,
        setKeepAlive() {},
        setNoDelay() {},
        setTimeout() {},
      })
      server.emit('connection', socket)
      return socket
    }
    const theirs = Array.from({ length: 3 }, () => connectFrom('203.0.113.9'))
    expect(theirs.map(({ destroyed }) => destroyed)).toEqual([false, false, true])
    expect(connectFrom('203.0.113.10').destroyed).toBe(false)
    const own = Array.from({ length: 5 }, () => connectFrom('::ffff:127.0.0.1'))
    expect(own.some(({ destroyed }) => destroyed)).toBe(false)
    theirs[0]?.destroy()
    theirs[0]?.emit('close')
    expect(connectFrom('203.0.113.9').destroyed).toBe(false)
  })

  it('event streams are so many, and a place is free when one has ended', async () => {
    await using server = await startTestServer({ control: true })
    const open = async () => {
      const controller = new AbortController()
      const answer = await fetch(`${server.url}/_control/changes`, { signal: controller.signal })
      return { status: answer.status, answer, close: () => controller.abort() }
    }
    const streams = await Promise.all(Array.from({ length: MOST_STREAMS }, open))
    expect(new Set(streams.map(({ status }) => status))).toEqual(new Set([200]))
    const { status, answer } = await open()
    expect([status, answer.headers.get('retry-after'), await answer.json()]).toEqual([
      ...[503, '5'],
      expect.objectContaining({ title: 'unavailable', status: 503 }),
    ])
    streams[0]?.close()
    await expect.poll(async () => (await open()).status).toBe(200)
    for (const { close } of streams) close()
  })
})
