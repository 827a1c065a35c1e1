import { afterAll, beforeAll, expect, it } from 'vitest'
import { createPortable } from '../../mock/browser/portable.ts'
import { type Api, apis } from '../../server/apis/apis.ts'
import { expectDocumented } from '../support/contract.ts'
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

/** The mock for browsers, where there is no port. */
const portable = { atender: createPortable('atender', ''), fernand: createPortable('fernand', '') }

/** All that may differ between two answers to the same request: its name. */
async function read(response: Response) {
  const named = ['allow', 'content-type', 'www-authenticate'].map(name => response.headers.get(name))
  return { status: response.status, headers: named, body: await response.text() }
}

const initOf = ({ method, headers, body }: RefusedRequest) => ({
  method,
  headers,
  ...(body === undefined ? {} : { body }),
})
const ask = async ({ url }: Running, request: RefusedRequest) =>
  await read(await fetch(url + request.path, initOf(request)))

const all = (Object.keys(apis) as Api[]).map(api => [api, refusedRequests(api)] as const)

it.each(all)(
  'the server names what breaks the contract of %s, and both mocks refuse it in the same words, to the byte',
  async (api, requests) => {
    const compared = new Set<string>()
    for (const request of requests) {
      const { name, status, path, broken } = request
      const told = await ask(server, request)
      expect([name, told.status]).toEqual([name, status])
      if (broken) {
        const answer = JSON.parse(told.body)
        expectDocumented(api, broken.operationId, 400, answer)
        expect([name, ...answer.errors]).toContainEqual(expect.objectContaining(broken.expected))
      }
      // The words for a keyword are the same wherever it stands; each operation and each keyword is compared, not each pair.
      const [operation, keyword] = [broken?.operationId ?? name, broken?.expected.code ?? name]
      if (compared.has(operation) && compared.has(keyword)) continue
      compared.add(operation).add(keyword)
      expect([name, await ask(mock, request)]).toEqual([name, told])
      // Below no path of the API, it is not the API's to answer.
      if (/^\/[A-Z]/.test(path)) continue
      const answer = await portable[api](new Request(`http://mock${path}`, initOf(request)))
      expect([name, await read(answer)]).toEqual([name, told])
    }
  },
  240_000,
)

it('these are several hundred requests, with every status that the contract alone decides', () => {
  const requests = all.flatMap(([, some]) => some)
  expect(requests.length).toBeGreaterThan(500)
  expect(requests.filter(({ broken }) => broken).length).toBeGreaterThan(500)
  expect(new Set(requests.map(({ status }) => status))).toEqual(new Set([400, 401, 404, 405, 413, 415]))
})
