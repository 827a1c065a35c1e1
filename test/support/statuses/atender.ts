import type { operations } from '../../../generated/atender/operations.ts'
import { emit } from '../../../server/webhooks/emit.ts'
import { conversation, type TestServer } from '../server.ts'
import { huge, json, type Requests, repeated, text } from './requests.ts'

let server: TestServer
let known: {
  atender: string
  archived: string
  file: string
  contact: string
  webhook: string
  inactive: string
  delivery: string
}

/** Makes what the requests ask for. */
export async function prepareAtender(on: TestServer): Promise<void> {
  server = on
  const first = await (await postAs('sa_test_all', conversation('first'))).json()
  const archived = await (await postAs('sa_test_all', conversation('archived'))).json()
  await patchAs('sa_test_all', archived.id, { status: 'archived' })
  const file = { name: 'a.txt', type: 'text/plain', content: 'YQ==' }
  const pushed = await pushAs('sa_test_all', first.id, {
    direction: 'inbound',
    text: 'See',
    attachments: [file],
  })
  const { attachments } = await pushed.json()
  const webhook = await (await post('/v1/webhooks', webhookBody)).json()
  const inactive = await (await post('/v1/webhooks', webhookBody)).json()
  await server.context.store.write(tx =>
    emit(tx, server.context, 'shop', { event: 'sla.warning', conversationId: null, data: {} }),
  )
  const { data } = await (await get(`/v1/webhooks/${webhook.id}/deliveries`)).json()
  await patch(`/v1/webhooks/${inactive.id}`, { isActive: false })
  known = {
    atender: first.id,
    archived: archived.id,
    file: attachments[0].id,
    contact: first.contact.id,
    webhook: webhook.id,
    inactive: inactive.id,
    delivery: data[0].id,
  }
}

const bearer = (key: string) => ({ Authorization: `Bearer ${key}` })
const getAs = (key: string, path: string) => fetch(server.url + path, { headers: bearer(key) })
const sendAs = (
  key: string,
  method: string,
  path: string,
  body: unknown,
  type: Record<string, string> = json,
) => fetch(server.url + path, { method, headers: { ...bearer(key), ...type }, body: JSON.stringify(body) })
const postAs = (key: string, body: unknown, type?: Record<string, string>) =>
  sendAs(key, 'POST', '/v1/conversations/outbound', body, type)
const patchAs = (key: string, id: string, body: unknown, type?: Record<string, string>) =>
  sendAs(key, 'PATCH', `/v1/conversations/${id}`, body, type)
const pushAs = (key: string, id: string, body: unknown, type?: Record<string, string>) =>
  sendAs(key, 'POST', `/v1/conversations/${id}/messages`, body, type)
const reply = { direction: 'outbound', text: 'Hello' }

