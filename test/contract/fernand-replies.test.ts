import { randomBytes, randomUUID } from 'node:crypto'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { components } from '../../generated/fernand/types.ts'
import { expectDocumented } from '../support/contract.ts'
import { mail, messagesIn, startTestServer, type TestServer } from '../support/server.ts'
import { type SmtpReceiver, startSmtpReceiver } from '../support/smtp-receiver.ts'
import { until } from '../support/until.ts'

type Schemas = components['schemas']

let receiver: SmtpReceiver
let server: TestServer
beforeAll(async () => {
  receiver = await startSmtpReceiver()
  server = await startTestServer({ smtp: receiver.options })
})
afterAll(async () => {
  await server.stop()
  await receiver.stop()
})

async function compose(changes: Partial<Schemas['ConversationCompose']> = {}) {
  const { data, error } = await server.fernand.POST('/conversations/compose', {
    body: { ...mail, ...changes },
  })
  if (!data) throw new Error(JSON.stringify(error))
  return data
}
async function reply(id: number, changes: Partial<Schemas['ConversationReply']> = {}) {
  const { data, error, response } = await server.fernand.POST('/conversations/{id}/reply', {
    params: { path: { id } },
    body: { content: '<p>And one more thing.</p>', agent_id: 43, delay: 0, ...changes },
  })
  expectDocumented('fernand', 'replyToConversation', response.status, data ?? error)
  return { status: response.status, data, error }
}
async function remove(id: number, message_id: string) {
  const { error, response } = await server.fernand.DELETE('/conversations/{id}/messages/{message_id}', {
    params: { path: { id, message_id } },
  })
  expectDocumented('fernand', 'deleteMessage', response.status, error)
  return { status: response.status, was: response.headers.get('x-message-status') }
}
const get = async (id: number) => {
  const { data, response } = await server.fernand.GET('/conversations/{id}', { params: { path: { id } } })
  return response.status === 404 ? undefined : data
}
const messages = async (id: number) =>
  messagesIn((await server.fernand.GET('/conversations/{id}/messages', { params: { path: { id } } })).data)
const settled = (id: number, count = 1) =>
  until(async () => {
    const all = await messages(id)
    return all.length >= count && all.every(({ status }) => status !== 'PENDING') ? all : undefined
  })
const arrived = (text: string) => receiver.received.filter(({ source }) => source.includes(text))

describe('a reply', () => {
  it('goes to everybody in to and cc, to no blind copy, in the thread', async () => {
    const name = randomUUID()
    const first = await compose({
      to: `"Hall, Monica" <${name}-to@b.example>`,
      cc: `${name}-cc@b.example`,
      bcc: `${name}-bcc@b.example`,
      subject: `About ${name}`,
    })
    const { conversation_id } = first
    await settled(conversation_id)
    const { data } = await reply(conversation_id, { generated_id: 'label' })
    expect(data).toMatchObject({ conversation_id, agent_id: 43, status: 'PENDING', generated_id: 'label' })
    await settled(conversation_id, 2)
    const [one, two] = await Promise.all(
      arrived(`About ${name}`).map(({ source }) => PostalMime.parse(source)),
    )
    expect(two?.to).toEqual([{ name: 'Hall, Monica', address: `${name}-to@b.example` }])
    expect(two?.cc?.map(({ address }) => address)).toEqual([`${name}-cc@b.example`])
    expect(two?.subject).toBe(`Re: About ${name}`)
    expect([two?.inReplyTo, two?.references]).toEqual([one?.messageId, one?.messageId])
    expect(two?.from?.name).toBe('Jared Dunn')
    const envelopes = arrived(`About ${name}`).map(({ envelope }) => envelope.to.length)
    expect(envelopes).toEqual([3, 2])
    expect(arrived(`${name}-bcc`)).toEqual([])
  })

  it('to a conversation of blind copies alone reaches nobody and is refused', async () => {
    const { to: _to, ...rest } = mail
    const { data } = await server.fernand.POST('/conversations/compose', {
      body: { ...rest, bcc: 'hidden@b.example', delay: 3600 },
    })
    const { status, error } = await reply(data?.conversation_id ?? 0)
    expect([status, error && 'errors' in error && error.errors[0]?.code]).toEqual([400, 'no_recipients'])
  })

  it('names the agent that does not exist', async () => {
    const { conversation_id } = await compose({ delay: 3600 })
    const { status, error } = await reply(conversation_id, { agent_id: 7 })
    expect([status, error?.error]).toEqual([404, 'agent_id 7 does not exist.'])
    expect(await messages(conversation_id)).toHaveLength(1)
  })
})

