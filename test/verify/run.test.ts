/** What a run sends, and how it weighs what comes. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Api } from '../../server/apis/apis.ts'
import { verify, verifyContract } from '../../verify/index.ts'
import { demoKey, startTestServer, type TestServer } from '../support/server.ts'
import { type Exchange, type Fault, inJson } from '../support/verify/fault.ts'
import { startFaultyServer } from '../support/verify/faulty-proxies.ts'

let server: TestServer
let front: Awaited<ReturnType<typeof startFaultyServer>>
let now: Pick<Fault, 'ask' | 'answer'> = {}
beforeAll(async () => {
  server = await startTestServer()
  front = await startFaultyServer(
    () => server.url,
    () => now,
  )
})
afterAll(async () => {
  await front.stop()
  await server.stop()
})

/** A target whose server does so from now on. */
const targetOf = (api: Api, ways: Pick<Fault, 'ask' | 'answer'>) => {
  now = ways
  return { api, baseUrl: front.url, key: demoKey[api] }
}

it('what is documented fails, what is described warns, what is assumed is a note; strictly all fails', async () => {
  const target = targetOf('atender', {
    answer: one => {
      one.status = 500
    },
  })
  const severities = async (only: RegExp, strict = false) =>
    (await verify(target, { only, strict })).results.flatMap(({ told }) =>
      told.map(({ severity }) => severity),
    )
  expect(await severities(/takes the example ConversationCreateMinimal/)).toEqual(['failure'])
  expect(await severities(/listConversations: reads/)).toEqual(['warning'])
  expect(await severities(/listCustomFields: reads/)).toEqual(['note'])
  expect(await severities(/listCustomFields: reads/, true)).toEqual(['failure'])
})

it('one mistake is told once, and the other cases that it breaks say where', async () => {
  const target = targetOf('atender', { answer: inJson(201, body => delete body.status) })
  const { results } = await verify(target, { only: /takes the example|used before/ })
  expect(results.map(({ outcome }) => outcome)).toEqual(['broken', 'broken', 'broken'])
  expect(results.map(({ told, again }) => [told.length, again])).toEqual([
    [1, undefined],
    [0, [results[0]?.name]],
    [0, [results[0]?.name]],
  ])
})

it('without leave to write nothing is sent but what reads', async () => {
  const methods = new Set<string>()
  const target = targetOf('fernand', { ask: ({ method }) => void methods.add(method) })
  const { results, created } = await verify({ ...target, allowWrites: false, budget: 700 })
  expect([...methods]).toEqual(['GET'])
  expect(created).toEqual([])
  const notRun = results.filter(({ outcome }) => outcome === 'not run')
  expect(new Set(notRun.map(({ reason }) => reason))).toEqual(
    new Set([
      ...['it needs --smtp-listen', 'it needs --other-key', 'it may write: --allow-writes'],
      'no answer was a 429',
    ]),
  )
  expect(results.length - notRun.length).toBeGreaterThan(50)
})

it('the same seed makes the same requests, another one others', async () => {
  const bodies: string[] = []
  const target = targetOf('atender', {
    ask: ({ body }) => {
      // What marks the run differs.
      if (body !== '') bodies.push(body.replace(/verify[- ][0-9a-f]{8}/g, 'verify'))
    },
  })
  const sent = async (seed: number) => {
    bodies.length = 0
    await verify({ ...target, seed }, { only: /createOutboundConversation: takes a random body/ })
    return bodies.toSorted()
  }
  const first = await sent(7)
  expect(first.length).toBe(10)
  expect(new Set(first).size).toBe(10)
  expect(await sent(7)).toEqual(first)
  expect(await sent(8)).not.toEqual(first)
})

it('the cases run in any test runner, and throw what is wrong', async () => {
  const target = targetOf('atender', { answer: inJson(201, body => delete body.status) })
  const cases = verifyContract(target, {
    only: /ConversationCreateMinimal|a tag that does not exist|listTags: reads|is told, signed/,
  })
  const outcomes = await Promise.all(cases.map(({ run }) => run().catch(error => (error as Error).message)))
  const missing = expect.stringContaining("required property 'status'")
  expect(cases.map(({ name }, index) => [name, outcomes[index]])).toEqual([
    ['listTags: reads', true],
    ['createOutboundConversation: takes the example ConversationCreateMinimal', missing],
    ['a tag that does not exist is ignored', missing],
    ['conversation.created is told, signed with the secret', false],
  ])
})

it('what must be refused names nothing that is there, and would write to no stranger', async () => {
  const sent: Exchange[] = []
  const target = targetOf('fernand', { answer: one => void sent.push({ ...one }) })
  await verify(target, { only: /^(?!.*: takes ).*(body|key|: a )/ })
  const written = sent.filter(({ asked, status }) => asked.method !== 'GET' && status >= 400)
  const bodies = written.map(({ asked }) => asked.body)
  expect(written.length).toBeGreaterThan(300)
  expect(bodies.filter(body => body.includes('raviga-capital.com'))).toEqual([])
  expect(bodies.filter(body => /"ids":\[[1-9]\d{0,5}[,\]]/.test(body))).toEqual([])
  expect(written.filter(({ asked }) => /\/\d{1,6}(\/|\?|$)/.test(asked.path))).toEqual([])
  const mails = written.filter(({ asked }) => asked.path === '/conversations/compose')
  const delays = mails.flatMap(({ asked }) => /"delay":(\d+)[,}]/.exec(asked.body)?.[1] ?? [])
  expect(delays.filter(delay => delay === '86400').length).toBeGreaterThan(50)
})
