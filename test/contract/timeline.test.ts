import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { components } from '../../generated/fernand/types.ts'
import { expectDocumented } from '../support/contract.ts'
import { temporaryFolder } from '../support/process.ts'
import { mail, startTestServer, type TestServer } from '../support/server.ts'

type Schemas = components['schemas']
type Entry = Schemas['TimelineEntry']

const workspace = (idPrefixes: string) => `
tenants:
  - id: shop
    name: Shop
    environment: test
    idPrefixes: ${idPrefixes}
    keys: [{ api: fernand, key: sk_demo }, { api: fernand, key: sk_jared, agent: 43 }]
    channels: [{ id: 123, address: support@shop.example }]
    agents:
      - { id: 42, name: Monica Hall, email: monica@shop.example }
      - { id: 43, name: Jared Dunn, email: jared@shop.example }
    tags: [{ id: 1, slug: refund, name: Refund, color: '#FF5733' }]
  - id: rival
    name: Rival
    environment: test
    keys: [{ api: fernand, key: sk_rival }]
    agents: [{ id: 42, name: Monica Hall, email: monica@rival.example }]
`

describe.each(['on', 'off'])('with idPrefixes %s, the timeline', idPrefixes => {
  let server: TestServer
  beforeAll(async () => {
    const file = join(temporaryFolder(), 'workspace.yaml')
    writeFileSync(file, workspace(idPrefixes))
    server = await startTestServer({ workspace: file })
  })
  afterAll(() => server.stop())

  const form = (prefix: string) => new RegExp(idPrefixes === 'on' ? `^${prefix}-\\d+$` : '^\\d+$')
  const numberOf = (id: string) => Number(id.replace(/^\w-/, ''))
  async function open(): Promise<Schemas['Message']> {
    const { data } = await server.fernand.POST('/conversations/compose', { body: { ...mail, delay: 3600 } })
    if (!data) throw new Error('the conversation was not opened')
    return data
  }
  async function note(id: number, content: string): Promise<Schemas['Note']> {
    const { data, response } = await server.fernand.POST('/conversations/{id}/notes', {
      params: { path: { id } },
      body: { content },
    })
    expectDocumented('fernand', 'createNote', response.status, data)
    if (!data) throw new Error('the note was not made')
    return data
  }
  async function timeline(id: number, before?: string): Promise<Entry[]> {
    const { data, response } = await server.fernand.GET('/conversations/{id}/messages', {
      params: { path: { id }, query: before === undefined ? {} : { before } },
    })
    expectDocumented('fernand', 'listMessages', response.status, data)
    return data ?? []
  }
  const update = (id: number, body: Schemas['ConversationUpdate']) =>
    server.fernand.PATCH('/conversations/{id}', { params: { path: { id } }, body })

  it('mixes messages, notes and events, the newest first, told apart by their type', async () => {
    const message = await open()
    const id = message.conversation_id
    const first = await note(id, '<p>One</p>')
    await update(id, { status: 'CLOSED', agent_id: 43 })
    await update(id, { status: 'CLOSED' })
    const entries = await timeline(id)
    expect(entries.map(({ type }) => type)).toEqual(['EVENT', 'EVENT', 'NOTE', 'MESSAGE'])
    const changes = entries.flatMap(one =>
      one.type === 'EVENT' ? [[one.event, one.data, one.agent_id]] : [],
    )
    expect(changes).toEqual([
      ['ASSIGN', { agent_id: 43 }, 42],
      ['STATUS', { status: 'CLOSED' }, 42],
    ])
    expect(entries[2]).toEqual(first)
    expect(entries[3]).toEqual(message)
    for (const [index, prefix] of ['e', 'e', 'n', 'm'].entries()) {
      expect(entries[index]?.id).toMatch(form(prefix))
    }
  })

  it('is read to its end by before, each entry once, whichever kind the last one of a page is', async () => {
    const message = await open()
    const id = message.conversation_id
    const said = ['<p>0</p>']
    for (let i = 1; i < 60; i++) {
      if (i % 2) said.push((await note(id, `<p>${i}</p>`)).message)
      else await update(id, { subject: `Subject ${i}` })
    }
    const all: Entry[] = []
    for (;;) {
      const page = await timeline(id, all.at(-1)?.id)
      if (page.length === 0) break
      expect(page.length).toBeLessThanOrEqual(50)
      all.push(...page)
    }
    expect(all).toHaveLength(60)
    expect(new Set(all.map(one => numberOf(one.id))).size).toBe(60)
    expect(all.at(-1)).toEqual(message)
    // From every place in it, with the prefix and without.
    for (const [index, entry] of all.entries()) {
      const rest = all.slice(index + 1, index + 51)
      expect(await timeline(id, entry.id)).toEqual(rest)
      if (index % 10 === 0) expect(await timeline(id, String(numberOf(entry.id)))).toEqual(rest)
    }
  })

  it('shows a note as it was edited, by its author alone', async () => {
    const { conversation_id: id } = await open()
    const made = await note(id, '<p>One</p>')
    expect([made.agent_id, made.edited_at, made.created]).toEqual([42, null, made.timestamp])
    const params = { path: { id, note_id: numberOf(made.id) } }
    const body = { content: '<p>Two</p>', mentions: ['43', 'everyone'] }
    const { data } = await server.fernand.PATCH('/conversations/{id}/notes/{note_id}', { params, body })
    expectDocumented('fernand', 'updateNote', 200, data)
    expect(data).toMatchObject({ id: made.id, message: '<p>Two</p>', created: made.created })
    expect(data?.edited_at).not.toBeNull()
    expect((await timeline(id))[0]).toEqual(data)

    const refused = await server.fernand.PATCH('/conversations/{id}/notes/{note_id}', {
      params,
      body: { content: 'x' },
      headers: { 'X-API-Key': 'sk_jared' },
    })
    expect(refused.response.status).toBe(403)
    const again = await server.fernand.POST('/conversations/{id}/notes', {
      params: { path: { id } },
      body: { content: '<p>Three</p>', note_id: numberOf(made.id) },
    })
    expect(again.data).toMatchObject({ id: made.id, message: '<p>Three</p>' })
    expect(await timeline(id)).toHaveLength(2)
    // A note is found in its own conversation alone.
    const other = await open()
    const elsewhere = await server.fernand.PATCH('/conversations/{id}/notes/{note_id}', {
      params: { path: { id: other.conversation_id, note_id: numberOf(made.id) } },
      body: { content: 'x' },
    })
    expect(elsewhere.response.status).toBe(404)
  })

  it('keeps a note with its actions and its label, all or nothing', async () => {
    const { conversation_id: id } = await open()
    const write = (body: Schemas['NoteCreate']) =>
      server.fernand.POST('/conversations/{id}/notes', { params: { path: { id } }, body })
    const actions = [
      { name: 'tag', data: { tag: 'Refund' } },
      { name: 'reply', data: { content: '<p>Soon</p>' } },
      { name: 'dance' },
    ]
    const { data } = await write({ content: 'x', generated_id: 'mine', actions })
    expect(data?.generated_id).toBe('mine')
    expect(data?.actions.map(({ status }) => status)).toEqual(['done', 'done', 'ignored'])
    expect((await timeline(id)).map(({ type }) => type)).toEqual(['MESSAGE', 'EVENT', 'NOTE', 'MESSAGE'])
    const wrong = await write({ content: 'x', mentions: ['7'], actions: [{ name: 'status.close' }] })
    expect([wrong.response.status, wrong.error?.error]).toEqual([
      404,
      'mentions.0: agent_id 7 does not exist.',
    ])
    expect(await timeline(id)).toHaveLength(4)
  })

  it('deletes a message by its id, its number or its UUID, and with the last entry the conversation', async () => {
    const remove = (id: number, message_id: string) =>
      server.fernand.DELETE('/conversations/{id}/messages/{message_id}', {
        params: { path: { id, message_id } },
      })
    const [one, two] = [await open(), await open()]
    expect((await remove(one.conversation_id, one.id)).response.status).toBe(204)
    expect((await remove(two.conversation_id, String(numberOf(two.id)))).response.status).toBe(204)
    expect((await remove(two.conversation_id, '3c90c3cc-0d44-4b50-8888-8dd25736052a')).response.status).toBe(
      404,
    )

    const three = await open()
    await note(three.conversation_id, 'x')
    const { data } = await server.fernand.POST('/conversations/{id}/reply', {
      params: { path: { id: three.conversation_id } },
      body: {
        content: 'x',
        agent_id: 42,
        delay: 3600,
        attachments: [{ name: 'a.txt', type: 'text/plain', content: 'YQ==' }],
      },
    })
    expect((await remove(three.conversation_id, data?.id ?? '')).response.status).toBe(204)
    expect((await remove(three.conversation_id, three.id)).response.status).toBe(204)
    expect((await timeline(three.conversation_id)).map(({ type }) => type)).toEqual(['NOTE'])
  })

  it('tells of tags, which are made where there are none, and taken again', async () => {
    const { conversation_id: id } = await open()
    const add = (name: string) =>
      server.fernand.POST('/conversations/{id}/tags', { params: { path: { id } }, body: { name } })
    const { data: known } = await add('refund')
    expectDocumented('fernand', 'addTag', 200, known)
    expect(known).toMatchObject({ id: 1, slug: 'refund', name: 'Refund', color: '#FF5733' })
    const name = `Très important, ${idPrefixes}!`
    const made = await add(name)
    expect(made.data).toMatchObject({
      slug: `tres-important-${idPrefixes}`,
      name,
      color: '#BEC2C8',
      count_conversations: 1,
      is_system: false,
    })
    expect((await add(name.toUpperCase())).data).toEqual(made.data)
    const { data: tags } = await server.fernand.GET('/tags')
    expect(tags).toContainEqual(made.data)

    const remove = (tag: string) =>
      server.fernand.DELETE('/conversations/{id}/tags/{tag}', { params: { path: { id, tag } } })
    const untagged = await remove(name)
    expectDocumented('fernand', 'removeTag', 200, untagged.data)
    expect(untagged.data?.tags).toEqual([1])
    expect((await remove('REFUND')).data?.tags).toEqual([])
    expect((await remove('refund')).data?.tags).toEqual([])
    const events = (await timeline(id)).flatMap(one => (one.type === 'EVENT' ? [one.event] : []))
    expect(events).toEqual(['UNTAG', 'UNTAG', 'TAG', 'TAG'])
  })

  it('is gone with its conversation, and nothing of it is sent', async () => {
    const { conversation_id: id } = await open()
    await note(id, 'x')
    const params = { params: { path: { id } } }
    const deleted = await server.fernand.DELETE('/conversations/{id}', params)
    expectDocumented('fernand', 'deleteConversation', deleted.response.status, deleted.data)
    expect(deleted.response.status).toBe(204)
    expect((await server.fernand.GET('/conversations/{id}/messages', params)).response.status).toBe(404)
    expect((await server.fernand.DELETE('/conversations/{id}', params)).response.status).toBe(404)
  })

  it('is shown to its own tenant alone, and changed by nobody else', async () => {
    const { conversation_id: id, id: message } = await open()
    const made = await note(id, 'x')
    const ask = (method: string, path: string, body?: object) =>
      fetch(`${server.url}/conversations/${id}${path}`, {
        method,
        headers: { 'X-API-Key': 'sk_rival', 'Content-Type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
    const answers = await Promise.all([
      ask('GET', '/messages'),
      ask('POST', '/notes', { content: 'x' }),
      ask('PATCH', `/notes/${numberOf(made.id)}`, { content: 'x' }),
      ask('POST', '/tags', { name: 'refund' }),
      ask('DELETE', '/tags/refund'),
      ask('DELETE', `/messages/${message}`),
      ask('DELETE', ''),
    ])
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404, 404])
    expect(await timeline(id)).toHaveLength(2)
  })
})
