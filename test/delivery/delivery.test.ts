import { createHmac } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { expect, it } from 'vitest'
import type { components } from '../../generated/atender/types.ts'
import { startReceiver, startWebhookServer } from '../support/webhooks.ts'

const verify = (secret: string, { body, headers }: { body: Buffer; headers: object }): unknown =>
  new Webhook(secret).verify(body, headers as Record<string, string>)
const signaturesOf = ({ headers }: { headers: object }) =>
  String((headers as Record<string, string>)['webhook-signature']).split(' ')

it('an event reaches its subscriber at once, signed, byte for byte as it is stored', async () => {
  const receiver = await startReceiver()
  const server = await startWebhookServer()
  const { id, secret } = await server.subscribe(receiver.url)
  await server.happen([7])
  const [webhook] = await receiver.waitFor(1)
  if (!webhook) throw new Error('nothing came')
  expect(verify(secret, webhook)).toEqual({
    event: 'message.sent',
    tenantId: 'demo',
    timestamp: new Date(server.clock.now()).toISOString(),
    data: { conversationId: 7, index: 0 },
  })
  const { headers, body } = webhook
  expect(headers['x-atender-signature']).toBe(createHmac('sha256', secret).update(body).digest('hex'))
  expect(headers['webhook-timestamp']).toBe(String(Math.floor(server.clock.now() / 1000)))
  expect(headers).toMatchObject({ 'content-type': 'application/json', 'content-length': String(body.length) })
  expect(() => verify(secret, { headers, body: Buffer.from(`${body} `) })).toThrow('No matching signature')
  expect(await server.attempted(id, 1)).toMatchObject({
    id: headers['webhook-id'],
    event: 'message.sent',
    status: 'delivered',
    nextAttemptAt: null,
    finishedAt: expect.any(String),
    attempts: [{ status: 204, error: null, answer: '', durationMs: expect.any(Number) }],
  })
})

it('characters of any plane arrive as they were, and are signed as UTF-8', async () => {
  const receiver = await startReceiver()
  const server = await startWebhookServer()
  const { secret } = await server.subscribe(receiver.url, ['contact.created'])
  const data = { name: 'Grüße 🙂 \u2028 \u0000 "</script>' }
  const { emit } = await import('../../server/webhooks/emit.ts')
  await server.context.store.write(tx =>
    emit(tx, server.context, 'demo', { event: 'contact.created', conversationId: null, data }),
  )
  const [webhook] = await receiver.waitFor(1)
  expect(webhook && verify(secret, webhook)).toMatchObject({ data })
})

it('after a rotation both secrets sign for a day, the newest first, and then the newest alone', async () => {
  const receiver = await startReceiver()
  const server = await startWebhookServer()
  const { id, secret: first } = await server.subscribe(receiver.url)
  const rotate = async () => {
    const { data } = await server.atender.POST('/v1/webhooks/{id}/rotate-secret', {
      params: { path: { id } },
    })
    return (data as components['schemas']['WebhookWithSecret']).secret
  }
  const next = async () => {
    await server.happen([null])
    return (await receiver.waitFor(receiver.received.length + 1)).at(-1) ?? { body: Buffer.of(), headers: {} }
  }
  const second = await rotate()
  const during = await next()
  expect(signaturesOf(during)).toHaveLength(2)
  verify(first, during)
  verify(second, during)
  expect(signaturesOf(during)[0]).toBe(
    new Webhook(second).sign(
      String((during.headers as Record<string, string>)['webhook-id']),
      new Date(server.clock.now()),
      during.body,
    ),
  )
  expect(during.headers).toMatchObject({
    'x-atender-signature': createHmac('sha256', second).update(during.body).digest('hex'),
  })
  // A second rotation ends the first secret.
  const third = await rotate()
  const later = await next()
  verify(second, later)
  verify(third, later)
  expect(() => verify(first, later)).toThrow('No matching signature')

  server.clock.leap(24 * 3_600_000)
  const after = await next()
  expect(signaturesOf(after)).toHaveLength(1)
  expect(after.headers).toMatchObject({
    'x-atender-signature': createHmac('sha256', third).update(after.body).digest('hex'),
  })
  expect((await server.get(id))?.previousSecretUntil).toBeNull()
})

it('the secret of a webhook is never in the log', async () => {
  const { Writable } = await import('node:stream')
  const { pino } = await import('pino')
  const { startServer } = await import('../../server/process/start.ts')
  const { readConfig } = await import('../../server/config.ts')
  const { clientsOf } = await import('../support/server.ts')
  let log = ''
  const sink = new Writable({
    write(chunk, _encoding, done) {
      log += chunk
      done()
    },
  })
  const receiver = await startReceiver()
  receiver.answer = ({ headers }) => ({ status: 500, body: JSON.stringify(headers) })
  const config = readConfig({
    PORT: '0',
    MOCK_PORT: '0',
    DATABASE_URL: 'sqlite::memory:',
    LOG_LEVEL: 'trace',
  })
  const server = await startServer(config, pino({ level: 'trace' }, sink))
  const body = { name: 'Test', url: `${receiver.url}?token=hidden`, events: ['message.sent' as const] }
  const { data } = await clientsOf(server.url).atender.POST('/v1/webhooks', { body })
  const { emit } = await import('../../server/webhooks/emit.ts')
  await server.context.store.write(tx =>
    emit(tx, server.context, 'demo', { event: 'message.sent', conversationId: null, data: {} }),
  )
  await receiver.waitFor(1)
  await server.stop()
  expect(log).toContain('The receiver answered 500.')
  for (const secret of [data?.secret ?? '', 'hidden', 'webhook-signature']) expect(log).not.toContain(secret)
})
