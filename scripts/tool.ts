/** The command line of a tool of this repository: help, and one line for what is not understood. */
import { Command, InvalidArgumentError, Option } from 'commander'

/**
 * @param name as npm runs it
 * @param what of it are done: `rounds`, `requests`; and how many unless told otherwise
 */
export function createTool(name: string, about: string, what: string, many: number): Command {
  return new Command()
    .name(`npm run ${name} --`)
    .description(about)
    .option(`--${what} <number>`, 'how many', wholeNumber, many)
    .addOption(
      new Option('--database <engine>', 'what the server runs on')
        .choices(['sqlite', 'postgres'])
        .default('sqlite'),
    )
    .option('--seed <number>', 'decides what is done; the same does the same again', wholeNumber, 1)
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It is no number from 1.')
  return Number(text)
}
