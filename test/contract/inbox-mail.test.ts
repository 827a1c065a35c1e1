/** What the control plane tells of the messages in a conversation, and of the files in them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compose, frozenCopy, messages, open, START, timeline } from '../support/inbox.ts'
import { mail, startTestServer, type TestServer } from '../support/server.ts'
import { handOver } from '../support/smtp-client.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ control: true, smtpListen: { host: '127.0.0.1', port: 0 } })
})
afterAll(() => server.stop())

/** The bytes of an answer of the control plane, with its headers. */
async function download({ name }: { name: string }, path: string) {
  const response = await fetch(`${server.url}/_control${path}`, { headers: { 'Control-Tenant': name } })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

describe('a composed mail', () => {
  it('waits, then leaves, with who wrote it, when, and what the mail server said', async () => {
    const copy = await frozenCopy(server)
    const id = await compose(copy, { delay: 60, cc: 'jared@x.example' })
    const [pending] = await messages(copy, id)
    expect(pending).toMatchObject({
      ...{ id: 'm-1', direction: 'out', status: 'pending', isMail: true, html: '<p>Hello</p>' },
      ...{ at: START, dueAt: '2027-01-01T00:01:00.000Z', sentAt: null, canTakeBack: true },
      ...{ hasSource: false, deliveries: [], lastEvent: null, attempts: [] },
      author: { name: 'Monica Hall', email: 'monica.hall@demo.example' },
      recipients: { to: ['monica.hall@raviga-capital.com'], cc: ['jared@x.example'], bcc: [] },
    })
    await copy.advance({ minutes: 2 })
    const at = '2027-01-01T00:01:00.000Z'
    expect(await messages(copy, id)).toMatchObject([
      {
        ...{ status: 'sent', dueAt: null, sentAt: at, canTakeBack: false, hasSource: true },
        deliveries: [{ state: 'accepted' }, { address: 'jared@x.example', state: 'accepted' }],
        lastEvent: { event: 'DELIVERED', at },
        attempts: [{ at, outcome: 'captured', code: '250' }],
      },
    ])
    const { text, headers } = await download(copy, '/messages/m-1/source')
    expect(text).toMatch(/^To: .*monica/im)
    expect(headers.get('content-type')).toBe('message/rfc822')
    expect(headers.get('content-disposition')).toMatch(/^attachment/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('that comes back tells each attempt, and comes up in the list', async () => {
    const copy = await frozenCopy(server)
    const id = await compose(copy, { to: 'deferred+451x1@x.example, bounced+550@x.example' })
    await copy.advance({ hours: 1 })
    const [message] = await messages(copy, id)
    expect(message?.attempts.length).toBeGreaterThan(0)
    const bounced = await compose(copy, { to: 'bounced+550@x.example', delay: 60 })
    await copy.advance({ hours: 1 })
    expect(await messages(copy, bounced)).toMatchObject([
      {
        status: 'bounced',
        deliveries: [{ state: 'refused', code: '550' }],
        lastEvent: { event: 'BOUNCED' },
        attempts: [{ outcome: 'bounced', code: '550', reason: 'refused, as its address asks for' }],
      },
    ])
    const { data } = await copy.control.GET('/_control/conversations')
    expect(data?.data[0]).toMatchObject({
      ...{ id: bounced, failedMails: 1, updatedAt: '2027-01-01T01:01:00.000Z' },
    })
  })

  it('is taken back before it leaves, and not behind that', async () => {
    const copy = await frozenCopy(server)
    const id = await compose(copy, { delay: 60 })
    const params = { path: { id: Number(id) } }
    await copy.fernand.POST('/conversations/{id}/reply', {
      params,
      body: { content: '<p>More</p>', agent_id: 42, delay: 3600 },
    })
    await copy.advance({ minutes: 5 })
    const take = (message: string) =>
      copy.control.DELETE('/_control/messages/{id}', { params: { path: { id: message } } })
    const [second, first] = await messages(copy, id)
    expect((await take(second?.id ?? '')).response.status).toBe(204)
    expect((await take(second?.id ?? '')).response.status).toBe(404)
    expect((await take(first?.id ?? '')).response.status).toBe(409)
    await copy.advance({ hours: 2 })
    expect((await copy.control.GET('/_control/mailbox')).data?.data).toHaveLength(1)
    expect(await messages(copy, id)).toMatchObject([{ id: first?.id }])
  })
})

it('the timeline has messages, notes and changes, the newest first, a page at a time', async () => {
  const copy = await frozenCopy(server)
  const id = await compose(copy, { delay: 60 })
  const params = { path: { id: Number(id) } }
  await copy.fernand.POST('/conversations/{id}/notes', { params, body: { content: '<p>Called her.</p>' } })
  await copy.control.POST('/_control/conversations/{id}/status', {
    params: { path: { id } },
    body: { status: 'closed' },
  })
  await copy.control.POST('/_control/conversations/{id}/assignee', {
    params: { path: { id } },
    body: { agentId: 43 },
  })
  const all = await timeline(copy, id)
  expect(all).toMatchObject({
    data: [
      { kind: 'change', change: 'assign', to: 'Jared Dunn' },
      { kind: 'change', change: 'status', to: 'done' },
      { kind: 'note', html: '<p>Called her.</p>', author: { name: 'Monica Hall' } },
      { kind: 'message', id: 'm-1' },
    ],
    nextCursor: null,
  })
  const first = await timeline(copy, id, { limit: 3 })
  const rest = await timeline(copy, id, { limit: 3, cursor: first.nextCursor ?? '' })
  expect([...first.data, ...rest.data]).toEqual(all.data)
  expect(rest.nextCursor).toBeNull()
})

it("the changes of Atender's conversations are told, too", async () => {
  const copy = await frozenCopy(server)
  const id = await open(copy, 'a', { outboundContext: { originalMessage: 'Hello' } })
  const params = { path: { id } }
  await copy.control.POST('/_control/conversations/{id}/assignee', { params, body: { agentId: 42 } })
  await copy.control.POST('/_control/conversations/{id}/status', { params, body: { status: 'done' } })
  expect((await timeline(copy, id)).data).toMatchObject([
    { kind: 'change', change: 'status', to: 'done' },
    { kind: 'change', change: 'assign', to: 'Monica Hall' },
    { kind: 'message', direction: 'in', text: 'Hello', isMail: false, canTakeBack: false },
  ])
})

describe('a mail with pictures and files', () => {
  const png = 'iVBORw0KGgo='
  const part = (type: string, id: string, disposition: string) =>
    `--b\nContent-Type: ${type}\nContent-ID: <${id}>\nContent-Disposition: ${disposition}\nContent-Transfer-Encoding: base64\n\n${png}\n`

  it('gives the pictures that its HTML names, and files that no browser runs', async () => {
    const copy = await frozenCopy(server)
    const source = [
      'From: Ada <ada@x.example>\nSubject: Look\nMessage-ID: <1@x.example>\nMIME-Version: 1.0',
      'Content-Type: multipart/related; boundary=b\n',
      '--b\nContent-Type: text/html\n\n<p>See <img src="cid:logo@x.example"></p>',
      part('image/png', 'logo@x.example', 'inline; filename=logo.png'),
      part('image/svg+xml', 'evil@x.example', 'inline; filename=evil.svg'),
      part('text/html', 'page@x.example', 'attachment; filename=page.html'),
      '--b--\n',
    ].join('\n')
    const to = `support+${copy.name}@demo.example`
    await handOver(server.smtpUrl, { from: 'ada@x.example', to, source })
    const [one] = (await copy.control.GET('/_control/conversations')).data?.data ?? []
    const [message] = await messages(copy, one?.id ?? '')
    expect(message).toMatchObject({ direction: 'in', isMail: true, hasSource: true, author: { name: 'Ada' } })
    const id = message?.id ?? ''
    const { data } = await copy.control.GET('/_control/messages/{id}/inline', { params: { path: { id } } })
    expect(data?.data).toEqual([{ contentId: 'logo@x.example', type: 'image/png', content: png }])
    expect((await download(copy, `/messages/${id}/source`)).text).toContain('Message-ID: <1@x.example>')
    const file = message?.attachments.find(({ name }) => name === 'page.html')
    const { status, headers } = await download(copy, `/attachments/${file?.id}`)
    expect(status).toBe(200)
    expect(headers.get('content-disposition')).toBe('attachment; filename=page.html')
    expect(headers.get('content-security-policy')).toContain('sandbox')
    const other = await frozenCopy(server)
    expect((await download(other, `/attachments/${file?.id}`)).status).toBe(404)
    expect((await download(other, `/messages/${id}/source`)).status).toBe(404)
  })

  it('that left has its files in the mailbox', async () => {
    const copy = await frozenCopy(server)
    const attachments = [{ name: 'a.txt', type: 'text/plain', content: btoa('hello') }]
    await copy.fernand.POST('/conversations/compose', {
      body: { ...mail, content: { content: '<p>Hello</p>', attachments } },
    })
    await copy.advance({ seconds: 1 })
    const [kept] = (await copy.control.GET('/_control/mailbox')).data?.data ?? []
    expect(kept).toMatchObject({ code: '250', reason: expect.any(String) })
    expect((await download(copy, `/mailbox/${kept?.id}/attachments/0`)).text).toBe('hello')
    expect((await download(copy, `/mailbox/${kept?.id}/attachments/9`)).status).toBe(404)
  })
})
