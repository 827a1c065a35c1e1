import { expect, it } from 'vitest'
import { createMock } from '../../mock/index.ts'
import { operationRequests } from '../support/operation-requests.ts'

const mock = createMock()
const origin = 'http://app.example'
const headers = 'authorization,content-type,prefer,x-api-key'
const cases = operationRequests.map(one => [one.api, one.id, one] as const)

it.each(cases)(
  'a page may send %s %s with every header of it, and read the answer',
  async (_api, _id, request) => {
    const { path, init } = request
    const preflight = await mock.fetch(`http://mock${path}`, {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': init.method,
        'Access-Control-Request-Headers': headers,
      },
    })
    expect(preflight.status).toBe(204)
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': headers,
      'access-control-allow-methods': expect.stringContaining(init.method),
    })
    for (const status of [undefined, ...request.facts.statuses]) {
      const prefer = status === undefined ? {} : { Prefer: `code=${status}` }
      const answer = await mock.fetch(`http://mock${path}`, {
        ...init,
        headers: { ...init.headers, ...prefer, Origin: origin },
      })
      expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
      const exposed = answer.headers.get('access-control-expose-headers')?.toLowerCase().split(/, */)
      const own = [...answer.headers.keys()].filter(name =>
        /^x-|^retry-after$|^content-disposition$/.test(name),
      )
      // What guards a downloaded file is for the browser, not for the page.
      const told = own.filter(name => name !== 'x-content-type-options')
      expect(exposed).toEqual(expect.arrayContaining(told))
    }
  },
)
