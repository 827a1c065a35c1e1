import type { operations } from '../../../generated/fernand/operations.ts'
import { mail, type TestServer } from '../server.ts'
import { until } from '../until.ts'
import { huge, json, type Requests, repeated, text } from './requests.ts'

let server: TestServer
let known: { fernand: number; message: string }
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
  known = { fernand: message.conversation_id, message: message.id }
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
const remove = (id: number, message: string, key = 'sk_all') =>
  fetch(`${server.url}/conversations/${id}/messages/${message}`, {
    method: 'DELETE',
    headers: { 'X-API-Key': key },
  })

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
    409: async () => {
      const { conversation_id, id } = await (
        await compose('sk_all', { ...mail, to: 'slow@b.example' })
      ).json()
      // Until the sending has begun, which the mail server then holds up.
      await until(async () => (slow.holding() > 0 ? true : undefined))
      const response = await remove(conversation_id, id)
      slow.letGo()
      return response
    },
    429: () => repeated(6, () => remove(1, '1', 'sk_standard')),
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
