/** Two tenants of one server, of which the first has something of everything, with one word in all of its texts. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from './process.ts'
import { startTestServer, type TestServer } from './server.ts'
import { until } from './until.ts'

/** Stands in everything that the first tenant has, and nowhere else. */
export const MARK = 'zwiebelkuchen'
/** The ids of its channel, agent, tag and snippet, which the other does not have. */
export const NUMBER = 911

const tenant = (id: string, word: string, number: number) => `
  - id: ${id}
    name: ${id}
    environment: test
    webhooks: true
    keys:
      - { api: atender, key: sa_test_${id}, scopes: [conversations:write, contacts:write, tags:read, webhooks:write] }
      - { api: fernand, key: sk_${id} }
    teams: [{ id: ${word}-team, name: ${word}, default: true }]
    customFields: [{ key: ${word}, name: ${word}, type: text }]
    channels: [{ id: ${number}, address: ${word}@${id}.example, name: ${word} }]
    agents: [{ id: ${number}, name: ${word}, email: ${word}@${id}.example }]
    tags: [{ id: ${number}, slug: ${word}, name: ${word}, type: topic }]
    snippets: [{ id: ${number}, name: ${word}, actions: [{ name: status, data: { status: closed } }] }]`

type Json = Record<string, unknown>

/** Asks as that tenant, of whichever API the path is. */
type Ask = (
  id: 'one' | 'two',
  method: string,
  path: string,
  body?: unknown,
) => Promise<{ status: number; body: string }>

/** What a placeholder of a path stands for, by the path as its contract writes it up to there. */
type Names = Record<string, string>

export interface TwoTenants {
  server: TestServer
  ask: Ask
  /** Of what the first tenant has. */
  names: Names
}

export async function startTwoTenants(databaseUrl: string): Promise<TwoTenants> {
  const workspace = join(temporaryFolder(), 'workspace.yaml')
  writeFileSync(workspace, `tenants:${tenant('one', MARK, NUMBER)}${tenant('two', 'streusel', 7)}\n`)
  const server = await startTestServer({ control: true, workspace, databaseUrl })
  const ask: Ask = async (id, method, path, body) => {
    const response = await fetch(server.url + path, {
      method,
      headers: {
        ...{ Authorization: `Bearer sa_test_${id}`, 'X-API-Key': `sk_${id}`, 'Control-Tenant': id },
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.text() }
  }
  return { server, ask, names: await fill(ask) }
}

/** Gives the first tenant three of each and the second one of some, so that no number of the first's last is one of its own. */
async function fill(ask: Ask): Promise<Names> {
  const as = (id: 'one' | 'two') => async (method: string, path: string, body?: unknown) => {
    const answer = await ask(id, method, path, body)
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`)
    return JSON.parse(answer.body || '{}') as Json & { data?: Json[] }
  }
  const [one, two] = [as('one'), as('two')]
  const attachments = [{ name: `${MARK}.txt`, type: 'text/plain', content: btoa(MARK) }]
  const receiver = await one('PUT', `/_control/receivers/${MARK}`, { answers: [204] })
  const hook = { url: receiver.url, events: ['message.sent', 'conversation.created'] }
  const webhook = await one('POST', '/v1/webhooks', { name: MARK, ...hook })
  const openBy = (ask: typeof one, word: string, number: number) =>
    ask('POST', '/v1/conversations/outbound', {
      ...{ externalReference: `${word}-${number}`, subject: word, tags: [word], channel: 'webchat' },
      ...{ contact: { email: `${word}-${number}@one.example`, name: word } },
      ...{ customFields: { [word]: word }, outboundContext: { originalMessage: word } },
    })
  const composeBy = (ask: typeof one, word: string, number: number, id: number) =>
    ask('POST', '/conversations/compose', {
      ...{ channel_id: id, agent_id: id, subject: word, to: `${word}-${number}@mail.example`, delay: 0 },
      content: { content: `<p>${word}</p>`, attachments: number === 3 ? attachments : [] },
    })
  await openBy(two, 'streusel', 1)
  await composeBy(two, 'streusel', 1, 7)
  let [conversation, mail]: [Json, Json] = [{}, {}]
  for (let number = 1; number <= 3; number++) {
    conversation = await openBy(one, MARK, number)
    mail = await composeBy(one, MARK, number, NUMBER)
  }
  const id = String(conversation.id)
  const pushed = await one('POST', `/v1/conversations/${id}/messages`, {
    ...{ direction: 'inbound', text: MARK, attachments },
  })
  await one('POST', `/v1/conversations/${id}/messages`, { direction: 'outbound', text: MARK })
  const number = String(mail.conversation_id)
  const note = await one('POST', `/conversations/${number}/notes`, { content: MARK })
  const draft = await one('POST', `/conversations/${number}/drafts`, { content: MARK, author_id: NUMBER })
  await one('POST', `/conversations/${number}/tags`, { name: MARK })
  await one('POST', `/_control/conversations/${number}/customer-message`, { text: MARK, attachments })
  const answered = await until(async () => {
    const timeline = (await one('GET', `/conversations/${number}/messages`)) as unknown as Json[]
    return timeline.find(({ download_url }) => typeof download_url === 'string')
  })
  const mailbox = await until(async () => {
    const { data } = await one('GET', '/_control/mailbox')
    return data?.length === 3 ? data : undefined
  })
  const deliveries = await until(async () => {
    const { data } = await one('GET', `/v1/webhooks/${webhook.id}/deliveries`)
    return data?.length === 4 && data.every(({ status }) => status === 'delivered') ? data : undefined
  })
  const keys = await one('GET', '/_control/keys')
  const uuid = /\/([0-9a-f-]{36})\//.exec(String(answered.download_url))?.[1] ?? ''
  const [file] = (mail.attachments ?? []) as { url: string }[]
  return {
    '/v1/conversations/{id}': id,
    '/v1/attachments/{id}': String((pushed.attachments as Json[])[0]?.id),
    '/v1/contacts/{id}': String((conversation.contact as Json).id),
    '/v1/webhooks/{id}': String(webhook.id),
    '/v1/webhooks/{id}/deliveries/{deliveryId}': String(deliveries[0]?.id),
    '/conversations/{id}': number,
    '/conversations/{id}/messages/{message_id}': String(mail.id),
    '/conversations/{id}/notes/{note_id}': String(note.id),
    '/conversations/{id}/tags/{tag}': MARK,
    '/conversations/{conv_id}': number,
    '/conversations/{conv_id}/drafts/{draft_id}': String(draft.id),
    '/contacts/{id}': '3',
    '/conversations/{uuid}': uuid,
    '/attachments/{uuid}': /\/attachments\/([0-9a-f-]{36})/.exec(file?.url ?? '')?.[1] ?? '',
    '/_control/mailbox/{id}': String(mailbox.at(-1)?.id),
    '/_control/mailbox/{id}/attachments/{index}': '0',
    '/_control/receivers/{name}': MARK,
    '/_control/conversations/{id}': id,
    '/_control/messages/{id}': String(pushed.id),
    '/_control/attachments/{id}': String((pushed.attachments as Json[])[0]?.id),
    '/_control/subscriptions/{id}': String(webhook.id),
    '/_control/subscriptions/{id}/deliveries/{deliveryId}': String(deliveries[0]?.id),
    '/_control/snapshots/{id}': '3c90c3cc-0d44-4b50-8888-8dd25736052a',
    '/_control/keys/{id}': String((keys.data ?? [])[0]?.id),
  }
}
