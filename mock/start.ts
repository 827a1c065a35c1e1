import type { Logger } from 'pino'
import { createMock } from './index.ts'

/**
 * Starts the mock on a port: both APIs, answers from the contracts' examples, nothing kept.
 *
 * @throws StartError when the port cannot be opened
 */
export async function startMock(
  {
    host,
    port,
    ...options
  }: { host: string; port: number; corsOrigins?: readonly string[] | undefined; control?: boolean },
  logger: Logger,
): Promise<{ url: string; stop(): Promise<void> }> {
  const mock = createMock({ logger, ...options })
  const url = await mock.listen({ host, port, variable: 'MOCK_PORT' })
  return { url, stop: () => mock.close() }
}
