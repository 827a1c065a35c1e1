import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectDocumented } from '../support/contract.ts'
import { clientsOf, conversation, mail } from '../support/server.ts'
import { targets } from '../support/targets.ts'

let mock: { url: string; stop(): Promise<void> }
let clients: ReturnType<typeof clientsOf>
beforeAll(async () => {
  mock = await targets.mock()
  clients = clientsOf(mock.url)
})
afterAll(() => mock.stop())

const create = (prefer?: string) =>
  clients.atender.POST('/v1/conversations/outbound', {
    body: conversation('a'),
    ...(prefer === undefined ? {} : { headers: { Prefer: prefer } }),
  })

describe('an answer on demand', () => {
  it('is a success with what was sent when nothing is wished for', async () => {
    const { response, data } = await create()
    expect(response.status).toBe(201)
    expect(data?.externalReference).toBe('a')
  })

  it.each(['example=minimal', 'code=201, example=minimal', 'example="minimal"'])(
    'is the example of %s',
    async prefer => {
      expect((await create(prefer)).data?.externalReference).toBe('app-chat-981')
    },
  )

  it('is an error by its code, and one of its examples by name', async () => {
    const conflict = await create('code=409')
    expect([conflict.response.status, conflict.error?.error]).toEqual([409, 'reference_taken'])
    const malformed = await create('code=400, example=malformedJson')
    expect([malformed.response.status, malformed.error?.error]).toEqual([400, 'malformed_body'])
    const down = await create('code=503, example=unavailable')
    expect([down.response.status, down.error?.error]).toEqual([503, 'unavailable'])
  })

  it.each([
    'code=402',
    'code=abc',
    'code=default',
    'example=nobody',
    'code=409, example=minimal',
    'dynamic=maybe',
    'dynamic=true, example=minimal',
    'wait=31',
    'wait=soon',
  ])('that is not there (%s) is refused with a reason', async prefer => {
    const { response, error } = await create(prefer)
    expect(response.status).toBe(400)
    expectDocumented('atender', 'createOutboundConversation', 400, error)
    expect(error).toMatchObject({ errors: [{ in: 'header', path: '/Prefer' }] })
  })

  it('never hides that the request is wrong', async () => {
    const { response } = await clients.fernand.POST('/conversations/compose', {
      body: { ...mail, delay: -1 },
      headers: { Prefer: 'code=200' },
    })
    expect(response.status).toBe(400)
  })
})

describe('a browser', () => {
  const origin = 'http://app.example'

  it('may call from any page, with credentials', async () => {
    const response = await fetch(`${mock.url}/conversations/7`, {
      headers: { Origin: origin, 'X-API-Key': 'sk_x' },
    })
    expect(response.status).toBe(200)
    expect(response.headers.get('access-control-allow-origin')).toBe(origin)
    expect(response.headers.get('access-control-allow-credentials')).toBe('true')
    const exposed = response.headers.get('access-control-expose-headers')?.toLowerCase().split(/, */)
    expect(exposed).toEqual(expect.arrayContaining(['retry-after', 'x-ratelimit-limit', 'x-request-id']))
  })

  it('may read refusals too', async () => {
    const response = await fetch(`${mock.url}/conversations/7`, { headers: { Origin: origin } })
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([401, origin])
  })

  it('gets its preflight answered before it sends a key', async () => {
    const response = await fetch(`${mock.url}/v1/conversations/outbound`, {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type,prefer',
      },
    })
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-headers')).toBe('authorization,content-type,prefer')
    expect(response.headers.get('access-control-allow-methods')).toContain('POST')
  })
})

it('keeps nothing: what was created is not told apart from what was not', async () => {
  const { data } = await clients.atender.GET('/v1/conversations/{id}', {
    params: { path: { id: 'never-made' } },
  })
  expect(data?.externalReference).toBe('shop-4521')
})
