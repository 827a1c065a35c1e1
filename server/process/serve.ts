import { readConfig } from '../config.ts'
import { announcement, banner } from './banner.ts'
import { build, startMockProcess } from './companions.ts'
import { createLogger } from './logger.ts'
import { run } from './run.ts'
import { startServer } from './start.ts'

/**
 * What `npm start` runs: the reference server, with mock and docs beside it, until the process is told to stop.
 *
 * @param json prints one JSON object once it serves, in place of the banner
 */
export const serve = ({ json }: { json?: boolean } = {}): Promise<void> =>
  run(async () => {
    const config = readConfig()
    const logger = await createLogger(config.logLevel)
    let mock: Awaited<ReturnType<typeof startMockProcess>> | undefined
    // It is there by the time that somebody opens the address that is printed.
    const inbox = config.control ? build('inbox', logger) : undefined
    const server = await startServer(config, logger, { mockUrl: () => mock?.url }).catch(error => {
      inbox?.stop()
      throw error
    })
    try {
      mock = config.mockPort === 0 ? undefined : await startMockProcess()
      const docs = build('docs', logger)
      return {
        url: server.url,
        banner: json ? announcement(server, mock?.url) : banner(server, config, mock?.url),
        async stop() {
          docs.stop()
          inbox?.stop()
          await Promise.all([server.stop(), mock?.stop()])
        },
      }
    } catch (error) {
      inbox?.stop()
      await server.stop()
      throw error
    }
  })
