import { Command, InvalidArgumentError, Option } from 'commander'
import type { Api } from '../server/apis/apis.ts'
import { overrideEnvironment, readConfig } from '../server/config.ts'

/** `mock`: the contracts' answers on a port, until it is stopped. */
export function mockCommand(): Command {
  return new Command('mock')
    .description('answer both APIs from their contracts, for a frontend that has no backend yet')
    .option('--port <number>', 'where it listens; 0 picks a free port (MOCK_PORT, 4010)', toPort)
    .option('--host <address>', 'the address it listens on (HOST, 127.0.0.1)')
    .addOption(
      new Option('--api <name>', 'which API to serve')
        .choices(['atender', 'fernand', 'both'])
        .default('both'),
    )
    .option('--seed <text>', 'other ids, and other answers that are made up', '')
    .option('--cors-origin <origin...>', 'the pages that may call (CORS_ORIGINS, all)')
    .option('--json', 'one JSON object a line, for machines')
    .option('--watch', 'in the repository: read openapi/ again when something in it changes')
    .addHelpText('after', '\nWhat no option says comes from the environment variable in brackets.')
    .action(async options => {
      if (options.watch) {
        const { watch } = await import('../mock/watch.ts')
        await watch(process.argv.slice(2).filter(argument => argument !== '--watch'))
        return
      }
      overrideEnvironment({
        MOCK_PORT: options.port?.toString(),
        HOST: options.host,
        CORS_ORIGINS: options.corsOrigin?.join(),
      })
      const apis: Api[] = options.api === 'both' ? ['atender', 'fernand'] : [options.api]
      const { host, mockPort: port, corsOrigins, control } = readConfig()
      const { serve } = await import('../mock/terminal.ts')
      await serve({ host, port, corsOrigins, control, apis, seed: options.seed, json: options.json })
    })
}

function toPort(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port
  throw new InvalidArgumentError('It is a number from 0 to 65535.')
}
