/** Opening a conversation exactly once, whatever happens between the client and the server. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { createAtenderClient, orThrow, sendOutbound } from '../../client/atender.ts'
import { startFlakyProxy } from '../support/flaky-proxy.ts'
import { conversation, demoKey, startTestServer } from '../support/server.ts'
import { timed } from '../support/timed.ts'

async function setUp() {
  const server = await startTestServer()
  const proxy = await startFlakyProxy(server.url)
  onTestFinished(async () => {
    await proxy.stop()
    await server.stop()
  })
  const options = { baseUrl: proxy.url, policy: { backoffMs: 1 } }
  const client = createAtenderClient({ ...options, apiKey: demoKey.atender })
  const stored = async (externalReference: string) => {
    const { data } = orThrow(
      await client.GET('/v1/conversations', { params: { query: { externalReference } } }),
    )
    return data
  }
  return { proxy, client, stored, options }
}

describe('sendOutbound', () => {
  it('creates, and says so', async () => {
    const { client } = await setUp()
    expect(await sendOutbound(client, conversation('a'))).toMatchObject({
      outcome: 'created',
      conversation: { externalReference: 'a', status: 'active' },
      failure: null,
    })
  })

  it.each([
    ['the connection is dropped after the server committed', ['drop-after']],
    [
      'the connection is dropped before the server heard anything, and after it committed',
      ['drop-before', 'drop-after'],
    ],
    ['a proxy answers 502 in HTML after the server committed', ['html-502-after']],
    ['the answer breaks off in its middle', ['cut-answer']],
  ] as const)('never creates twice when %s', async (_what, mishaps) => {
    const { proxy, client, stored } = await setUp()
    proxy.mishaps.push(...mishaps)
    const sent = await sendOutbound(client, conversation('b'))
    expect(sent).toMatchObject({ outcome: 'already-existed', conversation: { externalReference: 'b' } })
    expect(proxy.requests.filter(line => line.startsWith('POST'))).toHaveLength(mishaps.length + 1)
    expect(await stored('b')).toEqual([sent.conversation])
  })

  it('says that a reference was used before', async () => {
    const { client } = await setUp()
    const first = await sendOutbound(client, conversation('c'))
    const second = await sendOutbound(client, { ...conversation('c'), subject: 'Other' })
    expect(second).toEqual({ outcome: 'already-existed', conversation: first.conversation, failure: null })
  })

  it('gives up unconfirmed when nothing gets through, and can be called again', async () => {
    const { proxy, client } = await setUp()
    proxy.mishaps.push('drop-after', 'drop-before', 'drop-before', 'drop-before')
    expect(await sendOutbound(client, conversation('d'))).toMatchObject({
      outcome: 'unconfirmed',
      failure: { kind: 'network', status: null, attempts: 4, unanswered: 4 },
    })
    expect(await sendOutbound(client, conversation('d'))).toMatchObject({ outcome: 'already-existed' })
  })

  it('is unconfirmed when it exists and cannot be read', async () => {
    const { proxy, client } = await setUp()
    proxy.mishaps.push('drop-after', 'none', 'drop-before', 'drop-before', 'drop-before', 'drop-before')
    expect(await sendOutbound(client, conversation('e'))).toMatchObject({
      outcome: 'unconfirmed',
      conversation: null,
      failure: { kind: 'network' },
    })
  })

  it('tells each refusal apart, without a repetition', async () => {
    const { proxy, client, options } = await setUp()
    const body = conversation('f')
    const wrong = await sendOutbound(client, { ...body, contact: { email: 'nobody' } })
    expect(wrong).toMatchObject({
      outcome: 'invalid',
      failure: { status: 400, error: { errors: [{ path: '/contact/email' }] } },
    })
    const stranger = createAtenderClient({ ...options, apiKey: 'sa_test_stranger' })
    expect(await sendOutbound(stranger, body)).toMatchObject({ outcome: 'unauthorized' })
    const reader = createAtenderClient({ ...options, apiKey: demoKey.readonly })
    expect(await sendOutbound(reader, body)).toMatchObject({ outcome: 'forbidden', failure: { attempts: 1 } })
    const huge = { ...body, outboundContext: { metadata: { text: 'x'.repeat(2_200_000) } } }
    expect(await sendOutbound(client, huge)).toMatchObject({ outcome: 'too-large' })
    expect(proxy.requests).toHaveLength(4)
  })

  it('does not take a limit for a refusal when an attempt before it may have been carried out', async () => {
    const { proxy, client } = await setUp()
    proxy.mishaps.push('drop-after', '429', '429', '429')
    expect(await sendOutbound(client, conversation('g'))).toMatchObject({
      outcome: 'unconfirmed',
      failure: { status: 429 },
    })
    proxy.mishaps.push('429', '429', '429', '429')
    expect(await sendOutbound(client, conversation('h'))).toMatchObject({ outcome: 'rate-limited' })
  })

  it('ends with its signal and its deadline', timed, async () => {
    const { proxy, client } = await setUp()
    proxy.mishaps.push('hang')
    const signal = AbortSignal.timeout(50)
    expect(await sendOutbound(client, conversation('i'), { signal })).toMatchObject({
      failure: { kind: 'aborted', attempts: 1 },
    })
    proxy.mishaps.push('hang', 'hang', 'hang', 'hang')
    const started = performance.now()
    const late = await sendOutbound(client, conversation('j'), { deadlineMs: 300, attemptTimeoutMs: 100 })
    expect(late).toMatchObject({ outcome: 'unconfirmed', failure: { kind: 'timeout' } })
    expect(performance.now() - started).toBeLessThan(1000)
  })
})
