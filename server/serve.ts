/** What `npm start` runs: the reference server, with mock and docs beside it. */
import { banner } from './banner.ts'
import { renderDocs, startMockProcess } from './companions.ts'
import { readConfig } from './config.ts'
import { createLogger } from './logger.ts'
import { run } from './run.ts'
import { startServer } from './start.ts'

await run(async () => {
  const config = readConfig()
  const logger = await createLogger(config.logLevel)
  const server = await startServer(config, logger)
  try {
    const mock = config.mockPort === 0 ? undefined : await startMockProcess()
    const docs = renderDocs(logger)
    return {
      url: server.url,
      banner: banner(server, config, mock?.url),
      async stop() {
        docs.stop()
        await Promise.all([server.stop(), mock?.stop()])
      },
    }
  } catch (error) {
    await server.stop()
    throw error
  }
})
