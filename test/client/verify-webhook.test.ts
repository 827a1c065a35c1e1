/** Telling genuine deliveries from others. */
import { randomBytes } from 'node:crypto'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { type AtenderEvent, orThrow, verifyWebhook } from '../../client/atender.ts'
import contract from '../../generated/atender/openapi.json' with { type: 'json' }
import { signatureHeaders } from '../../server/webhooks/sign.ts'

const newSecret = () => `whsec_${randomBytes(24).toString('base64')}`
const secret = newSecret()
const at = 1_778_490_251_000
const now = () => at
const event = contract.components.examples.EventMessageSent.value
const body = JSON.stringify(event)
const headers = signatureHeaders({ id: 'msg_1', body, at }, [secret])
const verify = (
  changes: Record<string, string | undefined> = {},
  secrets: string | string[] = secret,
  raw: string = body,
) => verifyWebhook(raw, { ...headers, ...changes }, secrets, { now })

describe('verifyWebhook', () => {
  it('gives the event of a genuine delivery, with its id and its moment', async () => {
    expect(await verify()).toEqual({ ok: true, data: event, id: 'msg_1', sentAt: new Date(at) })
  })

  it.each([
    ['text and plain headers', body, headers],
    ['bytes and Headers', new TextEncoder().encode(body), new Headers(headers)],
    [
      'a Buffer and headers of Node.js',
      Buffer.from(body),
      Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    ],
    [
      'an ArrayBuffer and headers in capitals',
      new TextEncoder().encode(body).buffer,
      Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value])),
    ],
  ])('takes %s', async (_what, raw, given) => {
    expect(await verifyWebhook(raw, given, secret, { now })).toMatchObject({ ok: true })
  })

  it.each(Object.keys(contract.webhooks))('knows %s', async name => {
    const raw = JSON.stringify({ ...event, event: name })
    const signed = signatureHeaders({ id: 'msg_1', body: raw, at }, [secret])
    expect(await verifyWebhook(raw, signed, secret, { now })).toMatchObject({
      ok: true,
      data: { event: name },
    })
  })

  it('tells the events apart by their name', async () => {
    const data = orThrow(await verify())
    expectTypeOf(data).toEqualTypeOf<AtenderEvent>()
    if (data.event !== 'message.sent') throw new Error('wrong event')
    expectTypeOf(data.data.conversationId).toBeString()
    expect(data.data.conversationId).toBe(event.data.conversationId)
  })

  it('while secrets rotate, takes what either has signed, whatever the receiver knows of them', async () => {
    const [older, newer] = [newSecret(), newSecret()]
    const both = signatureHeaders({ id: 'msg_1', body, at }, [newer, older])['webhook-signature']
    for (const known of [older, newer, [older, newer], [newSecret(), older]])
      expect(await verify({ 'webhook-signature': both }, known)).toMatchObject({ ok: true })
    expect(await verify({ 'webhook-signature': both }, newSecret())).toMatchObject({ kind: 'forged' })
  })

  it.each([
    ['another secret', 'forged', {}, newSecret(), body],
    ['another body', 'forged', {}, secret, body.replace('{', '{ ')],
    ['another id', 'forged', { 'webhook-id': 'msg_2' }, secret, body],
    ['another moment', 'forged', { 'webhook-timestamp': String(at / 1000 + 1) }, secret, body],
    [
      'a signature of another version',
      'forged',
      { 'webhook-signature': headers['webhook-signature']?.replace('v1', 'v2') },
      secret,
      body,
    ],
    ['a signature that is no base64', 'forged', { 'webhook-signature': 'v1,%%%' }, secret, body],
    ['an empty signature', 'forged', { 'webhook-signature': 'v1,' }, secret, body],
    ['no signature', 'unsigned', { 'webhook-signature': undefined }, secret, body],
    ['no id', 'unsigned', { 'webhook-id': undefined }, secret, body],
    ['a moment that is none', 'unsigned', { 'webhook-timestamp': 'now' }, secret, body],
  ] as const)('refuses %s', async (_what, kind, changes, key, raw) => {
    expect(await verify(changes, key, raw)).toMatchObject({ ok: false, kind })
  })

  it('refuses what was sent more than the tolerance ago, or ahead', async () => {
    const since = (seconds: number, toleranceSeconds?: number) =>
      verifyWebhook(body, headers, secret, {
        now: () => at + seconds * 1000,
        ...(toleranceSeconds === undefined ? {} : { toleranceSeconds }),
      })
    expect(await since(300)).toMatchObject({ ok: true })
    expect(await since(-300)).toMatchObject({ ok: true })
    expect(await since(301)).toMatchObject({ kind: 'stale' })
    expect(await since(-301)).toMatchObject({ kind: 'stale' })
    expect(await since(11, 10)).toMatchObject({ kind: 'stale' })
    expect(await verifyWebhook(body, headers, secret)).toMatchObject({ kind: 'stale' })
  })

  it('tells a genuine event that it does not know, and a body that is none', async () => {
    const signed = (raw: string) => signatureHeaders({ id: 'msg_1', body: raw, at }, [secret])
    const later = JSON.stringify({ event: 'conversation.merged', data: {} })
    expect(await verifyWebhook(later, signed(later), secret, { now })).toMatchObject({
      kind: 'unknown-event',
    })
    for (const raw of ['no JSON', 'null', '[]', '{"event":1}'])
      expect(await verifyWebhook(raw, signed(raw), secret, { now })).toMatchObject({ kind: 'malformed' })
  })

  it('throws for what is the program’s mistake: a parsed body, a secret that is none', async () => {
    await expect(verifyWebhook(event as unknown as string, headers, secret)).rejects.toThrow('raw body')
    for (const wrong of ['', 'secret', 'whsec_', 'whsec_%', []])
      await expect(verify({}, wrong)).rejects.toThrow(TypeError)
  })
})
