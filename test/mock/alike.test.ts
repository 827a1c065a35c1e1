/** The mock for browsers beside the mock, which Prism answers. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createPortable } from '../../mock/browser/portable.ts'
import { createMock } from '../../mock/index.ts'
import { tableOf } from '../../mock/table.ts'
import { type Api, apis } from '../../server/apis/apis.ts'
import { expectDocumented, expectLimitHeaders } from '../support/contract.ts'
import { operationRequests } from '../support/operation-requests.ts'
import { refusedRequests } from '../support/refused-requests.ts'

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

it.each(Object.keys(apis) as Api[])(
  'refuses what breaks the contract of %s to the byte',
  async api => {
    for (const { name, method, path, headers, body } of refusedRequests(api)) {
      // Below no path of the API, it is not the API's to answer.
      if (/^\/[A-Z]/.test(path)) continue
      const init = { method, headers, ...(body === undefined ? {} : { body }) }
      const told = await read(await mock.fetch(`http://mock${path}`, init))
      const answer = await read(await portable[api](new Request(`http://mock${path}`, init)))
      expect([name, answer]).toEqual([name, told])
    }
  },
  240_000,
)

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
