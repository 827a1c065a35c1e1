/** Each fault is put before a server that has none: the cases must find it, and say what it is. */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Api } from '../../server/apis/apis.ts'
import { verify, verifyContract } from '../../verify/index.ts'
import { demoKey, startTestServer, type TestServer } from '../support/server.ts'

interface Exchange {
  method: string
  path: string
  headers: Record<string, string>
  /** What was sent. */
  sent: string
  status: number
  body: string
}

/** What a proxy does wrong: to a request before it is handed on, to an answer before it is handed back. */
interface Fault {
  name: string
  api?: 'fernand'
  ask?(request: { headers: Record<string, string>; path: string; method: string }): void
  answer?(exchange: Exchange): void
  /** Of the cases, so that a fault is found in a moment. */
  only: RegExp
  /** What a failure must be called. */
  found: RegExp
}

const json = (exchange: Exchange, change: (body: Record<string, unknown>) => void) => {
  const body = JSON.parse(exchange.body)
  change(body)
  exchange.body = JSON.stringify(body)
}

let references = 0

const faults: Fault[] = [
  {
    name: 'drops a field that must be there',
    answer: one => one.status === 201 && json(one, body => delete body.externalReference),
    only: /takes the example/,
    found: /response body: required/,
  },
  {
    name: 'answers 200 where it is 201',
    answer: one => {
      if (one.status === 201) one.status = 200
    },
    only: /takes the example/,
    found: /undocumented status|is refused/,
  },
  {
    name: 'answers 400 where it is 409',
    answer: one => {
      if (one.status === 409) one.status = 400
    },
    only: /a reference that was used before/,
    found: /the status 409|response body/,
  },
  {
    name: 'opens a second conversation for a reference',
    // Another reference each time: the rule of one is lost.
    ask: request => {
      request.headers['x-new-reference'] = String(references++)
    },
    only: /a reference that was used before/,
    found: /the status 409/,
  },
  {
    name: 'has a value that no enum has',
    answer: one => one.status === 201 && json(one, body => Object.assign(body, { status: 'surprise' })),
    only: /takes the example/,
    found: /response body\/status: enum/,
  },
  {
    name: 'has a number where a text is',
    answer: one => one.status === 201 && json(one, body => Object.assign(body, { id: 7 })),
    only: /takes the example/,
    found: /response body\/id: type/,
  },
  {
    name: 'has a member that nobody knows',
    answer: one => one.status === 201 && json(one, body => Object.assign(body, { surprise: 1 })),
    only: /takes the example/,
    found: /surprise: an undocumented member/,
  },
  {
    name: 'takes any key',
    ask: request => {
      request.headers.authorization = `Bearer ${demoKey.atender}`
    },
    only: /listConversations: no(body's)? key/,
    found: /key is taken/,
  },
  {
    name: 'takes a body that lacks a member',
    answer: one => {
      if (one.method === 'POST' && one.status === 400) Object.assign(one, { status: 201, body: '{}' })
    },
    only: /createOutboundConversation body subject: required/,
    found: /what breaks the contract is taken/,
  },
  {
    name: 'says HTML where it is JSON',
    answer: one => {
      if (one.path.startsWith('/v1/contacts') && one.status === 200) one.headers['content-type'] = 'text/html'
    },
    only: /listContacts: reads/,
    found: /response content type/,
  },
  {
    name: 'fails with 500',
    answer: one => {
      if (one.path.startsWith('/v1/contacts')) one.status = 500
    },
    only: /listContacts: reads/,
    found: /a server error/,
  },
  {
    name: 'forgets a conversation',
    answer: one => {
      if (one.method === 'GET' && /\/conversations\/[^/?]+$/.test(one.path))
        Object.assign(one, { status: 404, body: '{"error":{"code":"not_found","message":"gone"}}' })
    },
    only: /what was created can be fetched/,
    found: /is refused|response body/,
  },
  {
    name: 'makes a contact for each case of an address',
    answer: one =>
      one.status === 201 &&
      json(one, body => Object.assign(body.contact as object, { id: `c${references++}` })),
    only: /the contact is the same/,
    found: /the contact of an address/,
  },
  {
    name: 'refuses a text of just the length that is allowed',
    answer: one => {
      if (one.sent.includes('x'.repeat(998)))
        Object.assign(one, { status: 400, body: '{"error":{"code":"too_long","message":"Too long."}}' })
    },
    only: /takes body subject: maxLength/,
    found: /is refused|response body/,
  },
  {
    name: 'does not delete',
    api: 'fernand',
    ask: request => {
      if (request.method === 'DELETE') request.method = 'GET'
    },
    answer: one => {
      if (one.method === 'DELETE') Object.assign(one, { status: 204, body: '' })
    },
    only: /what was deleted does not answer/,
    found: /the status 404/,
  },
  {
    name: 'sends a mail at once that is to leave later',
    api: 'fernand',
    answer: one =>
      one.method === 'POST' && one.status === 200 && json(one, body => Object.assign(body, { delay: 0 })),
    only: /a mail that leaves later is pending/,
    found: /a mail that leaves later/,
  },
  {
    name: 'forgets the limits of a key',
    api: 'fernand',
    answer: one => delete one.headers['x-ratelimit-remaining'],
    only: /listTags: reads/,
    found: /X-RateLimit-Remaining: required/,
  },
]

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer) // of an HTTP request
  return Buffer.concat(pieces)
}

