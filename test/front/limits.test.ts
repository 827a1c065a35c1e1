import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectDocumented } from '../support/contract.ts'
import { conversation, demoKey } from '../support/server.ts'
import { type TargetName, targets } from '../support/targets.ts'

const headers = { Authorization: `Bearer ${demoKey.atender}`, 'Content-Type': 'application/json' }

describe.each(Object.keys(targets) as TargetName[])('what no schema can bound, on the %s', which => {
  let running: { url: string; stop(): Promise<void> }
  beforeAll(async () => {
    running = await targets[which]()
  })
  afterAll(() => running.stop())

  async function send(body: string) {
    const response = await fetch(`${running.url}/v1/conversations/outbound`, {
      method: 'POST',
      headers,
      body,
    })
    return { status: response.status, body: await response.json() }
  }
  const create = (body: object) => send(JSON.stringify(body))

  it('metadata that is nested too deep, or is too large, is refused with the rest, and what is just small enough is not', async () => {
    const nested = (levels: number): object => (levels === 1 ? {} : { a: nested(levels - 1) })
    const withMetadata = (metadata: object, rest: object = {}) =>
      create({ ...conversation(randomUUID()), outboundContext: { metadata }, ...rest })
    const deep = await withMetadata(nested(21), { subject: '' })
    expect(deep.status).toBe(400)
    expectDocumented('atender', 'createOutboundConversation', 400, deep.body)
    expect(deep.body.errors.map(({ path, code }: Record<string, string>) => [path, code]).sort()).toEqual([
      ['/outboundContext/metadata', 'depth'],
      ['/subject', 'minLength'],
    ])
    const room = 65_536 - Buffer.byteLength('{"a":"é"}')
    const large = await withMetadata({ a: `é${'x'.repeat(room + 1)}` })
    expect([large.status, large.body.errors[0].code]).toEqual([400, 'size'])
    expect((await withMetadata(nested(20))).status).toBe(201)
    expect((await withMetadata({ a: `é${'x'.repeat(room)}` })).status).toBe(201)
  })

  it('lists nested ten thousand times in metadata are refused, not failed on', async () => {
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`
    const text = `{"externalReference":"l","contact":{"email":"a@b.example"},"subject":"s","outboundContext":{"metadata":{"a":${deep}}}}`
    const { status, body } = await send(text)
    expect([status, body.errors.map(({ path }: { path: string }) => path)]).toEqual([
      400,
      ['/outboundContext/metadata'],
    ])
  })

  it('of ten thousand violations the first hundred are told', async () => {
    const { status, body } = await create({ ...conversation('many'), tags: Array(10_000).fill('') })
    expect([status, body.errors.length]).toEqual([400, 100])
    expect(body.message).toContain('10001 places')
    expectDocumented('atender', 'createOutboundConversation', 400, body)
  })
})
