/** The command line: `conversation-contracts --help`. */
import { Command } from 'commander'
import { StartError } from '../server/errors/start-error.ts'
import { readPackage } from '../server/places.ts'
import { KeyError } from '../server/tenants/manage-keys.ts'
import { checkFixturesCommand } from './check-fixtures.ts'
import { docsCommand } from './docs.ts'
import { keyCommand } from './key.ts'
import { mockCommand } from './mock.ts'
import { sendCommand } from './send.ts'
import { serveCommand } from './serve.ts'
import { verifyCommand } from './verify.ts'

const { version, description } = readPackage()

/** Does what the command line says. */
export async function runProgram(): Promise<void> {
  const program = new Command('conversation-contracts')
    .description(description)
    .version(version)
    .showHelpAfterError('Add --help for what can be said here.')
    .addCommand(serveCommand())
    .addCommand(sendCommand())
    .addCommand(docsCommand())
    .addCommand(keyCommand())
    .addCommand(mockCommand())
    .addCommand(verifyCommand())
    .addCommand(checkFixturesCommand())
  try {
    await program.parseAsync()
  } catch (error) {
    if (!(error instanceof StartError || error instanceof KeyError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
