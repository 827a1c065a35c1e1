import type { operations } from '../../../generated/fernand/operations.ts'
import { mail, type TestServer } from '../server.ts'
import { until } from '../until.ts'
import { huge, json, type Requests, repeated, text } from './requests.ts'

let server: TestServer
let known: { fernand: number; message: string; note: number; contact: number }
let downloads: { original: URL; file: URL }
/** Holds up the mail to slow@b.example until it is let go. */
let slow: SlowMail

/** A mail server that takes its time for one recipient. */
export interface SlowMail {
  /** How many mails it holds at this moment. */
  holding(): number
  letGo(): void
}

/** Makes what the requests ask for. */
export async function prepareFernand(on: TestServer, mailServer: SlowMail): Promise<void> {
  server = on
  slow = mailServer
  const message = await (await compose('sk_all', { ...mail, delay: 3600 })).json()
  const { conversation_id, id } = message
  const note = await (
    await change('POST', `/conversations/${conversation_id}/notes`, { content: 'Hello' })
  ).json()
  const { contact_id: contact } = await (await read('sk_all', `/conversations/${conversation_id}`)).json()
  known = { fernand: conversation_id, message: id, note: Number(note.id.slice(2)), contact }
  const sent = await (await compose('sk_all', withFile)).json()
  downloads = await until(async () => {
    const [first] = await (await read('sk_all', `/conversations/${sent.conversation_id}/messages`)).json()
    if (first.status !== 'SENT') return undefined
    return { original: new URL(first.download_url), file: new URL(first.attachments[0].url) }
  })
}

const read = (key: string, path: string) => fetch(server.url + path, { headers: { 'X-API-Key': key } })
const change = (
  method: string,
  path: string,
  body: unknown,
  key = 'sk_all',
  type: Record<string, string> = json,
) =>
  fetch(server.url + path, {
    method,
    headers: { 'X-API-Key': key, ...type },
    body: JSON.stringify(body),
  })
const compose = (key: string, body: unknown, type?: Record<string, string>) =>
  change('POST', '/conversations/compose', body, key, type)
const withFile = {
  ...mail,
  content: { ...mail.content, attachments: [{ name: 'a.txt', type: 'text/plain', content: 'YQ==' }] },
}
const answer = { content: '<p>Hello</p>', agent_id: 42, delay: 3600 }
const answerTo = (id: number, body: unknown = answer, key?: string, type?: Record<string, string>) =>
  change('POST', `/conversations/${id}/reply`, body, key, type)
const patch = (id: number, body: unknown, key?: string, type?: Record<string, string>) =>
  change('PATCH', `/conversations/${id}`, body, key, type)
const erase = (path: string, key = 'sk_all') =>
  fetch(`${server.url}/conversations/${path}`, { method: 'DELETE', headers: { 'X-API-Key': key } })
const remove = (id: number, message: string, key?: string) => erase(`${id}/messages/${message}`, key)
/** What `answer` gives while a mail of the conversation is being handed over. */
async function duringSending(answer: (conversation: number, message: string) => Promise<Response>) {
  const { conversation_id, id } = await (await compose('sk_all', { ...mail, to: 'slow@b.example' })).json()
  // Until the sending has begun, which the mail server then holds up.
  await until(async () => (slow.holding() > 0 ? true : undefined))
  const response = await answer(conversation_id, id)
  slow.letGo()
  return response
}
const note = (id: number, body: unknown = { content: 'x' }, key?: string, type?: Record<string, string>) =>
  change('POST', `/conversations/${id}/notes`, body, key, type)
const edit = (
  noteId: number,
  body: unknown = { content: 'x' },
  key?: string,
  type?: Record<string, string>,
) => change('PATCH', `/conversations/${known.fernand}/notes/${noteId}`, body, key, type)
const draft = (id: number, body: unknown = { content: 'x' }, key?: string, type?: Record<string, string>) =>
  change('POST', `/conversations/${id}/drafts`, body, key, type)
