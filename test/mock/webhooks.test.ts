import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMock } from '../../mock/index.ts'
import { atenderContract } from '../../server/contracts.ts'
import { expectEvent } from '../support/contract.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts'

const events = Object.keys((atenderContract as { webhooks?: object }).webhooks ?? {})
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo='
const mock = createMock()
let receiver: WebhookReceiver
beforeAll(async () => {
  receiver = await startWebhookReceiver()
  receiver.answer = ({ path }) => ({ status: path.endsWith('teapot') ? 418 : 200, body: 'taken' })
})
afterAll(async () => {
  await mock.close()
  await receiver.stop()
})

async function trigger(event: string, body: unknown) {
  const response = await mock.fetch(`http://mock/_mock/webhooks/${event}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: 'http://app.example' },
    body: JSON.stringify(body),
  })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

describe('POST /_mock/webhooks/{event}', () => {
  it.each(events)(
    'sends %s as the contract shows it, signed, and tells what the target answered',
    async event => {
      const { status, headers, body } = await trigger(event, { url: receiver.url, secret })
      const sent = receiver.received.at(-1)
      expect([status, body]).toMatchObject([
        200,
        { event, answered: { status: 200, body: 'taken' }, error: null },
      ])
      expect(headers.get('access-control-allow-origin')).toBe('http://app.example')
      expectEvent(
        event,
        new Webhook(secret).verify(sent?.body.toString() ?? '', sent?.headers as Record<string, string>),
      )
      expect(sent?.headers['x-atender-signature']).toMatch(/^[\da-f]{64}$/)
      expect(body.sent.headers['webhook-id']).toBe(sent?.headers['webhook-id'])
    },
  )

  it('tells a target that refuses, and one that is not there', async () => {
    const teapot = await trigger('message.sent', { url: `${receiver.url}teapot` })
    expect(teapot.body).toMatchObject({ answered: { status: 418 }, error: 'The receiver answered 418.' })
    const nobody = await trigger('message.sent', { url: 'http://127.0.0.1:1/' })
    expect(nobody.body).toMatchObject({ answered: { status: null }, error: 'The connection was refused.' })
  })

  it('refuses an unknown event and lists those that there are', async () => {
    const { status, body } = await trigger('message.lost', { url: receiver.url })
    expect(status).toBe(400)
    for (const event of events) expect(body.errors[0].message).toContain(event)
  })

  it.each([
    [{ url: 'http://10.0.0.1/' }, '/url'],
    [{ url: 'http://169.254.169.254/latest' }, '/url'],
    [{ url: 'https://192.168.1.1/' }, '/url'],
    [{ url: 'http://example.com/' }, '/url'],
    [{ url: 'file:///etc/passwd' }, '/url'],
    [{ url: 'nonsense' }, '/url'],
    [{}, '/url'],
    [{ url: 'http://localhost/', secret: 'short' }, '/secret'],
    [{ url: 'http://localhost/', extra: 1 }, '/extra'],
  ])('refuses %j', async (body, path) => {
    const before = receiver.received.length
    const answer = await trigger('message.sent', body)
    expect([answer.status, answer.body.errors.map((one: { path: string }) => one.path)]).toEqual([
      400,
      [path],
    ])
    expect(receiver.received.length).toBe(before)
  })

  it('is not there for a mock of Fernand alone, and answers POST alone', async () => {
    const fernand = createMock({ apis: ['fernand'] })
    const path = 'http://mock/_mock/webhooks/message.sent'
    expect((await fernand.fetch(path, { method: 'POST' })).status).toBe(404)
    const get = await mock.fetch(path)
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST'])
  })
})
