/** The command line: `conversation-contracts --help`. */
import { Command } from 'commander'
import { KeyError } from '../server/errors/key-error.ts'
import { StartError } from '../server/errors/start-error.ts'
import { readPackage } from '../server/places.ts'

const { version, description } = readPackage()

/** By name; the one that is asked for is loaded alone, so that a server need not wait for what verifies it. */
const commands: Record<string, () => Promise<Command>> = {
  serve: async () => (await import('./serve.ts')).serveCommand(),
  send: async () => (await import('./send.ts')).sendCommand(),
  docs: async () => (await import('./docs.ts')).docsCommand(),
  key: async () => (await import('./key.ts')).keyCommand(),
  db: async () => (await import('./db.ts')).dbCommand(),
  mock: async () => (await import('./mock.ts')).mockCommand(),
  verify: async () => (await import('./verify.ts')).verifyCommand(),
  clock: async () => (await import('./control.ts')).clockCommand(),
  mail: async () => (await import('./control.ts')).mailCommand(),
  trigger: async () => (await import('./control.ts')).triggerCommand(),
  listen: async () => (await import('./control.ts')).listenCommand(),
  'check-fixtures': async () => (await import('./check-fixtures.ts')).checkFixturesCommand(),
}

/** Does what the command line says. */
export async function runProgram(): Promise<void> {
  const program = new Command('conversation-contracts')
    .description(description)
    .version(version)
    .showHelpAfterError('Add --help for what can be said here.')
  const named = commands[process.argv[2] ?? '']
  for (const load of named ? [named] : Object.values(commands)) program.addCommand(await load())
  try {
    await program.parseAsync()
  } catch (error) {
    if (!(error instanceof StartError || error instanceof KeyError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