const tag = (id: number, body: unknown = { name: 'Urgent' }, key?: string, type?: Record<string, string>) =>
  change('POST', `/conversations/${id}/tags`, body, key, type)

export const fernandRequests: Requests<typeof operations> = {
  composeConversation: {
    200: () => compose('sk_all', { ...mail, delay: 3600 }),
    400: () => compose('sk_all', {}),
    401: () => compose('sk_unknown', mail),
    404: () => compose('sk_all', { ...mail, channel_id: 5 }),
    413: () => compose('sk_all', huge(40_000_000)),
    415: () => compose('sk_all', mail, text),
    429: () => repeated(6, () => compose('sk_standard', {})),
  },
  replyToConversation: {
    200: () => answerTo(known.fernand),
    400: () => answerTo(known.fernand, {}),
    401: () => answerTo(known.fernand, answer, 'sk_unknown'),
    404: () => answerTo(999999),
    413: () => answerTo(known.fernand, huge(40_000_000)),
    415: () => answerTo(known.fernand, answer, 'sk_all', text),
    429: () => repeated(6, () => answerTo(1, {}, 'sk_standard')),
  },
  listConversations: {
    200: () => read('sk_all', '/conversations'),
    400: () => read('sk_all', '/conversations?limit=2'),
    401: () => read('sk_unknown', '/conversations'),
    429: () => repeated(21, () => read('sk_standard', '/conversations')),
  },
  updateConversation: {
    200: () => patch(known.fernand, { status: 'OPENED' }),
    400: () => patch(known.fernand, { snooze_until: 'never' }),
    401: () => patch(known.fernand, { status: 'OPENED' }, 'sk_unknown'),
    404: () => patch(known.fernand, { agent_id: 7 }),
    413: () => patch(known.fernand, huge(100_000)),
    415: () => patch(known.fernand, { status: 'OPENED' }, 'sk_all', text),
    429: () => repeated(6, () => patch(1, {}, 'sk_standard')),
  },
  deleteMessage: {
    204: async () => {
      const { conversation_id, id } = await (await compose('sk_all', { ...mail, delay: 3600 })).json()
      return await remove(conversation_id, id)
    },
    400: () => remove(known.fernand, 'x'),
    401: () => remove(known.fernand, known.message, 'sk_unknown'),
    404: () => remove(known.fernand, 'm-999999'),
    409: () => duringSending(remove),
    429: () => repeated(6, () => remove(1, '1', 'sk_standard')),
  },
  deleteConversation: {
    204: async () => {
      const { conversation_id } = await (await compose('sk_all', { ...mail, delay: 3600 })).json()
      return await erase(`${conversation_id}`)
    },
    400: () => erase('0'),
    401: () => erase('1', 'sk_unknown'),
    404: () => erase('999999'),
    409: () => duringSending(id => erase(`${id}`)),
    429: () => repeated(6, () => erase('1', 'sk_standard')),
  },
  createNote: {
    200: () => note(known.fernand),
    400: () => note(known.fernand, { mentions: ['nobody'] }),
    401: () => note(known.fernand, {}, 'sk_unknown'),
    403: () => note(known.fernand, { content: 'x', note_id: known.note }, 'sk_other'),
    404: () => note(known.fernand, { content: 'x', mentions: ['7'] }),
    413: () => note(known.fernand, huge(40_000_000)),
    415: () => note(known.fernand, {}, 'sk_all', text),
    429: () => repeated(6, () => note(1, {}, 'sk_standard')),
  },
  updateNote: {
    200: () => edit(known.note),
    400: () => edit(known.note, {}),
    401: () => edit(known.note, {}, 'sk_unknown'),
    403: () => edit(known.note, { content: 'x' }, 'sk_other'),
    404: () => edit(999999),
    413: () => edit(known.note, huge(40_000_000)),
    415: () => edit(known.note, {}, 'sk_all', text),
    429: () => repeated(6, () => edit(1, {}, 'sk_standard')),
  },
  addTag: {
    200: () => tag(known.fernand),
    400: () => tag(known.fernand, { name: '' }),
    401: () => tag(known.fernand, {}, 'sk_unknown'),
    404: () => tag(999999),
    413: () => tag(known.fernand, huge(100_000)),
    415: () => tag(known.fernand, {}, 'sk_all', text),
    429: () => repeated(6, () => tag(1, {}, 'sk_standard')),
  },
  updateConversations: {
    200: () => change('POST', '/conversations/bulk', { ids: [known.fernand], status: 'OPENED' }),
    400: () => change('POST', '/conversations/bulk', {}),
    401: () => change('POST', '/conversations/bulk', {}, 'sk_unknown'),
    404: () => change('POST', '/conversations/bulk', { ids: [1], agent_id: 7 }),
    413: () => change('POST', '/conversations/bulk', huge(100_000)),
    415: () => change('POST', '/conversations/bulk', {}, 'sk_all', text),
    429: () => repeated(6, () => change('POST', '/conversations/bulk', {}, 'sk_standard')),
  },
  createDraft: {
    200: () => draft(known.fernand),
    400: () => draft(known.fernand, {}),
    401: () => draft(known.fernand, {}, 'sk_unknown'),
    404: () => draft(known.fernand, { content: 'x', target_id: 7 }),
    413: () => draft(known.fernand, huge(40_000_000)),
    415: () => draft(known.fernand, {}, 'sk_all', text),
    429: () => repeated(6, () => draft(1, {}, 'sk_standard')),
  },
  deleteDraft: {
    204: async () => {
      const { id } = await (await draft(known.fernand)).json()
      return await erase(`${known.fernand}/drafts/${id}`)
    },
    400: () => erase(`${known.fernand}/drafts/x`),
    401: () => erase(`${known.fernand}/drafts/1`, 'sk_unknown'),
    404: () => erase(`${known.fernand}/drafts/999999`),
    429: () => repeated(6, () => erase('1/drafts/1', 'sk_standard')),
  },
  searchContacts: {
    200: () => read('sk_all', '/contacts?query=monica'),
    400: () => read('sk_all', '/contacts?limit=100'),
    401: () => read('sk_unknown', '/contacts'),
    429: () => repeated(21, () => read('sk_standard', '/contacts')),
  },
  getContact: {
    200: () => read('sk_all', `/contacts/${known.contact}`),
    400: () => read('sk_all', '/contacts/x'),
    401: () => read('sk_unknown', '/contacts/1'),
    404: () => read('sk_all', '/contacts/999999'),
    429: () => repeated(21, () => read('sk_standard', '/contacts/1')),
  },
  updateContact: {
    200: () => change('PATCH', `/contacts/${known.contact}`, { name: 'Monica' }),
    400: () => change('PATCH', `/contacts/${known.contact}`, {}),
    401: () => change('PATCH', '/contacts/1', {}, 'sk_unknown'),
    404: () => change('PATCH', '/contacts/999999', { name: null }),
    413: () => change('PATCH', '/contacts/1', huge(100_000)),
    415: () => change('PATCH', '/contacts/1', {}, 'sk_all', text),
    429: () => repeated(6, () => change('PATCH', '/contacts/1', {}, 'sk_standard')),
  },
  getOrganization: {
    200: () => read('sk_all', '/organization'),
    400: () => read('sk_all', '/organization?page=2'),
    401: () => read('sk_unknown', '/organization'),
    429: () => repeated(21, () => read('sk_standard', '/organization')),
  },
  createSnippet: {
    200: () => change('POST', '/snippets', { title: 'Close', actions: [{ name: 'status.close' }] }),
    400: () => change('POST', '/snippets', { title: 'Dance', actions: [{ name: 'dance' }] }),
    401: () => change('POST', '/snippets', {}, 'sk_unknown'),
    413: () => change('POST', '/snippets', huge(2_000_000)),
    415: () => change('POST', '/snippets', {}, 'sk_all', text),
    429: () => repeated(6, () => change('POST', '/snippets', {}, 'sk_standard')),
  },
  createTag: {
    200: () => change('POST', '/tags', { name: 'VIP Customer', color: '#FF5733' }),
    400: () => change('POST', '/tags', { name: 'x', color: 'red' }),
    401: () => change('POST', '/tags', {}, 'sk_unknown'),
    413: () => change('POST', '/tags', huge(100_000)),
    415: () => change('POST', '/tags', {}, 'sk_all', text),
    429: () => repeated(6, () => change('POST', '/tags', {}, 'sk_standard')),
  },
  removeTag: {
    200: () => erase(`${known.fernand}/tags/urgent`),
    400: () => erase('x/tags/urgent'),
    401: () => erase(`${known.fernand}/tags/urgent`, 'sk_unknown'),
    404: () => erase(`${known.fernand}/tags/nothing`),
    429: () => repeated(6, () => erase('1/tags/urgent', 'sk_standard')),
  },
  downloadOriginal: {
    200: () => fetch(downloads.original),
    400: () => fetch(`${server.url}/conversations/x/original.eml`),
    403: () => fetch(new URL(`${downloads.original}x`)),
    404: async () => {
      const { conversation_id, id } = await (await compose('sk_all', { ...mail, delay: 0 })).json()
      const url = await until(async () => {
        const [first] = await (await read('sk_all', `/conversations/${conversation_id}/messages`)).json()
        return first.status === 'SENT' ? new URL(first.download_url) : undefined
      })
      await remove(conversation_id, id)
      return await fetch(url)
    },
  },
  downloadAttachment: {
    200: () => fetch(downloads.file),
    400: () => fetch(`${server.url}/attachments/x?token=a`),
    403: () => fetch(new URL(`${downloads.file}x`)),
    404: async () => {
      const { conversation_id, id, attachments } = await (
        await compose('sk_all', { ...withFile, delay: 3600 })
      ).json()
      await remove(conversation_id, id)
      return await fetch(new URL(attachments[0].url))
    },
  },
  listAgents: {
    200: () => read('sk_all', '/agents'),
    400: () => read('sk_all', '/agents?page=2'),
    401: () => read('sk_unknown', '/agents'),
    429: () => repeated(21, () => read('sk_standard', '/agents')),
  },
  listChannels: {
    200: () => read('sk_all', '/organization/channels'),
    400: () => read('sk_all', '/organization/channels?page=2'),
    401: () => read('sk_unknown', '/organization/channels'),
    429: () => repeated(21, () => read('sk_standard', '/organization/channels')),
  },
  listSnippets: {
    200: () => read('sk_all', '/snippets'),
    400: () => read('sk_all', '/snippets?page=2'),
    401: () => read('sk_unknown', '/snippets'),
    429: () => repeated(21, () => read('sk_standard', '/snippets')),
  },
  listTags: {
    200: () => read('sk_all', '/tags'),
    400: () => read('sk_all', '/tags?page=2'),
    401: () => read('sk_unknown', '/tags'),
    429: () => repeated(21, () => read('sk_standard', '/tags')),
  },
  getConversation: {
    200: () => read('sk_all', `/conversations/${known.fernand}`),
    400: () => read('sk_all', '/conversations/0'),
    401: () => read('', `/conversations/${known.fernand}`),
    404: () => read('sk_all', '/conversations/999999'),
    429: () => repeated(21, () => read('sk_standard', '/conversations/1')),
  },
  listMessages: {
    200: () => read('sk_all', `/conversations/${known.fernand}/messages`),
    400: () => read('sk_all', `/conversations/${known.fernand}/messages?before=x`),
    401: () => read('sa_test_all', `/conversations/${known.fernand}/messages`),
    404: () => read('sk_all', '/conversations/999999/messages'),
    429: () => repeated(21, () => read('sk_standard', '/conversations/1/messages')),
  },
}
