import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { messagesIn } from '../support/server.ts'
import { until } from '../support/until.ts'
import { hang } from '../support/webhook-receiver.ts'
import { startReceiver, startWebhookServer, told } from '../support/webhooks.ts'

const SECOND = 1_000

it('events of a conversation arrive in their order, each after the answer to the one before', async () => {
  const receiver = await startReceiver()
  const server = await startWebhookServer()
  await server.subscribe(receiver.url)
  const underWay = new Map<number, number>()
  let most = 0
  receiver.answer = async webhook => {
    const { conversationId } = told(webhook).data
    underWay.set(conversationId, (underWay.get(conversationId) ?? 0) + 1)
    most = Math.max(most, underWay.get(conversationId) ?? 0)
    await sleep(Math.random() * 5)
    underWay.set(conversationId, (underWay.get(conversationId) ?? 0) - 1)
    return undefined
  }
  const conversations = Array.from({ length: 300 }, (_, i) => (i * 7) % 20)
  for (let from = 0; from < 300; from += 30) await server.happen(conversations.slice(from, from + 30))
  const received = (await receiver.waitFor(300)).map(told)
  expect(most).toBe(1)
  for (let conversation = 0; conversation < 20; conversation++) {
    const own = received.filter(({ data }) => data.conversationId === conversation)
    const emitted = conversations.flatMap((id, index) => (id === conversation ? [index % 30] : []))
    expect(own.map(({ data }) => data.index)).toEqual(emitted)
  }
})

it('a conversation with many events that is answered slowly holds up no other one', async () => {
  const receiver = await startReceiver()
  const server = await startWebhookServer()
  await server.subscribe(receiver.url)
  receiver.answer = webhook => (told(webhook).data.conversationId === 1 ? hang : undefined)
  await server.happen([...Array<number>(500).fill(1), ...Array.from({ length: 100 }, (_, i) => 2 + i)])
  const received = await receiver.waitFor(101)
  expect(received.filter(webhook => told(webhook).data.conversationId === 1)).toHaveLength(1)
})

it('events of no conversation wait for nothing', async () => {
  const receiver = await startReceiver()
  const server = await startWebhookServer()
  await server.subscribe(receiver.url)
  receiver.answer = () => hang
  await server.happen([null, null, null])
  await receiver.waitFor(3)
})

it('an event that waits for its retry is overtaken by later ones of its conversation, and still comes', async () => {
  const receiver = await startReceiver()
  const server = await startWebhookServer()
  const { id } = await server.subscribe(receiver.url)
  receiver.answer = () => (receiver.received.length === 1 ? { status: 500 } : undefined)
  await server.happen([1])
  await server.attempted(id, 1)
  await server.happen([1, 1])
  await receiver.waitFor(3)
  await server.clock.pass(6 * SECOND)
  const ids = (await server.reached(receiver, 4)).map(({ headers }) => headers['webhook-id'])
  expect(ids[3]).toBe(ids[0])
  expect(new Set(ids).size).toBe(3)
})

it('one subscription gets a copy for each of its tenant, in the order of its own answers', async () => {
  const fast = await startReceiver()
  const slow = await startReceiver()
  const server = await startWebhookServer()
  await server.subscribe(fast.url)
  await server.subscribe(slow.url)
  slow.answer = () => hang
  await server.happen([1, 1, 1])
  const ids = (await fast.waitFor(3)).map(({ headers }) => headers['webhook-id'])
  expect((await slow.waitFor(1)).map(({ headers }) => headers['webhook-id'])).toEqual(ids.slice(0, 1))
})

it('forty receivers that never answer delay neither another one nor mail', async () => {
  const dead = await startReceiver()
  dead.answer = () => hang
  const alive = await startReceiver()
  const server = await startWebhookServer()
  for (let i = 0; i < 40; i++) await server.subscribe(`${dead.url}/${i}`)
  await server.subscribe(alive.url)
  await server.happen(Array.from({ length: 50 }, (_, i) => i))
  await alive.waitFor(50, 10_000)
  await dead.waitFor(40)
  const { data } = await server.fernand.POST('/conversations/compose', {
    body: { channel_id: 123, content: { content: 'Hello' }, to: 'a@b.example', agent_id: 42, delay: 0 },
  })
  const path = { id: data?.conversation_id ?? 0 }
  await until(async () => {
    await server.clock.pass(0)
    const list = await server.fernand.GET('/conversations/{id}/messages', { params: { path } })
    return messagesIn(list.data)[0]?.status === 'SENT' ? true : undefined
  })
  expect(dead.underWay).toBeGreaterThanOrEqual(40)
}, 60_000)

it('a receiver that fails is called one at a time, and many at a time again once it answers', async () => {
  const receiver = await startReceiver()
  const server = await startWebhookServer()
  const { id } = await server.subscribe(receiver.url)
  let most = 0
  receiver.answer = async () => {
    if (receiver.received.length > 10) most = Math.max(most, receiver.underWay)
    await sleep(5)
    return { status: 500 }
  }
  await server.happen(Array.from({ length: 30 }, (_, i) => i))
  await receiver.waitFor(30)
  expect(most).toBe(1)
  receiver.answer = async () => {
    most = Math.max(most, receiver.underWay)
    await sleep(5)
    return undefined
  }
  await server.happen(Array.from({ length: 300 }, (_, i) => i))
  await receiver.waitFor(330)
  expect(most).toBeGreaterThan(10)
  expect(most).toBeLessThanOrEqual(32)
  await until(async () => ((await server.deliveries(id, 'delivered')).length === 100 ? true : undefined))
})
