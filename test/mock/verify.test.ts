import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { startMock } from '../../mock/start.ts'
import type { Api } from '../../server/apis/apis.ts'
import { verify } from '../../verify/index.ts'
import { demoKey } from '../support/server.ts'
import { tellMatrix } from '../support/verify/matrix.ts'

it.each(['atender', 'fernand'] as Api[])(
  'the mock keeps the contract of %s, in every case that it can',
  async api => {
    const mock = await startMock({ host: '127.0.0.1', port: 0 }, pino({ level: 'silent' }))
    onTestFinished(() => mock.stop())
    const target = { api, baseUrl: mock.url, key: demoKey[api], allowWrites: true, budget: 10_000 }
    const report = await verify(target, { strict: true, lacks: ['memory', 'keys'] })
    tellMatrix('the mock', report)
    const { results } = report
    expect(results.flatMap(({ told }) => told.map(({ rule, came }) => [rule, came]))).toEqual([])
    const reasons = new Set(
      results.filter(({ outcome }) => outcome === 'not run').map(({ reason }) => reason),
    )
    for (const reason of reasons)
      expect(reason).toMatch(/^not applicable: it needs |^it needs --|^no answer was a 429$/)
    expect(results.filter(({ outcome }) => outcome === 'kept').length).toBeGreaterThan(500)
  },
)
