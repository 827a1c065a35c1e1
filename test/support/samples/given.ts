/** What must be there for a sample to run: things of the same kind as those that the contract's examples name. */
import { randomUUID } from 'node:crypto'
import { createControlClient } from '../../../generated/control/client.ts'
import type { Given } from '../../../scripts/docs/samples/request.ts'
import type { Place } from '../../../scripts/openapi-document.ts'
import { conversation, mail, type TestServer } from '../server.ts'
import { until } from '../until.ts'

/**
 * Makes it anew for each sample: what one has deleted another one cannot find.
 *
 * @returns what stands in the sample instead of the contract's examples
 */
export async function givenFor(server: TestServer, api: string, place: Place): Promise<Given> {
  const of = { atender: ofAtender, fernand: ofFernand }[api] ?? ofControl
  return { baseUrl: server.url, ...(await of(server, place)) }
}

async function ofAtender(server: TestServer, { at, operation }: Place): Promise<Given> {
  const { atender } = server
  const made = await atender.POST('/v1/conversations/outbound', { body: conversation(randomUUID()) })
  const { id = '', contact } = made.data ?? {}
  if (operation.operationId === 'createOutboundConversation') return { body: conversation(randomUUID()) }
  if (at.startsWith('/v1/contacts/')) return { values: { id: contact?.id } }
  if (at.startsWith('/v1/attachments/')) {
    const attachments = [{ name: 'a.txt', type: 'text/plain', content: 'aGVsbG8=' }]
    const { data } = await atender.POST('/v1/conversations/{id}/messages', {
      params: { path: { id } },
      body: { direction: 'inbound', text: 'Hello', attachments },
    })
    return { values: { id: data?.attachments[0]?.id } }
  }
  if (!at.startsWith('/v1/webhooks/')) return { values: { id } }
  const { webhookId, deliveryId } = await deliver(server, id)
  return { values: { id: webhookId, deliveryId } }
}

/** A webhook with a delivery that has ended. */
async function deliver({ atender, url }: TestServer, conversationId: string) {
  await createControlClient({ baseUrl: url }).PUT('/_control/receivers/{name}', {
    params: { path: { name: 'sample' } },
    body: { answers: [204] },
  })
  const { data: webhook } = await atender.POST('/v1/webhooks', {
    body: { name: 'Sample', url: `${url}/_receivers/sample`, events: ['message.sent'] },
  })
  const path = { id: webhook?.id ?? '' }
  await atender.POST('/v1/conversations/{id}/messages', {
    params: { path: { id: conversationId } },
    body: { direction: 'outbound', text: 'Hello' },
  })
  const deliveryId = await until(async () => {
    const { data } = await atender.GET('/v1/webhooks/{id}/deliveries', { params: { path } })
    return data?.data.find(({ status }) => status !== 'pending')?.id
  })
  return { webhookId: path.id, deliveryId }
}

async function ofFernand({ fernand }: TestServer, { at, operation }: Place): Promise<Given> {
  const isDownload = at.includes('{uuid}')
  const attachments = [{ name: 'a.txt', type: 'text/plain', content: 'aGVsbG8=' }]
  const { data: message } = await fernand.POST('/conversations/compose', {
    body: { ...mail, delay: isDownload ? 0 : 86_400, content: { content: '<p>Hello</p>', attachments } },
  })
  const id = message?.conversation_id ?? 0
  const path = { id }
  if (operation.operationId === 'updateConversations') return { body: { ids: [id], status: 'CLOSED' } }
  if (at.startsWith('/contacts/')) {
    const { data } = await fernand.GET('/conversations/{id}', { params: { path } })
    return { values: { id: data?.contact_id } }
  }
  if (at.includes('{note_id}')) {
    const { data } = await fernand.POST('/conversations/{id}/notes', {
      params: { path },
      body: { content: 'Note' },
    })
    return { values: { id, note_id: Number(data?.id.replace('n-', '')) } }
  }
  if (at.includes('{draft_id}')) {
    const params = { path: { conv_id: id } }
    const { data } = await fernand.POST('/conversations/{conv_id}/drafts', {
      params,
      body: { content: 'Draft' },
    })
    return { values: { conv_id: id, draft_id: data?.id } }
  }
  if (at.includes('{tag}')) {
    await fernand.POST('/conversations/{id}/tags', { params: { path }, body: { name: 'urgent' } })
    return { values: { id, tag: 'urgent' } }
  }
  if (operation.operationId === 'createTag') return { body: { name: randomUUID() } }
  if (!isDownload) return { values: { id, conv_id: id, message_id: message?.id } }
  const address = await until(async () => {
    const { data = [] } = await fernand.GET('/conversations/{id}/messages', { params: { path } })
    const [sent] = data.filter(entry => entry.type === 'MESSAGE')
    return (at.startsWith('/attachments/') ? sent?.attachments?.[0]?.url : sent?.download_url) ?? undefined
  })
  const { pathname, searchParams } = new URL(address)
  return { values: { uuid: /[0-9a-f-]{36}/.exec(pathname)?.[0], token: searchParams.get('token') } }
}

async function ofControl(server: TestServer, { at, operation }: Place): Promise<Given> {
  const control = createControlClient({ baseUrl: server.url })
  // What the sample before has done to everybody.
  await control.DELETE('/_control/faults')
  await control.DELETE('/_control/clock')
  if (at.startsWith('/_control/receivers/')) {
    await control.PUT('/_control/receivers/{name}', { params: { path: { name: 'crm' } }, body: {} })
    return {}
  }
  if (at.startsWith('/_control/snapshots/')) {
    const { data } = await control.POST('/_control/snapshots')
    return { values: { id: data?.id } }
  }
  if (at.startsWith('/_control/keys/')) {
    const { data } = await control.POST('/_control/keys', { body: { api: 'fernand' } })
    return { values: { id: data?.id } }
  }
  const made = await server.atender.POST('/v1/conversations/outbound', { body: conversation(randomUUID()) })
  const id = made.data?.id ?? ''
  if (at.startsWith('/_control/conversations/')) return { values: { id } }
  if (at.startsWith('/_control/subscriptions/')) {
    const { webhookId, deliveryId } = await deliver(server, id)
    return { values: { id: webhookId, deliveryId } }
  }
  if (!at.includes('{')) return {}
  const isPending = operation.operationId === 'deleteMessage'
  const attachments = [{ name: 'a.txt', type: 'text/plain', content: 'aGVsbG8=' }]
  const { data: message } = await server.fernand.POST('/conversations/compose', {
    body: { ...mail, delay: isPending ? 86_400 : 0, content: { content: '<p>Hello</p>', attachments } },
  })
  const params = { path: { id: message?.conversation_id ?? 0 } }
  if (isPending) return { values: { id: message?.id } }
  const sent = await until(async () => {
    const { data = [] } = await server.fernand.GET('/conversations/{id}/messages', { params })
    const [entry] = data.filter(one => one.type === 'MESSAGE')
    return entry?.download_url ? entry : undefined
  })
  if (at.startsWith('/_control/messages/')) return { values: { id: sent.id } }
  if (at.startsWith('/_control/attachments/')) return { values: { id: sent.attachments?.[0]?.uuid } }
  const { data: mails } = await control.GET('/_control/mailbox')
  return { values: { id: mails?.data.find(one => one.attachments.length > 0)?.id, index: 0 } }
}
