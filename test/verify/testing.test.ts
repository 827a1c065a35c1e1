/** The matcher and the check of recorded answers, as other test suites use them. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ContractMatchers, checkFixture, toMatchContract } from '../../verify/testing/index.ts'
import { runScript, temporaryFolder } from '../support/process.ts'
import { conversation, demoKey, startTestServer, type TestServer } from '../support/server.ts'

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown>
    extends ContractMatchers {}
}

expect.extend({ toMatchContract })

const contact = {
  ...{ id: '1', email: 'a@b.example', name: 'A', phone: null },
  ...{ createdAt: '2026-11-30T10:00:00Z', updatedAt: '2026-11-30T10:00:00Z' },
}
const fits = { id: '1', externalReference: 'r', status: 'active' }

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const messageOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'It passed.',
    (error: Error) => error.message,
  )

describe('toMatchContract', () => {
  it('takes a Response, and leaves it to be read', async () => {
    const response = await fetch(`${server.url}/v1/conversations/outbound`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${demoKey.atender}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(conversation('matched')),
    })
    await expect(response).toMatchContract('atender', 'createOutboundConversation', 201)
    expect(await response.json()).toMatchObject({ externalReference: 'matched' })
  })

  it('takes what the generated client answers', async () => {
    const answer = await server.fernand.GET('/tags')
    await expect(answer).toMatchContract('fernand', 'listTags')
    const refused = await server.atender.GET('/v1/contacts/{id}', { params: { path: { id: 'none' } } })
    await expect(refused).toMatchContract('atender', 'getContact', 404)
  })

  it.each([
    ['of a plain object', { status: 200, body: contact }],
    ['of axios', { status: 200, headers: { 'content-type': 'application/json' }, data: contact }],
    ['of supertest', { status: 200, headers: {}, body: {}, text: JSON.stringify(contact) }],
  ])('takes an answer %s', async (_, received) => {
    const named = { ...received, headers: { 'content-type': 'application/json' } }
    await expect(named).toMatchContract('atender', 'getContact', 200)
  })

  it('says what is wrong, all of it, and where the contract says so', async () => {
    const { name: _, ...unnamed } = contact
    const received = { status: 200, body: { ...unnamed, id: 7, surprise: true } }
    const message = await messageOf(expect(received).toMatchContract('atender', 'getContact', 201))
    expect(message).toContain('The answer breaks the contract of atender getContact:')
    expect(message).toContain('the status: expected 201; came 200')
    expect(message).toContain("must have required property 'name'")
    expect(message).toContain('response body/id: type: expected must be string; came 7')
    expect(message).toContain('response body/surprise: an undocumented member')
    expect(message).toContain('(assumed, /components/schemas/Contact/')
    await expect(received).not.toMatchContract('atender', 'getContact')
  })

  it('tells an operation and an answer that are none', async () => {
    expect(await messageOf(expect({ status: 200 }).toMatchContract('atender', 'getContacts'))).toMatch(
      /^atender has no operation getContacts: createOutboundConversation, /,
    )
    expect(await messageOf(expect('hello').toMatchContract('atender', 'getContact'))).toBe('It is no answer.')
    const read = new Response('{}')
    await read.text()
    expect(await messageOf(expect(read).toMatchContract('atender', 'getContact'))).toMatch(/was read before/)
  })
})

describe('check-fixtures', () => {
  it('knows what a file answers by its name, by itself, and by what it is told', async () => {
    const text = JSON.stringify(fits)
    const answers = async (name: string, content: string, hints = {}) =>
      (await checkFixture(name, content, hints)).map(({ api, answers, reason, breaches }) => [
        answers ? `${api} ${answers}` : reason,
        breaches.length,
      ])
    const created = [['atender createOutboundConversation 201', 0]]
    expect(await answers('src/createOutboundConversation.201.json', text)).toEqual(created)
    expect(await answers('mocks/atender/createOutboundConversation/201.json', text)).toEqual(created)
    expect(await answers('a.json', text, { operationId: 'createOutboundConversation' })).toEqual(created)
    const own = { api: 'atender', operationId: 'createOutboundConversation', status: 201, body: fits }
    expect(await answers('a.json', JSON.stringify(own))).toEqual(created)
    expect(await answers('a.json', text)).toEqual([['nothing says which operation it answers', 0]])
    expect(await answers('listTags.json', '[]')).toEqual([
      ['listTags is an operation of both APIs: say which', 0],
    ])
    expect(await answers('fernand/listTags.json', '{"tags":1}')).toEqual([
      ['fernand listTags 200', expect.any(Number)],
    ])
    expect(await answers('a.json', 'null', { operationId: 'nothing' })).toEqual([
      ['there is no operation nothing', 0],
    ])
  })

  it('reads the answers of a HAR file, each by its request', async () => {
    const entry = (method: string, url: string, status: number, body: unknown) => ({
      request: { method, url },
      response: {
        status,
        headers: [
          { name: ':status', value: String(status) },
          { name: 'content-type', value: 'application/json' },
        ],
        content: { text: btoa(JSON.stringify(body)), encoding: 'base64' },
      },
    })
    const entries = [
      entry('POST', 'https://desk.example/v1/conversations/outbound', 201, fits),
      entry('GET', 'https://desk.example/v1/contacts/1', 200, { ...contact, name: 7 }),
      entry('GET', 'https://cdn.example/logo.png', 200, {}),
    ]
    const results = await checkFixture('session.har', JSON.stringify({ log: { entries } }))
    expect(
      results.map(({ name, answers, breaches }) => [name, answers, breaches.map(({ rule }) => rule)]),
    ).toEqual([
      ['session.har #1', 'createOutboundConversation 201', []],
      ['session.har #2', 'getContact 200', ['response body/name: type']],
    ])
  })

  it('is a command that ends with 1 where one does not fit, and with 2 where there is none', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'deep'))
    const write = (name: string, body: unknown) => writeFileSync(join(folder, name), JSON.stringify(body))
    write('deep/createOutboundConversation.201.json', fits)
    const run = async (...args: string[]) => {
      const child = runScript('cli/main.js', {}, undefined, ['check-fixtures', ...args])
      return { code: await child.exited, stdout: child.stdout(), stderr: child.stderr() }
    }
    const all = join(folder, '**/*.json')
    expect(await run(all)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('1 fit, 0 do not, 0 were not'),
    })
    write('createOutboundConversation.409.json', { error: 'reference_taken' })
    const broken = await run(all)
    expect(broken).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('1 fit, 1 do not, 0 were not looked at'),
    })
    expect(broken.stdout).toContain("must have required property 'message'")
    expect(await run(join(folder, '*.txt'))).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^There is no file /),
    })
    expect((await run(all, '--api', 'other')).code).toBe(2)
  })
})
