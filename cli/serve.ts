import { Command } from 'commander'
import { overrideEnvironment } from '../server/config.ts'

/** `serve`: what `npm start` runs. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('run the reference server, with mock and docs, until Ctrl-C')
    .option('--port <number>', 'where it listens; 0 picks a free port (PORT, 3000)')
    .option('--host <address>', 'the address it listens on (HOST, 127.0.0.1)')
    .option('--database <url>', 'sqlite:<file>, sqlite::memory: or postgres://… (DATABASE_URL)')
    .option('--smtp <url>', 'send mail through smtp://… instead of capturing it (SMTP_URL)')
    .option('--workspace <file>', 'tenants, keys, tags, channels (WORKSPACE, the demo workspace)')
    .option('--mock-port <number>', 'where the mock listens; 0 starts none (MOCK_PORT, 4010)')
    .option(
      '--cors-origin <origin...>',
      'the pages that may call (CORS_ORIGINS, on loopback those of this machine)',
    )
    .option('--log-level <level>', 'from trace to silent (LOG_LEVEL, info)')
    .option('--json', 'print one JSON object once it serves: where everything is, and the demo keys')
    .addHelpText('after', '\nWhat no option says comes from the environment variable in brackets.')
    .action(async options => {
      overrideEnvironment({
        PORT: options.port,
        HOST: options.host,
        DATABASE_URL: options.database,
        SMTP_URL: options.smtp,
        WORKSPACE: options.workspace,
        MOCK_PORT: options.mockPort,
        CORS_ORIGINS: options.corsOrigin?.join(),
        LOG_LEVEL: options.logLevel,
      })
      const { serve } = await import('../server/process/serve.ts')
      await serve(options)
    })
}
