import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectDocumented } from '../support/contract.ts'
import { demoKey } from '../support/server.ts'
import { type TargetName, targets } from '../support/targets.ts'

const sample = (name: string) => readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8')

/** As curl sends it: these headers, these bytes. */
const post = (url: string, key: Record<string, string>, body: string) =>
  fetch(url, {
    method: 'POST',
    headers: { 'User-Agent': 'curl/8.5.0', Accept: '*/*', 'Content-Type': 'application/json', ...key },
    body,
  })

const asAtender = { Authorization: `Bearer ${demoKey.atender}` }
const asFernand = { 'X-API-Key': demoKey.fernand }

describe.each(Object.keys(targets) as TargetName[])('the samples of the endpoint pages, on the %s', which => {
  let running: { url: string; stop(): Promise<void> }
  beforeAll(async () => {
    running = await targets[which]()
  })
  afterAll(() => running.stop())

  it("Atender's sample opens a conversation", async () => {
    const response = await post(
      `${running.url}/v1/conversations/outbound`,
      asAtender,
      sample('atender-outbound'),
    )
    const body = await response.json()
    expect(response.status).toBe(201)
    expectDocumented('atender', 'createOutboundConversation', 201, body)
    expect(body).toMatchObject({ status: 'active' })
    if (which === 'server') {
      expect(body).toMatchObject({
        externalReference: 'your-system-123',
        subject: 'Order #4521 — refund request',
        contact: { email: 'customer@example.com', name: 'Optional Name', phone: '+15551234567' },
        channel: 'email',
        team: { name: 'Support' },
        tags: ['refund', 'vip'],
        customFields: { order_id: '4521' },
        metadata: { source: 'shopify' },
      })
    }
  })

  it("Fernand's sample lacks recipient and agent, and is told both at once", async () => {
    const response = await post(`${running.url}/conversations/compose`, asFernand, sample('fernand-compose'))
    const body = await response.json()
    expect(response.status).toBe(400)
    expectDocumented('fernand', 'composeConversation', 400, body)
    expect(body.errors.map(({ message }: { message: string }) => message).sort()).toEqual([
      'one of agent_id and agent_email is required',
      'one of to, cc and bcc is required',
    ])
  })

  it("Fernand's sample with recipient and agent makes a message that waits", async () => {
    const whole = {
      ...JSON.parse(sample('fernand-compose')),
      to: 'monica.hall@raviga-capital.com',
      agent_id: 42,
    }
    const response = await post(`${running.url}/conversations/compose`, asFernand, JSON.stringify(whole))
    const body = await response.json()
    expect(response.status).toBe(200)
    expectDocumented('fernand', 'composeConversation', 200, body)
    expect(body).toMatchObject({ type: 'MESSAGE', way: 'OUT', source: 'EMAIL', status: 'PENDING' })
    if (which === 'server') {
      expect(body).toMatchObject({
        delay: 7,
        message: '<string>',
        attachments: [{ name: '<string>', size: 17 }],
      })
      expect(body.id).toMatch(/^m-\d+$/)
    }
  })
})
