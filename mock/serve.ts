/** The mock as a process of its own, beside the server under `npm start`. */
import { readConfig } from '../server/config.ts'
import { createLogger } from '../server/process/logger.ts'
import { run } from '../server/process/run.ts'
import { startMock } from './start.ts'

await run(async () => {
  const config = readConfig()
  const logger = await createLogger(config.logLevel)
  const mock = await startMock(
    {
      host: config.host,
      port: config.mockPort,
      corsOrigins: config.corsOrigins,
      control: config.control,
    },
    logger,
  )
  return { ...mock, banner: `\n  mock     ${mock.url}\n\n` }
})
