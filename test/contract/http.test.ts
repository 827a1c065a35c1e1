import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conversation, demoKey } from '../support/server.ts'
import { type TargetName, targets } from '../support/targets.ts'

const key = { Authorization: `Bearer ${demoKey.atender}` }

describe.each(Object.keys(targets) as TargetName[])('HTTP, as the %s speaks it', which => {
  let running: { url: string; stop(): Promise<void> }
  beforeAll(async () => {
    running = await targets[which]()
  })
  afterAll(() => running.stop())

  const get = (path: string) => fetch(running.url + path, { headers: key })

  const dial = () => connect(Number(new URL(running.url).port), '127.0.0.1')
  const head = (path: string, keep: boolean) =>
    `GET ${path} HTTP/1.1\r\nHost: a\r\nAuthorization: ${key.Authorization}\r\nConnection: ${keep ? 'keep-alive' : 'close'}\r\n\r\n`

  it('a parameter that is given twice is refused, at the first request and at every other', async () => {
    for (const [query, status] of [
      ['limit=1', 200],
      ['limit=1&limit=2', 400],
      ['limit=2', 200],
    ]) {
      expect([query, (await get(`/v1/conversations?${query}`)).status]).toEqual([query, status])
    }
  })

  it.each(['1e400', '-1e400', 'Infinity'])('%s is no number that a parameter can have', async number => {
    const answer = await get(`/v1/conversations?limit=${number}`)
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'validation_failed' }])
  })

  it('a body that comes in pieces is read whole', async () => {
    const json = Buffer.from(JSON.stringify({ ...conversation('pieces'), subject: 'Grüße' }))
    const body = new ReadableStream({
      async start(controller) {
        for (const byte of json) {
          controller.enqueue(new Uint8Array([byte]))
          if (byte > 127) await new Promise(resolve => setTimeout(resolve, 20))
        }
        controller.close()
      },
    })
    const answer = await fetch(`${running.url}/v1/conversations/outbound`, {
      method: 'POST',
      headers: { ...key, 'Content-Type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit)
    expect(answer.status).toBe(201)
    if (which === 'server') expect(await answer.json()).toMatchObject({ subject: 'Grüße' })
  })

  it('the target may be a whole URL (RFC 9112 section 3.2.2)', async () => {
    const url = new URL(running.url)
    const answer = await new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      const path = `${running.url}/v1/conversations?limit=0`
      request({ host: url.hostname, port: url.port, path, headers: key }, async response => {
        resolve({ status: response.statusCode, body: await text(response) })
      })
        .on('error', reject)
        .end()
    })
    expect([answer.status, JSON.parse(answer.body).errors[0].path]).toEqual([400, '/limit'])
  })

  it('requests that come together on one connection are answered in their order (RFC 9112 section 9.3.2)', async () => {
    const paths = ['/v1/conversations?limit=0', '/healthz', '/v1/nothing', '/v1/conversations?limit=1']
    const socket = dial()
    socket.write(paths.map((path, index) => head(path, index < paths.length - 1)).join(''))
    const statuses = [...(await text(socket)).matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)
    expect(statuses).toEqual(['400', '200', '404', '200'])
  })

  it.each(['*', '"a"'])(
    'If-None-Match: %s changes nothing where no answer has a validator (RFC 9110 section 13.1)',
    async condition => {
      const socket = dial()
      // Not by fetch, which says that it wants nothing that was kept.
      const begin = head('/v1/conversations?limit=1', false)
      socket.write(begin.replace('Host', `If-None-Match: ${condition}\r\nHost`))
      expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 /)
    },
  )

  it('a body that breaks after the answer to its request gets no second one', async () => {
    const socket = dial()
    let said = ''
    const answered = new Promise<void>(resolve => {
      socket.on('data', data => {
        said += data
        if (said.includes('"data"')) resolve()
      })
    })
    const begin = head('/v1/conversations?limit=1', true).replace(
      'Host',
      'Transfer-Encoding: chunked\r\nHost',
    )
    socket.write(begin)
    await answered
    socket.write('no size\r\n')
    await once(socket, 'close')
    expect([...said.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(['200'])
  })

  it('callers who leave before they are answered take nothing from those who stay', async () => {
    const sockets = Array.from({ length: 20 }, dial)
    await Promise.all(sockets.map(socket => once(socket, 'connect')))
    const staying = sockets.filter((_, index) => index % 2 === 0)
    const answers = staying.map(socket => text(socket))
    for (const socket of sockets) {
      socket.write(head('/v1/conversations?limit=1', false))
      if (!staying.includes(socket)) socket.resetAndDestroy()
    }
    for (const answer of await Promise.all(answers)) {
      expect(answer).toMatch(/^HTTP\/1\.1 200 /)
      expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toHaveProperty('data')
    }
  })

  it.each(['/healthz', '/docs/', '/nothing', '/v1/nothing', '/v1/conversations'])(
    'the answer to %s has a name, and one Content-Type',
    async path => {
      const { headers } = await get(path)
      expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/)
      expect(headers.get('content-type')).toMatch(/^(application\/json|text\/html); charset=utf-8$/)
    },
  )

  it('a path that no API has is refused in the shape of the API whose key came with it', async () => {
    const ask = async (headers: Record<string, string>) => {
      const response = await fetch(`${running.url}/nothing`, { headers })
      return [response.status, await response.json()]
    }
    const message = 'There is nothing at this path.'
    expect(await ask({ 'X-API-Key': demoKey.fernand })).toEqual([404, { error: message }])
    expect(await ask({ Authorization: `Bearer ${demoKey.atender}` })).toEqual([
      404,
      { error: 'not_found', message },
    ])
    expect(await ask({})).toEqual([404, { error: 'not_found', message }])
  })

  /** What comes back for these bytes, until the connection is closed. */
  const exchange = (bytes: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = dial()
      let said = ''
      socket.on('data', data => {
        said += data
      })
      socket.on('close', () => resolve(said))
      socket.on('error', reject)
      socket.write(bytes)
    })

  it.each([
    [400, 'malformed_request', 'GET / HTTP/1.1\r\nbroken head\r\n\r\n'],
    [400, 'malformed_request', 'nonsense\r\n\r\n'],
    [431, 'headers_too_large', `GET / HTTP/1.1\r\nHost: a\r\nX-A: ${'a'.repeat(40_000)}\r\n\r\n`],
    [
      417,
      'expectation_failed',
      'GET / HTTP/1.1\r\nHost: a\r\nExpect: a-miracle\r\nConnection: close\r\n\r\n',
    ],
    [
      400,
      'validation_failed',
      'GET /v1/conversations HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n',
    ],
    [404, 'not_found', 'GET http:// HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
    [404, 'not_found', 'GET * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
  ])('what Node.js answers by itself, a %i, has the shape of an error: %s', async (status, code, bytes) => {
    const answer = await exchange(bytes)
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(answer).toMatch(/content-type: application\/json; charset=utf-8/i)
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({
      error: code,
      message: expect.any(String),
    })
  })
})
