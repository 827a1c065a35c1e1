import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Api, apis } from '../../server/apis/apis.ts'
import { type RefusedRequest, refusedRequests } from '../support/refused-requests.ts'
import { targets } from '../support/targets.ts'

type Running = { url: string; stop(): Promise<void> }

let server: Running
let mock: Running
beforeAll(async () => {
  server = await targets.server()
  mock = await targets.mock()
})
afterAll(() => Promise.all([server.stop(), mock.stop()]))

/** All that may differ between two answers to the same request: its name. */
async function answer({ url }: Running, { method, path, headers, body }: RefusedRequest) {
  const response = await fetch(url + path, { method, headers, ...(body === undefined ? {} : { body }) })
  const named = ['allow', 'content-type', 'www-authenticate'].map(name => response.headers.get(name))
  return { status: response.status, headers: named, body: await response.text() }
}

const all = (Object.keys(apis) as Api[]).map(api => [api, refusedRequests(api)] as const)

it.each(all)(
  'the mock refuses what breaks the contract of %s as the server does, to the byte',
  async (_, requests) => {
    for (const request of requests) {
      const { name, status } = request
      const told = await answer(server, request)
      expect([name, told.status]).toEqual([name, status])
      expect([name, await answer(mock, request)]).toEqual([name, told])
    }
  },
  240_000,
)

it('these are several hundred requests, with every status that the contract alone decides', () => {
  const requests = all.flatMap(([, some]) => some)
  expect(requests.length).toBeGreaterThan(500)
  expect(new Set(requests.map(({ status }) => status))).toEqual(new Set([400, 401, 404, 405, 413, 415]))
})
