/** What the vendors print has the schemas of the contracts, and nobody who pastes it is refused. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createFernandClient } from '../../client/fernand.ts'
import { createMock } from '../../mock/index.ts'
import { apis } from '../../server/apis/apis.ts'
import { expectDocumented } from '../support/contract.ts'

interface Sample {
  operation: keyof typeof apis.fernand.operations
  page: string
  answer?: unknown
  status?: number
  request?: unknown
}
const samples = JSON.parse(
  readFileSync(new URL('../fixtures/fernand-printed.json', import.meta.url), 'utf8'),
) as Sample[]
const answers = samples.filter(one => one.answer !== undefined)
const requests = samples.filter(one => one.request !== undefined)

const filled = (path: string) => path.replaceAll(/\{\w+\}/g, '1')

describe('an answer that a page prints', () => {
  it.each(answers.map(one => [one.operation, one.page, one] as const))(
    'of %s has the schema (%s)',
    (operation, _page, { status = 0, answer }) => {
      expectDocumented('fernand', operation, status, answer)
    },
  )

  it.each(answers.map(one => [one.operation, one.page, one] as const))(
    'of %s is one for the client (%s)',
    async (operation, _page, { status = 0, answer }) => {
      const client = createFernandClient({
        apiKey: 'sk_x',
        platform: { fetch: async () => Response.json(answer, { status }) },
      })
      const { method, path } = apis.fernand.operations[operation]
      const call = client[method.toUpperCase() as 'GET'] as unknown as (
        path: string,
        init: object,
      ) => Promise<{ ok: boolean; kind?: string }>
      const result = await call(path, {
        params: { path: { id: 1, note_id: 1, tag: 'x', conv_id: 1, draft_id: 1 } },
        ...(method === 'get' ? {} : { body: {} }),
      })
      expect(result).toMatchObject(status === 200 ? { ok: true } : { kind: 'problem', status })
    },
  )
})

describe('a request that a page prints', () => {
  const mock = createMock()

  it.each(requests.map(one => [one.operation, one.page, one] as const))(
    'of %s is taken (%s)',
    async (operation, _page, { request }) => {
      const { method, path } = apis.fernand.operations[operation]
      const response = await mock.fetch(`http://mock${filled(path)}`, {
        method: method.toUpperCase(),
        headers: { 'X-API-Key': 'sk_x', 'Content-Type': 'application/json' },
        body: JSON.stringify(request),
      })
      expect([response.status, await response.json()]).toEqual([200, expect.anything()])
    },
  )
})
