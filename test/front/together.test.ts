import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectDocumented } from '../support/contract.ts'
import { conversation, demoKey } from '../support/server.ts'
import { type TargetName, targets } from '../support/targets.ts'

const bearer = (key: string) => ({ Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' })

describe.each(Object.keys(targets) as TargetName[])('what the workspace decides, on the %s', which => {
  let running: { url: string; stop(): Promise<void> }
  beforeAll(async () => {
    running = await targets[which]()
  })
  afterAll(() => running.stop())

  async function create(body: BodyInit, key: string = demoKey.atender) {
    const response = await fetch(`${running.url}/v1/conversations/outbound`, {
      method: 'POST',
      headers: bearer(key),
      body,
    })
    return { status: response.status, body: await response.json() }
  }

  it('a custom field with a wrong value is told with all the rest, in the order of the body', async () => {
    const { status, body } = await create(
      JSON.stringify({
        tags: ['ok', ''],
        customFields: { order_id: 'fine', gift: 'yes', priority: 'urgent', due: { nested: true } },
        subject: '',
        channel: 'fax',
        contact: { name: 'two\nlines' },
      }),
    )
    expect(status).toBe(400)
    expectDocumented('atender', 'createOutboundConversation', 400, body)
    expect(body.errors.map(({ path, code }: Record<string, string>) => [path, code])).toEqual([
      ['/tags/1', 'minLength'],
      ['/customFields/gift', 'custom_field'],
      ['/customFields/priority', 'custom_field'],
      ['/customFields/due', 'type'],
      ['/subject', 'minLength'],
      ['/channel', 'enum'],
      ['/contact/name', 'pattern'],
      ['/contact/email', 'required'],
      ['/externalReference', 'required'],
    ])
  })

  it('a key that may read alone writes nothing', async () => {
    const { status, body } = await create(JSON.stringify(conversation('readonly')), demoKey.readonly)
    expect(status).toBe(403)
    expectDocumented('atender', 'createOutboundConversation', 403, body)
    expect(body.message).toContain('conversations:write')
  })

  it('a body that is no UTF-8 is malformed (RFC 8259 section 8.1)', async () => {
    const json = JSON.stringify({ ...conversation('latin1'), subject: 'Grüße' })
    const { status, body } = await create(Buffer.from(json, 'latin1'))
    expect(status).toBe(400)
    expectDocumented('atender', 'createOutboundConversation', 400, body)
    expect([body.error, body.errors[0].code]).toEqual(['malformed_body', 'invalid_utf8'])
  })
})
