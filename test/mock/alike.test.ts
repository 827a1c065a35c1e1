/** The mock for browsers beside the mock, which Prism answers; refusals.test.ts has what both refuse. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createPortable } from '../../mock/browser/portable.ts'
import { createMock } from '../../mock/index.ts'
import { tableOf } from '../../mock/table.ts'
import { apis } from '../../server/apis/apis.ts'
import { expectDocumented, expectLimitHeaders } from '../support/contract.ts'
import { operationRequests } from '../support/operation-requests.ts'

const mock = createMock()
const portable = { atender: createPortable('atender', ''), fernand: createPortable('fernand', '') }
// Examples are moved to now.
beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'] }))
afterAll(() => void vi.useRealTimers())

/** What a caller is told; how long it is and who was asked are of the connection. */
async function read(response: Response) {
  const own = [...response.headers].filter(
    ([name]) =>
      !/^(content-length|date|x-request-id|connection|keep-alive|vary|access-control-.*)$/.test(name),
  )
  return { status: response.status, headers: Object.fromEntries(own), body: await response.text() }
}

const tables = { atender: tableOf(apis.atender.contract), fernand: tableOf(apis.fernand.contract) }
const wishes = operationRequests.flatMap(request => {
  const answers = [...(tables[request.api].get(request.id)?.answers ?? [])]
  return [
    { ...request, prefer: undefined, status: undefined },
    ...answers.flatMap(([key, { examples }]) => {
      const status = key === 'default' ? 503 : Number(key)
      return [undefined, ...examples.keys()].map(example => ({
        ...request,
        status,
        prefer: [`code=${status}`, ...(example === undefined ? [] : [`example=${example}`])].join(', '),
      }))
    }),
  ]
})

it.each(wishes.map(one => [one.api, one.id, one.prefer ?? 'nothing', one] as const))(
  'answers %s %s with %s preferred',
  async (api, id, _prefer, { path, init, prefer, status }) => {
    const headers = { ...init.headers, ...(prefer === undefined ? {} : { Prefer: prefer }) }
    const told = await read(await mock.fetch(`http://mock${path}`, { ...init, headers }))
    const answer = await read(await portable[api](new Request(`http://mock${path}`, { ...init, headers })))
    expect(answer).toEqual(told)
    if (status !== undefined) expect(told.status).toBe(status)
    if (status === 429) expectLimitHeaders(api, new Headers(told.headers))
    const isJson = told.headers['content-type']?.startsWith('application/json')
    expectDocumented(api, id, told.status, isJson ? JSON.parse(told.body) : undefined)
  },
)