describe('an action', () => {
  const withActions = (actions: Schemas['ActionCreate'][]) =>
    compose({ delay: 3600, content: { content: '<p>Hello</p>', actions } })

  it.each([
    [{ name: 'status', data: { status: 'closed' } }, { status: 'CLOSED' }],
    [
      { name: 'status', data: { status: 'snoozed' } },
      { status: 'SNOOZED', snooze_until: null },
    ],
    [{ name: 'status.close' }, { status: 'CLOSED' }],
    [{ name: 'status.spam' }, { status: 'SPAM' }],
    [{ name: 'assign', data: { agent_id: 43 } }, { agent_id: 43 }],
    [{ name: 'assign', data: { agent_email: 'jared.dunn@demo.example' } }, { agent_id: 43 }],
    [{ name: 'assign', data: { agent_id: null } }, { agent_id: null }],
    [{ name: 'tag', data: { tag: 'vip' } }, { tags: [2] }],
    [{ name: 'tag', data: { tag_id: 1 } }, { tags: [1] }],
  ] as const)('%j is done and reported', async (action, expected) => {
    const message = await withActions([action as Schemas['ActionCreate']])
    expect(message.actions).toEqual([{ data: {}, ...action, status: 'done' }])
    expect(await get(message.conversation_id)).toMatchObject(expected)
  })

  it('that snoozes wakes the conversation at its time', async () => {
    const snooze_until = new Date(Date.now() + 1200).toISOString()
    const { conversation_id } = await withActions([{ name: 'snooze', data: { snooze_until } }])
    expect(await get(conversation_id)).toMatchObject({ status: 'SNOOZED', snooze_until })
    await expect.poll(async () => (await get(conversation_id))?.status, { timeout: 10_000 }).toBe('OPENED')
  })

  it('that replies sends one more mail, in the thread', async () => {
    const subject = randomUUID()
    const { conversation_id } = await compose({
      subject,
      content: {
        content: '<p>First</p>',
        actions: [{ name: 'reply', data: { content: '<p>Second</p>' } }],
      },
    })
    const all = await settled(conversation_id, 2)
    expect(all.map(({ message }) => message)).toEqual(['<p>Second</p>', '<p>First</p>'])
    const mails = await Promise.all(arrived(subject).map(({ source }) => PostalMime.parse(source)))
    expect(mails.find(({ html }) => html?.includes('Second'))?.inReplyTo).toBe(
      mails.find(({ html }) => html?.includes('First'))?.messageId,
    )
  })

  it('are run in their order, and a name that nobody knows is kept and ignored', async () => {
    const actions = [
      { name: 'status.close' },
      { name: 'dance', data: { how: 'tango' } },
      { name: 'status.open' },
      { name: 'note', data: { content: '<p>Internal</p>' } },
    ]
    const message = await withActions(actions)
    expect(message.actions?.map(({ name, status }) => [name, status])).toEqual([
      ['status.close', 'done'],
      ['dance', 'ignored'],
      ['status.open', 'done'],
      ['note', 'done'],
    ])
    expect((await get(message.conversation_id))?.status).toBe('OPENED')
    expect(await messages(message.conversation_id)).toHaveLength(1)
  })

  it('of a snippet is run in its place, and the snippet is counted', async () => {
    const counted = async () => (await server.fernand.GET('/snippets')).data?.[0]
    const before = await counted()
    const message = await withActions([{ name: 'status.open' }, { snippet_id: 123 }])
    expect(message.actions).toEqual([
      { name: 'status.open', data: {}, status: 'done' },
      { name: 'status', data: { status: 'closed' }, snippet_id: 123, status: 'done' },
    ])
    expect((await get(message.conversation_id))?.status).toBe('CLOSED')
    const after = await counted()
    expect(after?.applied_count).toBe((before?.applied_count ?? 0) + 1)
    expect(Date.parse(after?.last_applied_at ?? '')).toBeGreaterThan(Date.now() - 60_000)
  })

  it.each([
    [{ name: 'status', data: { status: 'sleeping' } }, 400, '/content/actions/0/data/status'],
    [{ name: 'snooze', data: { snooze_until: 'never' } }, 400, '/content/actions/0/data/snooze_until'],
    [{ name: 'assign' }, 400, '/content/actions/0/data/agent_id'],
    [{ name: 'reply', data: { content: '' } }, 400, '/content/actions/0/data/content'],
    [{ name: 'note', data: {} }, 400, '/content/actions/0/data/content'],
    [{ name: 'tag' }, 400, '/content/actions/0/data/tag'],
    [{ name: 'assign', data: { agent_id: 7 } }, 404, 'content.actions.0: agent_id 7 does not exist.'],
    [{ name: 'tag', data: { tag: 'nothing' } }, 404, 'content.actions.0: tag nothing does not exist.'],
    [{ snippet_id: 9 }, 404, 'content.actions.0.snippet_id 9 does not exist.'],
  ] as const)('%j refuses the whole mail', async (action, status, told) => {
    const subject = randomUUID()
    const { error, response } = await server.fernand.POST('/conversations/compose', {
      body: {
        ...mail,
        subject,
        content: { content: '<p>Hello</p>', actions: [action as Schemas['ActionCreate']] },
      },
    })
    expectDocumented('fernand', 'composeConversation', response.status, error)
    expect(response.status).toBe(status)
    expect(error && 'errors' in error ? error.errors[0]?.path : error?.error).toBe(told)
    const { data } = await server.fernand.GET('/conversations', {
      params: { query: { query: `"${subject}"` } },
    })
    expect(data?.data).toEqual([])
  })
})

