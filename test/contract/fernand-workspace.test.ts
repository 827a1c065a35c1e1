import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectDocumented } from '../support/contract.ts'
import { mail, startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

/** A conversation whose mail is not sent for an hour. */
async function open(to = mail.to): Promise<{ id: number; contactId: number }> {
  const { data } = await server.fernand.POST('/conversations/compose', { body: { ...mail, to, delay: 3600 } })
  const path = { id: data?.conversation_id ?? 0 }
  const conversation = await server.fernand.GET('/conversations/{id}', { params: { path } })
  return { id: path.id, contactId: conversation.data?.contact_id ?? 0 }
}

describe('a contact', () => {
  const search = async (query: string, limit?: number) => {
    const { data, response } = await server.fernand.GET('/contacts', {
      params: { query: { query, ...(limit === undefined ? {} : { limit }) } },
    })
    expectDocumented('fernand', 'searchContacts', response.status, data)
    return data ?? []
  }

  it('is found by a part of the name or of the address, and with an @ by the address alone', async () => {
    const word = `w${randomUUID().slice(0, 8)}`
    const { contactId } = await open(`"Hall ${word}" <monica@${word}-mail.example>`)
    const [found] = await search(word.toUpperCase())
    expect(found).toMatchObject({ id: contactId, name: `Hall ${word}`, firstname: 'Hall', is_trusted: true })
    expect((await search(`@${word}-mail`)).map(({ id }) => id)).toEqual([contactId])
    expect(await search(`@Hall ${word}`)).toEqual([])
  })

  it('has a name no longer than the contract allows, though Atender’s callers gave it a longer one', async () => {
    const word = `w${randomUUID().slice(0, 8)}`
    const { response } = await server.atender.POST('/v1/conversations/outbound', {
      body: {
        externalReference: word,
        contact: { email: `${word}@aviato.example`, name: 'Erlich '.repeat(36).trim() },
        subject: 'Refund',
      },
    })
    expect(response.status).toBe(201)
    const [found] = await search(word)
    expect(found?.name).toMatch(/^(Erlich ){30,}.*…$/)
  })

  it.each(['%', '_', '\\', "'", '%@%'])(
    'is not found by %s, which means something to a database',
    async sign => {
      await open()
      expect(await search(`x${sign}x`)).toEqual([])
      expect(await search(sign)).toEqual([])
    },
  )

  it('is listed newest first, ten at most unless the request says so', async () => {
    for (let i = 0; i < 12; i++) await open(`list-${i}@${randomUUID()}.example`)
    const all = await search('list-', 99)
    expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).sort((a, b) => b - a))
    expect(await search('list-')).toEqual(all.slice(0, 10))
  })

  it('gets another name, and back the one of its address', async () => {
    const { contactId } = await open(`jian@${randomUUID()}.example`)
    const params = { path: { id: contactId } }
    const { data: renamed } = await server.fernand.PATCH('/contacts/{id}', {
      params,
      body: { name: 'Jian Yang' },
    })
    expectDocumented('fernand', 'updateContact', 200, renamed)
    expect(renamed).toMatchObject({ name: 'Jian Yang', firstname: 'Jian' })
    const { data: read } = await server.fernand.GET('/contacts/{id}', { params })
    expectDocumented('fernand', 'getContact', 200, read)
    expect(read).toEqual(renamed)
    const { data: plain } = await server.fernand.PATCH('/contacts/{id}', { params, body: { name: null } })
    expect(plain?.name).toBe('jian')
  })
})

describe('a draft', () => {
  it('is kept for whom it is, and deleted', async () => {
    const { id } = await open()
    const { data } = await server.fernand.POST('/conversations/{conv_id}/drafts', {
      params: { path: { conv_id: id } },
      body: {
        content: '<p>Hello</p>',
        title: 'Lawyer',
        author_email: 'jared.dunn@demo.example',
        target_id: 42,
      },
    })
    expectDocumented('fernand', 'createDraft', 200, data)
    expect(data).toMatchObject({
      conversation_id: id,
      title: 'Lawyer',
      content: { content: '<p>Hello</p>' },
      author_id: 43,
      target_id: 42,
    })
    const params = { path: { conv_id: id, draft_id: data?.id ?? 0 } }
    const deleted = await server.fernand.DELETE('/conversations/{conv_id}/drafts/{draft_id}', { params })
    expectDocumented('fernand', 'deleteDraft', deleted.response.status, deleted.data)
    const again = await server.fernand.DELETE('/conversations/{conv_id}/drafts/{draft_id}', { params })
    expect([deleted.response.status, again.response.status]).toEqual([204, 404])
  })

  it('of an object is kept as it is, by the agent that the key acts for', async () => {
    const { id } = await open()
    const content = { content: 'x', actions: [{ name: 'status.close', data: {} }] }
    const { data } = await server.fernand.POST('/conversations/{conv_id}/drafts', {
      params: { path: { conv_id: id } },
      body: { content },
    })
    expect(data).toMatchObject({ content, author_id: 42, target_id: null, title: null })
  })
})

