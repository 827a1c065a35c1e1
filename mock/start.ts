import type { Logger } from 'pino'
import { createMock } from './index.ts'

/**
 * Starts the mock on a port: both APIs, answers from the contracts' examples, nothing kept.
 *
 * @throws StartError when the port cannot be opened
 */
export async function startMock(
  { host, port, variable }: { host: string; port: number; variable: string },
  logger: Logger,
): Promise<{ url: string; stop(): Promise<void> }> {
  const mock = createMock({ logger })
  const url = await mock.listen({ host, port, variable })
  return { url, stop: () => mock.close() }
}