async function startProxy({ ask, answer }: Pick<Fault, 'ask' | 'answer'>) {
  const proxy = createServer(async (request, response) => {
    const { method = '', url = '' } = request
    const { host: _, connection: __, 'content-length': ___, ...given } = request.headers
    const asked = { method, path: url, headers: given as Record<string, string> }
    ask?.(asked)
    let body = (await bytesOf(request)).toString()
    const reference = asked.headers['x-new-reference']
    if (reference !== undefined && body !== '')
      body = JSON.stringify({ ...JSON.parse(body), externalReference: `other-${reference}` })
    const came = await fetch(server.url + url, {
      method: asked.method,
      headers: asked.headers,
      ...(body === '' ? {} : { body }),
    })
    const one: Exchange = {
      method,
      path: url,
      sent: body,
      headers: Object.fromEntries(came.headers),
      status: came.status,
      body: await came.text(),
    }
    answer?.(one)
    delete one.headers['content-length']
    response.writeHead(one.status, one.headers).end(one.body)
  })
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve))
  const { port } = proxy.address() as AddressInfo // it listens on TCP
  return { url: `http://127.0.0.1:${port}`, [Symbol.dispose]: () => void proxy.close() }
}

const ask = async (fault: Pick<Fault, 'ask' | 'answer' | 'only' | 'api'>) => {
  using proxy = await startProxy(fault)
  const api: Api = fault.api ?? 'atender'
  const target = { api, baseUrl: proxy.url, key: demoKey[api], allowWrites: true, budget: 10_000 }
  return await verify(target, { only: fault.only })
}

it.each(faults)('$name: found', async fault => {
  const { results } = await ask(fault)
  const told = results.flatMap(result => result.told)
  expect(told.map(({ rule }) => rule)).toContainEqual(expect.stringMatching(fault.found))
})

it.each(faults)('$name: not found where it is not', async ({ only, api }) => {
  const { results } = await ask({ only, ...(api ? { api } : {}) })
  expect(results.length).toBeGreaterThan(0)
  expect(results.flatMap(({ told }) => told)).toEqual([])
})

it('what is documented fails, what is described warns, what is assumed is a note; strictly all fails', async () => {
  const answer = (one: Exchange) => {
    one.status = 500
  }
  using proxy = await startProxy({ answer })
  const target = {
    api: 'atender' as const,
    baseUrl: proxy.url,
    key: demoKey.atender,
    allowWrites: true,
    budget: 100,
  }
  const severities = async (only: RegExp, strict = false) =>
    (await verify(target, { only, strict })).results.flatMap(({ told }) =>
      told.map(({ severity }) => severity),
    )
  expect(await severities(/takes the example ConversationCreateMinimal/)).toEqual(['failure'])
  expect(await severities(/listConversations: reads/)).toEqual(['warning'])
  expect(await severities(/listCustomFields: reads/)).toEqual(['note'])
  expect(await severities(/listCustomFields: reads/, true)).toEqual(['failure'])
})

it('without leave to write nothing is sent but what reads', async () => {
  const methods = new Set<string>()
  using proxy = await startProxy({ ask: ({ method }) => void methods.add(method) })
  const target = {
    api: 'fernand' as const,
    baseUrl: proxy.url,
    key: demoKey.fernand,
    allowWrites: false,
    budget: 500,
  }
  const { results, created } = await verify(target)
  expect([...methods]).toEqual(['GET'])
  expect(created).toEqual([])
  const notRun = results.filter(({ outcome }) => outcome === 'not run')
  expect(new Set(notRun.map(({ reason }) => reason))).toEqual(
    new Set(['it may write: --allow-writes', 'no answer was a 429']),
  )
  expect(results.length - notRun.length).toBeGreaterThan(50)
})

it('the cases run in any test runner, and throw what is wrong', async () => {
  using proxy = await startProxy({
    answer: one => one.status === 201 && json(one, body => delete body.status),
  })
  const target = { api: 'atender' as const, baseUrl: proxy.url, key: demoKey.atender }
  const cases = verifyContract(target, {
    only: /ConversationCreateMinimal|a tag that does not exist|listTags: reads/,
  })
  const outcomes = await Promise.all(cases.map(({ run }) => run().catch(error => (error as Error).message)))
  expect(cases.map(({ name }, index) => [name, outcomes[index]])).toEqual([
    ['listTags: reads', true],
    [
      expect.stringContaining('ConversationCreateMinimal'),
      expect.stringContaining("required property 'status'"),
    ],
    [expect.stringContaining('a tag that'), expect.stringContaining("required property 'status'")],
  ])
})

it('what must be refused names nothing that is there, and would write to no stranger', async () => {
  const sent: Exchange[] = []
  using proxy = await startProxy({ answer: one => void sent.push({ ...one }) })
  await verify(
    { api: 'fernand', baseUrl: proxy.url, key: demoKey.fernand },
    { only: /^(?!.*: takes ).*(body|key|: a )/ },
  )
  const written = sent.filter(({ method, status }) => method !== 'GET' && status >= 400)
  expect(written.length).toBeGreaterThan(300)
  expect(written.filter(one => one.sent.includes('raviga-capital.com'))).toEqual([])
  expect(written.filter(one => /"ids":\[[1-9]\d{0,5}[,\]]/.test(one.sent))).toEqual([])
  expect(written.filter(({ path }) => /\/\d{1,6}(\/|\?|$)/.test(path))).toEqual([])
  const mails = written.filter(({ path }) => path === '/conversations/compose').map(one => one.sent)
  const delays = mails.flatMap(body => /"delay":(\d+)[,}]/.exec(body)?.[1] ?? [])
  expect(delays.filter(delay => delay === '86400').length).toBeGreaterThan(50)
})
