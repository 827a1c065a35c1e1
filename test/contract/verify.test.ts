import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Api } from '../../server/apis/apis.ts'
import { verify } from '../../verify/index.ts'
import { demoKey, startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

it.each(['atender', 'fernand'] as Api[])('the server keeps the contract of %s, in every case', async api => {
  const target = { api, baseUrl: server.url, key: demoKey[api], allowWrites: true, budget: 10_000 }
  const { results, requests } = await verify(target, { strict: true })
  expect(results.flatMap(({ told }) => told.map(({ rule, came }) => [rule, came]))).toEqual([])
  const reasons = results.filter(({ outcome }) => outcome === 'not run').map(({ reason }) => reason)
  // The keys of the demo workspace may ask as often as they like.
  expect(reasons).toEqual(['no answer was a 429'])
  expect(requests).toBeGreaterThan(500)
})
