import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Api } from '../../server/apis/apis.ts'
import { verify } from '../../verify/index.ts'
import { engine } from '../support/database.ts'
import { tellMatrix } from '../support/verify/matrix.ts'
import { startVerifiedServer, type VerifiedServer } from '../support/verify/verified-server.ts'

let server: VerifiedServer
beforeAll(async () => {
  server = await startVerifiedServer()
})
afterAll(() => server.stop())

it.each(['atender', 'fernand'] as Api[])('the server keeps the contract of %s, in every case', async api => {
  const { listening } = server
  const report = await verify({ ...server.targetOf(api), seed: 20_261_130 }, { strict: true, listening })
  tellMatrix(engine, report)
  expect(report.results.flatMap(({ told }) => told.map(({ rule, came }) => [rule, came]))).toEqual([])
  const notRun = report.results.filter(({ outcome }) => outcome === 'not run')
  // The keys of the demo workspace may ask as often as they like.
  expect(notRun.map(({ reason }) => reason)).toEqual(['no answer was a 429'])
  expect(report.requests).toBeGreaterThan(800)
})