const webhookBody = { name: 'Desk', url: 'http://127.0.0.1:9/hook', events: ['sla.warning'] }
const send = (method: string, path: string, body?: unknown, key = 'sa_test_all', type = json) =>
  fetch(server.url + path, {
    method,
    headers: { ...bearer(key), ...(body === undefined ? {} : type) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
const get = (path: string, key?: string) => send('GET', path, undefined, key)
const post = (path: string, body?: unknown, key?: string) => send('POST', path, body, key)
const patch = (path: string, body: unknown, key?: string) => send('PATCH', path, body, key)

/** The statuses that every operation on a webhook has in common. */
const common = (method: string, path: string, body?: unknown) => ({
  400: () => send(method, path.replace('{id}', 'x'.repeat(65)), body),
  401: () => send(method, path.replace('{id}', known.webhook), body, 'sa_test_off'),
  403: () => send(method, path.replace('{id}', known.webhook), body, 'sa_test_none'),
  404: () => send(method, path.replace('{id}', 'none'), body),
  429: () => repeated(71, () => send(method, path.replace('{id}', 'none'), body, 'sa_test_starter')),
})

export const atenderRequests: Requests<typeof operations> = {
  createOutboundConversation: {
    201: () => postAs('sa_test_all', conversation('second')),
    400: () => postAs('sa_test_all', {}),
    401: () => postAs('sa_test_off', conversation('third')),
    403: () => postAs('sa_test_none', conversation('third')),
    409: () => postAs('sa_test_all', conversation('first')),
    413: () => postAs('sa_test_all', huge(3_000_000)),
    415: () => postAs('sa_test_all', conversation('third'), text),
    429: () => repeated(71, () => postAs('sa_test_starter', {})),
  },
  listConversations: {
    200: () => getAs('sa_test_all', '/v1/conversations'),
    400: () => getAs('sa_test_all', '/v1/conversations?limit=101'),
    401: () => getAs('sa_test_unknown', '/v1/conversations'),
    403: () => getAs('sa_test_none', '/v1/conversations'),
    429: () => repeated(71, () => getAs('sa_test_starter', '/v1/conversations')),
  },
  getConversation: {
    200: () => getAs('sa_test_all', `/v1/conversations/${known.atender}`),
    400: () => getAs('sa_test_all', `/v1/conversations/${'x'.repeat(65)}`),
    401: () => getAs('sa_test_off', `/v1/conversations/${known.atender}`),
    403: () => getAs('sa_test_none', `/v1/conversations/${known.atender}`),
    404: () => getAs('sa_test_all', '/v1/conversations/none'),
    429: () => repeated(71, () => getAs('sa_test_starter', '/v1/conversations/none')),
  },
  updateConversation: {
    200: () => patchAs('sa_test_all', known.atender, { status: 'active' }),
    400: () => patchAs('sa_test_all', known.atender, {}),
    401: () => patchAs('sa_test_off', known.atender, { status: 'done' }),
    403: () => patchAs('sa_test_none', known.atender, { status: 'done' }),
    404: () => patchAs('sa_test_all', 'none', { status: 'done' }),
    409: () => patchAs('sa_test_all', known.archived, { status: 'active' }),
    413: () => patchAs('sa_test_all', known.atender, huge(100_000)),
    415: () => patchAs('sa_test_all', known.atender, { status: 'done' }, text),
    429: () => repeated(71, () => patchAs('sa_test_starter', 'none', {})),
  },
  listMessages: {
    200: () => getAs('sa_test_all', `/v1/conversations/${known.atender}/messages`),
    400: () => getAs('sa_test_all', `/v1/conversations/${known.atender}/messages?limit=0`),
    401: () => getAs('sa_test_off', `/v1/conversations/${known.atender}/messages`),
    403: () => getAs('sa_test_none', `/v1/conversations/${known.atender}/messages`),
    404: () => getAs('sa_test_all', '/v1/conversations/none/messages'),
    429: () => repeated(71, () => getAs('sa_test_starter', '/v1/conversations/none/messages')),
  },
  pushMessage: {
    201: () => pushAs('sa_test_all', known.atender, reply),
    400: () => pushAs('sa_test_all', known.atender, {}),
    401: () => pushAs('sa_test_off', known.atender, reply),
    403: () => pushAs('sa_test_none', known.atender, reply),
    404: () => pushAs('sa_test_all', 'none', reply),
    409: () => pushAs('sa_test_all', known.archived, reply),
    413: () => pushAs('sa_test_all', known.atender, huge(40_000_000)),
    415: () => pushAs('sa_test_all', known.atender, reply, text),
    429: () => repeated(71, () => pushAs('sa_test_starter', 'none', {})),
  },
  downloadAttachment: {
    200: () => getAs('sa_test_all', `/v1/attachments/${known.file}`),
    400: () => getAs('sa_test_all', '/v1/attachments/none'),
    401: () => getAs('sa_test_off', `/v1/attachments/${known.file}`),
    403: () => getAs('sa_test_none', `/v1/attachments/${known.file}`),
    404: () => getAs('sa_test_all', '/v1/attachments/3f0c9a52-6b1d-4e87-9d2a-c58e7b10f4a6'),
    429: () => repeated(71, () => getAs('sa_test_starter', `/v1/attachments/${known.file}`)),
  },
  listContacts: {
    200: () => getAs('sa_test_all', '/v1/contacts'),
    400: () => getAs('sa_test_all', '/v1/contacts?email=nobody'),
    401: () => getAs('sa_test_off', '/v1/contacts'),
    403: () => getAs('sa_test_none', '/v1/contacts'),
    429: () => repeated(71, () => getAs('sa_test_starter', '/v1/contacts')),
  },
  getContact: {
    200: () => getAs('sa_test_all', `/v1/contacts/${known.contact}`),
    400: () => getAs('sa_test_all', `/v1/contacts/${'x'.repeat(65)}`),
    401: () => getAs('sa_test_off', `/v1/contacts/${known.contact}`),
    403: () => getAs('sa_test_none', `/v1/contacts/${known.contact}`),
    404: () => getAs('sa_test_all', '/v1/contacts/none'),
    429: () => repeated(71, () => getAs('sa_test_starter', '/v1/contacts/none')),
  },
  listTags: {
    200: () => getAs('sa_test_all', '/v1/tags'),
    400: () => getAs('sa_test_all', '/v1/tags?cursor=x'),
    401: () => getAs('sa_test_off', '/v1/tags'),
    403: () => getAs('sa_test_none', '/v1/tags'),
    429: () => repeated(71, () => getAs('sa_test_starter', '/v1/tags')),
  },
  listCustomFields: {
    200: () => getAs('sa_test_all', '/v1/custom-fields'),
    400: () => getAs('sa_test_all', '/v1/custom-fields?page=2'),
    401: () => getAs('sa_test_off', '/v1/custom-fields'),
    403: () => getAs('sa_test_none', '/v1/custom-fields'),
    429: () => repeated(71, () => getAs('sa_test_starter', '/v1/custom-fields')),
  },
  createWebhook: {
    201: () => post('/v1/webhooks', webhookBody),
    400: () => post('/v1/webhooks', {}),
    401: () => post('/v1/webhooks', webhookBody, 'sa_test_off'),
    403: () => post('/v1/webhooks', webhookBody, 'sa_test_none'),
    409: () => repeated(50, () => post('/v1/webhooks', webhookBody)),
    413: () => post('/v1/webhooks', huge(20_000)),
    415: () => send('POST', '/v1/webhooks', webhookBody, 'sa_test_all', text),
    429: () => repeated(71, () => post('/v1/webhooks', {}, 'sa_test_starter')),
  },
  listWebhooks: {
    200: () => get('/v1/webhooks'),
    400: () => get('/v1/webhooks?limit=101'),
    401: () => get('/v1/webhooks', 'sa_test_off'),
    403: () => get('/v1/webhooks', 'sa_test_none'),
    429: () => repeated(71, () => get('/v1/webhooks', 'sa_test_starter')),
  },
  getWebhook: {
    ...common('GET', '/v1/webhooks/{id}'),
    200: () => get(`/v1/webhooks/${known.webhook}`),
  },
  updateWebhook: {
    ...common('PATCH', '/v1/webhooks/{id}', { name: 'Other' }),
    200: () => patch(`/v1/webhooks/${known.webhook}`, { name: 'Other' }),
    413: () => patch(`/v1/webhooks/${known.webhook}`, huge(20_000)),
    415: () => send('PATCH', `/v1/webhooks/${known.webhook}`, { name: 'Other' }, 'sa_test_all', text),
  },
  deleteWebhook: {
    ...common('DELETE', '/v1/webhooks/{id}'),
    204: async () => {
      const { data } = await (await get('/v1/webhooks')).json()
      return await send('DELETE', `/v1/webhooks/${data[0].id}`)
    },
  },
  rotateWebhookSecret: {
    ...common('POST', '/v1/webhooks/{id}/rotate-secret'),
    200: () => post(`/v1/webhooks/${known.webhook}/rotate-secret`),
  },
  listWebhookDeliveries: {
    ...common('GET', '/v1/webhooks/{id}/deliveries'),
    200: () => get(`/v1/webhooks/${known.webhook}/deliveries`),
  },
  getWebhookDelivery: {
    ...common('GET', '/v1/webhooks/{id}/deliveries/none'),
    200: () => get(`/v1/webhooks/${known.webhook}/deliveries/${known.delivery}`),
  },
  redeliverWebhookDelivery: {
    ...common('POST', '/v1/webhooks/{id}/deliveries/none/redeliver'),
    202: () => post(`/v1/webhooks/${known.webhook}/deliveries/${known.delivery}/redeliver`),
    409: () => post(`/v1/webhooks/${known.inactive}/deliveries/${known.delivery}/redeliver`),
  },
}
