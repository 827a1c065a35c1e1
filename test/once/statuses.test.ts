import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Api } from '../../server/apis/apis.ts'
import { expectDocumented, expectLimitHeaders } from '../support/contract.ts'
import { temporaryFolder } from '../support/process.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { type SmtpReceiver, startSmtpReceiver } from '../support/smtp-receiver.ts'
import { atenderRequests, prepareAtender } from '../support/statuses/atender.ts'
import { fernandRequests, prepareFernand } from '../support/statuses/fernand.ts'
import { workspace } from '../support/statuses/requests.ts'

const cases = Object.entries({ atender: atenderRequests, fernand: fernandRequests }).flatMap(
  ([api, byOperation]) =>
    Object.entries(byOperation).flatMap(([id, byStatus]) =>
      Object.entries(byStatus as Record<string, () => Promise<Response>>).map(
        ([status, request]) => [api as Api, id, Number(status), request] as const,
      ),
    ),
)

/** Undefined when there is none, or a file. */
async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  return isJson ? JSON.parse(text) : undefined
}

describe('the server answers every documented status, with its documented body', () => {
  const held: (() => void)[] = []
  const slow = {
    holding: () => held.length,
    letGo() {
      for (const release of held.splice(0)) release()
    },
  }
  let receiver: SmtpReceiver
  let server: TestServer
  beforeAll(async () => {
    receiver = await startSmtpReceiver({
      message: ({ envelope }) =>
        envelope.to.includes('slow@b.example')
          ? new Promise(resolve => held.push(() => resolve(undefined)))
          : undefined,
    })
    const file = join(temporaryFolder(), 'workspace.yaml')
    writeFileSync(file, workspace)
    server = await startTestServer({ workspace: file, smtp: receiver.options })
    await prepareAtender(server)
    await prepareFernand(server, slow)
  })
  afterAll(async () => {
    slow.letGo()
    await server.stop()
    await receiver.stop()
  })

  it.each(cases)('%s %s %d', async (api, id, status, request) => {
    const response = await request()
    const body = await bodyOf(response)
    expect([response.status, body]).toEqual([status, body])
    expectDocumented(api, id, status, body)
    if (status === 429) expectLimitHeaders(api, response.headers)
  })

  it('a key of the tier custom has the limits that its tenant has negotiated', async () => {
    const statuses: [number, string | null][] = []
    for (let i = 0; i < 4; i++) {
      const { status, headers } = await fetch(`${server.url}/v1/conversations`, {
        headers: { Authorization: 'Bearer sa_test_custom' },
      })
      statuses.push([status, headers.get('x-ratelimit-limit')])
    }
    expect(statuses).toEqual([...Array(3).fill([200, '2']), [429, '2']])
  })

  it('requests within the limit are told where the key stands', async () => {
    const atenderAnswer = await fetch(`${server.url}/v1/conversations`, {
      headers: { Authorization: 'Bearer sa_test_starter' },
    })
    expect(atenderAnswer.headers.get('x-ratelimit-limit')).toBe('60')
    const fernandAnswer = await fetch(`${server.url}/conversations/1`, {
      headers: { 'X-API-Key': 'sk_standard' },
    })
    expect(fernandAnswer.headers.get('x-ratelimit-limit')).toBe('20')
    expect(fernandAnswer.headers.get('x-ratelimit-remaining')).toMatch(/^\d+$/)
  })
})