describe('a deleted message', () => {
  it('that was pending is never sent; the last one takes the conversation along', async () => {
    const subject = randomUUID()
    const { id, conversation_id } = await compose({ subject, delay: 2 })
    expect(await remove(conversation_id, id)).toEqual({ status: 204, was: 'PENDING' })
    expect(await get(conversation_id)).toBeUndefined()
    expect((await remove(conversation_id, id)).status).toBe(404)
    await new Promise(resolve => setTimeout(resolve, 3_000))
    expect(arrived(subject)).toEqual([])
  })

  it('leaves the conversation while another message or a note is there', async () => {
    const first = await compose({ delay: 3600 })
    await reply(first.conversation_id, { delay: 3600 })
    await remove(first.conversation_id, first.id.replace('m-', ''))
    expect(await messages(first.conversation_id)).toHaveLength(1)
    const noted = await compose({
      delay: 3600,
      content: { content: 'x', actions: [{ name: 'note', data: { content: 'Call back' } }] },
    })
    await remove(noted.conversation_id, noted.id)
    expect(await get(noted.conversation_id)).toBeDefined()
    expect(await messages(noted.conversation_id)).toEqual([])
  })

  it('at its due time is either sent or deleted, and the answer tells which', async () => {
    const won = { PENDING: 0, SENT: 0 }
    for (let i = 0; i < 20; i++) {
      const subject = randomUUID()
      const { id, conversation_id } = await compose({ subject, delay: 0 })
      await new Promise(resolve => setTimeout(resolve, i * 2))
      // 409 as long as the mail server has it in its hands.
      const { was } = await until(async () => {
        const answer = await remove(conversation_id, id)
        return answer.status === 409 ? undefined : answer
      })
      won[was as 'PENDING' | 'SENT']++
      await new Promise(resolve => setTimeout(resolve, 50))
      expect([was, arrived(subject).length]).toEqual([was, was === 'SENT' ? 1 : 0])
    }
    expect(won.PENDING + won.SENT).toBe(20)
  })
})

describe('a download', () => {
  it('of the mail is byte for byte what was sent, and of a file what was attached, without a key', async () => {
    const subject = randomUUID()
    const content = randomBytes(1_000_001)
    const file = { name: '../größe "1".html', type: 'text/html', content: content.toString('base64') }
    const { error } = await server.fernand.POST('/conversations/compose', {
      body: { ...mail, content: { content: 'x', attachments: [file] } },
    })
    expect(error && 'errors' in error && error.errors[0]?.path).toBe('/content/attachments/0/name')
    const { conversation_id } = await compose({
      subject,
      content: { content: 'x', attachments: [{ ...file, name: 'größe "1".html' }] },
    })
    const [message] = await settled(conversation_id)
    const original = await fetch(message?.download_url ?? '')
    expectDocumented('fernand', 'downloadOriginal', original.status, undefined)
    expect(original.headers.get('content-type')).toBe('message/rfc822')
    const [sent] = await until(async () => (arrived(subject).length > 0 ? arrived(subject) : undefined))
    expect(Buffer.from(await original.arrayBuffer()).equals(sent?.source ?? Buffer.alloc(0))).toBe(true)

    const [attachment] = message?.attachments ?? []
    const download = await fetch(attachment?.url ?? '')
    expectDocumented('fernand', 'downloadAttachment', download.status, undefined)
    expect(Buffer.from(await download.arrayBuffer()).equals(content)).toBe(true)
    expect(download.headers.get('content-disposition')).toMatch(
      /^attachment; .*filename\*=UTF-8''gr%C3%B6%C3%9Fe/,
    )
    expect(download.headers.get('x-content-type-options')).toBe('nosniff')
    expect(download.headers.get('content-security-policy')).toContain('sandbox')
  })

  it('with the token of another file, or one that was changed, answers 403', async () => {
    const [one, two] = await Promise.all([compose(), compose()])
    const [first] = await settled(one.conversation_id)
    const [second] = await settled(two.conversation_id)
    const [a, b] = [new URL(first?.download_url ?? ''), new URL(second?.download_url ?? '')]
    a.search = b.search
    expect((await fetch(a)).status).toBe(403)
    const [id, until, signature] = (b.searchParams.get('token') ?? '').split('.')
    b.searchParams.set('token', `${id}.${until}x.${signature}`)
    expect((await fetch(b)).status).toBe(403)
    b.search = ''
    expect((await fetch(b)).status).toBe(400)
  })
})
