import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectDocumented } from '../support/contract.ts'
import { conversation, demoKey, mail } from '../support/server.ts'
import { type TargetName, targets } from '../support/targets.ts'

const atenderKey = { Authorization: `Bearer ${demoKey.atender}` }
const fernandKey = { 'X-API-Key': demoKey.fernand }
const json = { 'Content-Type': 'application/json' }

describe.each(Object.keys(targets) as TargetName[])('refusals of the %s', which => {
  let running: { url: string; stop(): Promise<void> }
  beforeAll(async () => {
    running = await targets[which]()
  })
  afterAll(() => running.stop())

  async function send(method: string, path: string, headers: Record<string, string>, body?: BodyInit) {
    const response = await fetch(running.url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    })
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    }
  }
  const create = (body: unknown, headers: Record<string, string> = {}) =>
    send('POST', '/v1/conversations/outbound', { ...atenderKey, ...json, ...headers }, JSON.stringify(body))
  const compose = (body: unknown) =>
    send('POST', '/conversations/compose', { ...fernandKey, ...json }, JSON.stringify(body))
  const paths = (body: { errors: { path: string }[] }) => body.errors.map(({ path }) => path).sort()

  describe('a request without a usable key answers 401', () => {
    it.each([
      ['none', {}],
      ['another scheme', { Authorization: 'Basic c2FfdGVzdDp4' }],
      ['the word Bearer inside', { Authorization: `X Bearer ${demoKey.atender}` }],
      ['a form that no key has', { Authorization: 'Bearer hello' }],
      ['an empty key', { Authorization: 'Bearer ' }],
      ["the other API's header", fernandKey],
    ])('Atender: %s', async (_name, headers) => {
      const {
        status,
        body,
        headers: sent,
      } = await send('GET', '/v1/conversations', headers as Record<string, string>)
      expect(status).toBe(401)
      expect(sent.get('www-authenticate')).toBe('Bearer')
      expectDocumented('atender', 'listConversations', 401, body)
      expect(body.error).toBe('unauthorized')
    })

    it.each([
      ['none', {}],
      ['a form that no key has', { 'X-API-Key': 'hello' }],
      ["the other API's header", atenderKey],
    ])('Fernand: %s', async (_name, headers) => {
      const { status, body } = await send('GET', '/conversations/1', headers as Record<string, string>)
      expect(status).toBe(401)
      expectDocumented('fernand', 'getConversation', 401, body)
    })
  })

  it('a key is checked before the body is read', async () => {
    const { status } = await send(
      'POST',
      '/v1/conversations/outbound',
      { 'Content-Type': 'text/plain' },
      'not json',
    )
    expect(status).toBe(401)
  })

  it('every violation of an Atender body is told at once, by JSON Pointer', async () => {
    const { status, body } = await create({
      extrenalReference: 'typo',
      'a/b~c': 1,
      contact: { email: 'no address', name: 'two\nlines', age: 7 },
      subject: '',
      channel: 'fax',
      outboundContext: { sentAt: 'yesterday', originalMessage: 5, metadata: [] },
      tags: ['ok', 7],
      customFields: { order_id: { nested: true } },
    })
    expect(status).toBe(400)
    expectDocumented('atender', 'createOutboundConversation', 400, body)
    expect(body.error).toBe('validation_failed')
    expect(paths(body)).toEqual([
      '/a~1b~0c',
      '/channel',
      '/contact/age',
      '/contact/email',
      '/contact/name',
      '/customFields/order_id',
      '/externalReference',
      '/extrenalReference',
      '/outboundContext/metadata',
      '/outboundContext/originalMessage',
      '/outboundContext/sentAt',
      '/subject',
      '/tags/1',
    ])
    for (const { message } of body.errors) expect(message).not.toMatch(/undefined|schema|#\//)
  })

  it('every violation of a Fernand body is told at once, the bad address by its text', async () => {
    const { status, body } = await compose({
      channel_id: '123',
      content: { content: '', attachments: [], actions: [{ data: {} }], extra: 1 },
      to: 'ok@demo.example, not an address',
      cc: 'Friends: a@b.example, c@d.example;',
      bcc: 'evil@x.example\r\nBcc: other@y.example',
      subject: 'x'.repeat(151),
      delay: 1.5,
      agent_email: 'nobody',
    })
    expect(status).toBe(400)
    expectDocumented('fernand', 'composeConversation', 400, body)
    expect(paths(body)).toEqual([
      '/agent_email',
      '/bcc',
      '/cc',
      '/channel_id',
      '/content/actions/0',
      '/content/content',
      '/content/extra',
      '/delay',
      '/subject',
      '/to',
    ])
    expect(body.errors.find(({ path }: { path: string }) => path === '/to').message).toContain(
      'not an address',
    )
  })

  it.each([-1, 86401, 1.5, '7', null])('a delay of %j is refused', async delay => {
    const { status, body } = await compose({ ...mail, delay })
    expect(status).toBe(400)
    expect(paths(body)).toEqual(['/delay'])
  })

  it.each([
    ['invalid digits', 'a*b='],
    ['wrong padding', 'YQ='],
    ['no padding', 'YQ'],
    ['a line break at the end', 'YWJj\n'],
    ['the URL alphabet', 'a-_a'],
  ])('an attachment in base64 with %s is refused', async (_name, content) => {
    const { status, body } = await compose({
      ...mail,
      content: { content: 'x', attachments: [{ name: 'a.txt', type: 'text/plain', content }] },
    })
    expect(status).toBe(400)
    expect(paths(body)).toEqual(['/content/attachments/0/content'])
  })

  it.each(['../a.txt', 'a/b', 'a\\b', 'a\u0000b', 'a\r\nb', '', 'x'.repeat(256)])(
    'the file name %j is refused',
    async name => {
      const { status, body } = await compose({
        ...mail,
        content: { content: 'x', attachments: [{ name, type: 'text/plain', content: 'YQ==' }] },
      })
      expect(status).toBe(400)
      expect(paths(body)).toEqual(['/content/attachments/0/name'])
    },
  )

  it.each([
    ['truncated', '{"externalReference": "a"'],
    ['empty of JSON', 'hello'],
    ['with a trailing comma', '{"a":1,}'],
  ])('a body that is no JSON, %s, answers 400 in each API’s shape', async (_name, text) => {
    const atender = await send('POST', '/v1/conversations/outbound', { ...atenderKey, ...json }, text)
    expect(atender.status).toBe(400)
    expectDocumented('atender', 'createOutboundConversation', 400, atender.body)
    expect(atender.body.error).toBe('malformed_body')
    const fernand = await send('POST', '/conversations/compose', { ...fernandKey, ...json }, text)
    expect(fernand.status).toBe(400)
    expectDocumented('fernand', 'composeConversation', 400, fernand.body)
  })

  it('a body that is missing, or is no object, answers 400', async () => {
    for (const text of [undefined, '[]', '"text"', 'null', '7']) {
      const { status, body } = await send(
        'POST',
        '/v1/conversations/outbound',
        { ...atenderKey, ...(text ? json : {}) },
        text,
      )
      expect([text, status]).toEqual([text, 400])
      expectDocumented('atender', 'createOutboundConversation', 400, body)
    }
  })

  it.each([
    ['a form', 'application/x-www-form-urlencoded'],
    ['text', 'text/plain'],
    ['a relative of JSON', 'application/merge-patch+json'],
    ['an unknown charset', 'application/json; charset=klingon'],
  ])('%s as the media type answers 415', async (_name, type) => {
    const headers = { ...atenderKey, 'Content-Type': type }
    const atender = await send('POST', '/v1/conversations/outbound', headers, '{}')
    expect(atender.status).toBe(415)
    expectDocumented('atender', 'createOutboundConversation', 415, atender.body)
    const fernand = await send(
      'POST',
      '/conversations/compose',
      { ...fernandKey, 'Content-Type': type },
      '{}',
    )
    expect(fernand.status).toBe(415)
    expectDocumented('fernand', 'composeConversation', 415, fernand.body)
  })

  it('a body that is too large answers 413, compressed or not', async () => {
    const text = JSON.stringify({ ...conversation('big'), subject: 'x'.repeat(3_000_000) })
    const plain = await send('POST', '/v1/conversations/outbound', { ...atenderKey, ...json }, text)
    expect(plain.status).toBe(413)
    expectDocumented('atender', 'createOutboundConversation', 413, plain.body)
    const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
    const zipped = await new Response(stream).arrayBuffer()
    expect(zipped.byteLength).toBeLessThan(10_000)
    const gzip = { 'Content-Encoding': 'gzip' }
    const inflated = await send(
      'POST',
      '/v1/conversations/outbound',
      { ...atenderKey, ...json, ...gzip },
      zipped,
    )
    expect(inflated.status).toBe(413)
  })

  it('a body that is not what its Content-Encoding says answers 400, an unknown encoding 415', async () => {
    const send4 = (encoding: string) =>
      send(
        'POST',
        '/v1/conversations/outbound',
        { ...atenderKey, ...json, 'Content-Encoding': encoding },
        '{}',
      )
    const { status, body } = await send4('gzip')
    expect(status).toBe(400)
    expectDocumented('atender', 'createOutboundConversation', 400, body)
    expect((await send4('klingon')).status).toBe(415)
  })

  it('a path that is not there answers 404 in the shape of the API it lies under', async () => {
    const atender = await send('GET', '/v1/nothing', atenderKey)
    expect(atender.status).toBe(404)
    expect(atender.body).toMatchObject({ error: 'not_found', message: expect.any(String) })
    const fernand = await send('GET', '/conversations/1/nothing', fernandKey)
    expect(fernand.status).toBe(404)
    expect(fernand.body).toEqual({ error: expect.any(String) })
    for (const path of ['/nothing', '/v1/conversations/', '/V1/conversations']) {
      expect([path, (await send('GET', path, atenderKey)).status]).toEqual([path, 404])
    }
  })

  it('a method that the path does not have answers 405 with Allow', async () => {
    const atender = await send('DELETE', '/v1/conversations', atenderKey)
    expect([atender.status, atender.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    expectDocumented('atender', 'listConversations', 405, atender.body)
    const fernand = await send('GET', '/conversations/compose', fernandKey)
    expect([fernand.status, fernand.headers.get('allow')]).toEqual([405, 'POST'])
    expectDocumented('fernand', 'composeConversation', 405, fernand.body)
  })

  it('every violation of the parameters is told at once, with the place', async () => {
    const { status, body } = await send(
      'GET',
      '/v1/conversations?limit=0&cursor=%20&colour=red&externalReference=',
      atenderKey,
    )
    expect(status).toBe(400)
    expectDocumented('atender', 'listConversations', 400, body)
    expect(body.errors.map((one: { in: string; path: string }) => `${one.in} ${one.path}`).sort()).toEqual([
      'query /colour',
      'query /cursor',
      'query /externalReference',
      'query /limit',
    ])
    const id = await send('GET', '/conversations/abc', fernandKey)
    expect(id.status).toBe(400)
    expect(id.body.errors).toEqual([{ in: 'path', path: '/id', code: 'type', message: 'id must be integer' }])
    const encoding = await send('GET', '/conversations/%E0%A4%A', fernandKey)
    expect(encoding.status).toBe(400)
    expectDocumented('fernand', 'getConversation', 400, encoding.body)
  })

  it('a reserved character needs percent-encoding only where the contract does not allow it', async () => {
    for (const [query, expected] of [
      ['externalReference=a%3Ab', 200],
      ['externalReference=a:b', 200],
      ['status=a:b', 400],
      ['externalReference=a:b', 200],
    ]) {
      expect([query, (await send('GET', `/v1/conversations?${query}`, atenderKey)).status]).toEqual([
        query,
        expected,
      ])
    }
  })

  it('a HEAD answers what a GET would, without the body', async () => {
    const { status, headers, body } = await send('HEAD', '/v1/conversations?limit=0', atenderKey)
    expect([status, body]).toEqual([400, undefined])
    expect(Number(headers.get('content-length'))).toBeGreaterThan(0)
  })

  it('a NUL or half a surrogate pair anywhere is refused, by JSON Pointer, with the rest', async () => {
    const { status, body } = await create({
      ...conversation('a\u0000b'),
      subject: 'fine \u{1f642}',
      tags: ['ok', 'half \ud83d'],
      outboundContext: { metadata: { 'a/\u0000': [1, { deep: 'x\udc00' }] }, sentAt: 'never' },
    })
    expect(status).toBe(400)
    expectDocumented('atender', 'createOutboundConversation', 400, body)
    expect(paths(body)).toEqual([
      '/externalReference',
      '/outboundContext/metadata/a~1',
      '/outboundContext/metadata/a~1/1/deep',
      '/outboundContext/sentAt',
      '/tags/1',
    ])
  })

  it.each(['/v1/conversations?externalReference=a%00b', '/v1/conversations/a%00b'])(
    'a NUL in %s is refused',
    async path => {
      const { status, body } = await send('GET', path, atenderKey)
      expect(status).toBe(400)
      expect(body.errors).toEqual([expect.objectContaining({ code: 'pattern' })])
    },
  )

  it('an id that is beyond every id is refused, one that nothing has is not found', async () => {
    const { status, body } = await compose({ ...mail, channel_id: 1e19, agent_id: 1e300 })
    expect([status, paths(body)]).toEqual([400, ['/agent_id', '/channel_id']])
    const highest = await compose({ ...mail, channel_id: Number.MAX_SAFE_INTEGER })
    if (which === 'server') expect(highest.status).toBe(404)
  })

  it('a body nested ten thousand times with such a character in each level is refused without a delay', async () => {
    const deep = `${'{"\\ud800":'.repeat(10_000)}1${'}'.repeat(10_000)}`
    const text = `{"externalReference":"d","contact":{"email":"a@b.example"},"subject":"s","outboundContext":{"metadata":${deep}}}`
    const { status, body } = await send(
      'POST',
      '/v1/conversations/outbound',
      { ...atenderKey, ...json },
      text,
    )
    expect([status, body.errors.length]).toEqual([400, 100])
  })

  it.each([
    ['a byte order mark', 'application/json', 'utf8', '\ufeff'],
    ['a charset in quotes', 'Application/JSON ;charset="UTF-8"', 'utf8', ''],
    ['UTF-16', 'application/json; charset=utf-16le', 'utf16le', ''],
  ] as const)('JSON with %s is read', async (name, type, encoding, mark) => {
    const post = (subject: string) =>
      send(
        'POST',
        '/v1/conversations/outbound',
        { ...atenderKey, 'Content-Type': type },
        Buffer.from(`${mark}${JSON.stringify({ ...conversation(name), subject })}`, encoding),
      )
    const { status, body } = await post('Grüße')
    expect(status).toBe(201)
    if (which === 'server') expect(body.subject).toBe('Grüße')
    expect(paths((await post('half \ud800')).body)).toEqual(['/subject'])
  })

  it('characters of any plane are kept as they are', async () => {
    const { status, body } = await create({ ...conversation('emoji'), subject: '\ud83d\ude42 Grüße' })
    expect(status).toBe(201)
    if (which === 'server') expect(body.subject).toBe('\u{1f642} Grüße')
  })

  it('members named __proto__ are plain data', async () => {
    const text =
      '{"externalReference":"p","contact":{"email":"a@b.example"},"subject":"s","__proto__":{"x":1}}'
    const { status, body } = await send(
      'POST',
      '/v1/conversations/outbound',
      { ...atenderKey, ...json },
      text,
    )
    expect(status).toBe(400)
    expect(paths(body)).toEqual(['/__proto__'])
  })
})
