import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, apis } from '../../server/apis/apis.ts'
import { badRequests } from '../support/bad-requests.ts'
import { expectDocumented } from '../support/contract.ts'
import { demoKey } from '../support/server.ts'
import { targets } from '../support/targets.ts'

const headers = {
  Authorization: `Bearer ${demoKey.atender}`,
  'X-API-Key': demoKey.fernand,
  'Content-Type': 'application/json',
}

let server: { url: string; stop(): Promise<void> }
beforeAll(async () => {
  server = await targets.server()
})
afterAll(() => server.stop())

const all = (Object.keys(apis) as Api[]).flatMap(api => badRequests(api).map(bad => ({ api, ...bad })))

// That the mock refuses each of them in the same words is seen in test/mock/refusals.test.ts.
describe('every keyword of the contracts', () => {
  it.each(all)('refuses $api $name', async ({ api, operationId, method, path, body, expected }) => {
    const response = await fetch(server.url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const answer = await response.json()
    expect([response.status, answer]).toEqual([400, expect.anything()])
    expectDocumented(api, operationId, 400, answer)
    expect(answer.errors).toContainEqual(expect.objectContaining(expected))
  })
})
