import { describe, expect, it } from 'vitest'
import { createPortable } from '../../mock/browser/portable.ts'
import { createMock } from '../../mock/index.ts'
import { type Api, apis } from '../../server/face/apis.ts'
import { expectDocumented } from '../support/contract.ts'
import { operationRequests } from '../support/operation-requests.ts'
import { refusedRequests } from '../support/refused-requests.ts'

const mock = createMock()
const portable = { atender: createPortable('atender', ''), fernand: createPortable('fernand', '') }

const read = async (response: Response) => ({
  status: response.status,
  headers: ['allow', 'content-type', 'www-authenticate'].map(name => response.headers.get(name)),
  body: await response.text(),
})

describe('without Node, as in a browser, the mock', () => {
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

  it.each(operationRequests.map(one => [one.api, one.id, one] as const))(
    'answers every documented status of %s %s',
    async (api, id, { path, init, facts }) => {
      for (const status of [undefined, ...facts.statuses]) {
        const headers = { ...init.headers, ...(status === undefined ? {} : { Prefer: `code=${status}` }) }
        const response = await portable[api](new Request(`http://mock${path}`, { ...init, headers }))
        if (status !== undefined) expect(response.status).toBe(status)
        const isJson = response.headers.get('content-type')?.startsWith('application/json')
        expectDocumented(api, id, response.status, isJson ? await response.json() : undefined)
      }
    },
  )
})