describe('what the workspace has', () => {
  it('tells the organization of the key', async () => {
    const { data } = await server.fernand.GET('/organization')
    expectDocumented('fernand', 'getOrganization', 200, data)
    expect(data).toMatchObject({ name: 'Demo shop', slug: 'demo' })
  })

  it('gets a snippet, which a mail then runs', async () => {
    const { data } = await server.fernand.POST('/snippets', {
      body: { title: 'Tag it', actions: [{ name: 'tag', data: { tag: 'vip' } }], shortcut: 'tag-it' },
    })
    expectDocumented('fernand', 'createSnippet', 200, data)
    expect(data).toMatchObject({ title: 'Tag it', applied_count: 0, categories: [0], shortcut: 'tag-it' })
    const content = { content: '<p>Hello</p>', actions: [{ snippet_id: data?.id ?? 0 }] }
    const composed = await server.fernand.POST('/conversations/compose', {
      body: { ...mail, delay: 3600, content },
    })
    expect(composed.data?.actions).toMatchObject([{ name: 'tag', status: 'done', snippet_id: data?.id }])
    const { data: snippets } = await server.fernand.GET('/snippets')
    expect(snippets?.find(({ id }) => id === data?.id)).toMatchObject({ applied_count: 1 })
  })

  it('takes no snippet whose actions are wrong, and tells all that is', async () => {
    const { error } = await server.fernand.POST('/snippets', {
      body: {
        title: 'No',
        actions: [{ name: 'dance' }, { name: 'reply', data: {} }, { name: 'status.close' }],
      },
    })
    expect(error && 'errors' in error && error.errors.map(({ path }) => path)).toEqual([
      '/actions/0/name',
      '/actions/1/data/content',
    ])
  })

  it('gets a tag, once: of ten who make it at once one does', async () => {
    const name = `Tag ${randomUUID()}`
    const made = await Promise.all(
      Array.from({ length: 10 }, () => server.fernand.POST('/tags', { body: { name, color: '#00ff00' } })),
    )
    const [first, ...others] = made.filter(({ data }) => data !== undefined)
    expectDocumented('fernand', 'createTag', 200, first?.data)
    expect([first?.data?.color, others]).toEqual(['#00ff00', []])
    const refused = made.find(({ error }) => error)?.error
    expect(refused && 'errors' in refused && refused.errors).toMatchObject([
      { path: '/name', code: 'unique' },
    ])
    const { data: tags } = await server.fernand.GET('/tags')
    expect(tags?.filter(tag => tag.name === name)).toHaveLength(1)
  })
})

describe('several conversations', () => {
  const bulk = async (body: {
    ids: number[]
    status?: 'CLOSED' | 'SNOOZED' | 'DELETE'
    agent_id?: number | null
  }) => {
    const { data, error, response } = await server.fernand.POST('/conversations/bulk', { body })
    expectDocumented('fernand', 'updateConversations', response.status, data ?? error)
    return { status: response.status, ids: data?.conversations.map(({ id }) => id), data }
  }
  const statusOf = async (id: number) =>
    (await server.fernand.GET('/conversations/{id}', { params: { path: { id } } })).data?.status

  it('change at once, and what is not there is left out', async () => {
    const [one, two] = [(await open()).id, (await open()).id]
    const { ids, data } = await bulk({ ids: [one, 987_654_321, two], status: 'CLOSED', agent_id: 43 })
    expect(ids).toEqual([one, two])
    expect(data?.conversations.map(({ status, agent_id }) => [status, agent_id])).toEqual([
      ['CLOSED', 43],
      ['CLOSED', 43],
    ])
    expect(await statusOf(two)).toBe('CLOSED')
    expect((await bulk({ ids: [one] })).ids).toEqual([one])
  })

  it('stay as they are when the agent does not exist', async () => {
    const { id } = await open()
    expect((await bulk({ ids: [id], status: 'CLOSED', agent_id: 7 })).status).toBe(404)
    expect(await statusOf(id)).toBe('OPENED')
  })

  it('are deleted for good', async () => {
    const [one, two] = [(await open()).id, (await open()).id]
    expect((await bulk({ ids: [one, two], status: 'DELETE' })).ids).toEqual([one, two])
    expect([await statusOf(one), await statusOf(two)]).toEqual([undefined, undefined])
    expect((await bulk({ ids: [one, two], status: 'DELETE' })).ids).toEqual([])
  })
})
