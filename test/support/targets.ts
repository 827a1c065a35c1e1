import { pino } from 'pino'
import { startMock } from '../../mock/start.ts'
import { startTestServer } from './server.ts'

/** What answers by the contracts. A rule of the contracts is tested on each of them. */
export const targets = {
  server: () => startTestServer(),
  mock: () => startMock({ host: '127.0.0.1', port: 0 }, pino({ level: 'silent' })),
}

export type TargetName = keyof typeof targets
