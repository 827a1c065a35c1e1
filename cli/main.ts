#!/usr/bin/env node
/** The command line: `conversation-contracts --help`. */
import { Command } from 'commander'
import packageJson from '../package.json' with { type: 'json' }
import { StartError } from '../server/start-error.ts'
import { KeyError } from '../server/tenants/manage-keys.ts'
import { keyCommand } from './key.ts'

const program = new Command('conversation-contracts')
  .description(packageJson.description)
  .version(packageJson.version)
  .showHelpAfterError('Add --help for what can be said here.')
  .addCommand(keyCommand())

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof StartError || error instanceof KeyError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
