import { Command, InvalidArgumentError, Option } from 'commander'
import type { Api } from '../server/face/apis.ts'

/** `mock`: the contracts' answers on a port, until it is stopped. */
export function mockCommand(): Command {
  return new Command('mock')
    .description('answer both APIs from their contracts, for a frontend that has no backend yet')
    .option('--port <number>', 'where to listen; 0 picks a free port', toPort, 4010)
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .addOption(
      new Option('--api <name>', 'which API to serve')
        .choices(['atender', 'fernand', 'both'])
        .default('both'),
    )
    .option('--seed <text>', 'other ids, and other answers that are made up', '')
    .option('--cors-origin <origin...>', 'the pages that may call; all unless told otherwise')
    .option('--json', 'one JSON object a line, for machines')
    .option('--watch', 'in the repository: read openapi/ again when something in it changes')
    .action(async options => {
      const apis: Api[] = options.api === 'both' ? ['atender', 'fernand'] : [options.api]
      const settings = { ...options, apis, corsOrigins: options.corsOrigin }
      if (options.watch) {
        const { watch } = await import('../mock/watch.ts')
        await watch(process.argv.slice(2).filter(argument => argument !== '--watch'))
        return
      }
      const { serve } = await import('../mock/terminal.ts')
      await serve(settings)
    })
}

function toPort(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port
  throw new InvalidArgumentError('It is a number from 0 to 65535.')
}
