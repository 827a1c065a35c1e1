import type { IncomingMessage, ServerResponse } from 'node:http'
import { pino } from 'pino'
import { createMountable } from '../app.ts'
import { openReference } from '../process/reference.ts'
import { createMailbox, type Mailbox } from './mailbox.ts'
import { configOf, type EmbeddedKeys, keysOf, type SharedOptions } from './options.ts'

export interface ReferenceOptions extends SharedOptions {
  /**
   * Where `router` is reached, its path included: the base of the addresses of downloads. Unless told, it is where each
   * request was sent to, by its `Host` and the path that `router` is mounted at.
   */
  publicUrl?: string
}

/** Both APIs for an Express application, and the work that happens behind them. */
export interface EmbeddedReference {
  /** For `app.use(router)` or `app.use('/helpdesk', router)`; what the APIs do not have passes on. */
  router: (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void
  keys: EmbeddedKeys
  /** What would have been sent; nothing comes here with `smtpUrl`. */
  mailbox: Mailbox
  /** Begins to send mail and webhooks. */
  start(): Promise<void>
  /** Finishes what runs, and closes the database; may be called again. */
  stop(): Promise<void>
  /** The same, at the end of a block: `await using reference = await createReference()`. */
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Makes the reference server without a port, to be mounted in an Express application. Reads nothing from the
 * environment.
 *
 * @throws StartError with one clear line when the options do not allow it
 */
export async function createReference(options: ReferenceOptions = {}): Promise<EmbeddedReference> {
  const { mailbox, capture } = createMailbox()
  const config = configOf(options)
  const { publicUrl } = config
  const logger = pino({ level: config.logLevel })
  const reference = await openReference(config, logger, {
    captured: capture,
    publicUrl: publicUrl === undefined ? undefined : () => publicUrl,
  })
  const { context, faces, demoKeys } = reference
  const app = createMountable({
    faces,
    clock: context.clock,
    ids: context.ids,
    logger,
    validateResponses: config.validateResponses,
  })
  let started: Promise<unknown> | undefined
  let stopped: Promise<void> | undefined
  const stop = () => {
    stopped ??= (async () => {
      await started
      await reference.stop()
      await reference.close()
    })()
    return stopped
  }
  return {
    // Express gives what it is mounted in its own requests and answers, whatever their type says.
    router: app as unknown as EmbeddedReference['router'],
    keys: keysOf(demoKeys),
    mailbox,
    async start() {
      started ??= reference.start()
      await started
    },
    stop,
    [Symbol.asyncDispose]: stop,
  }
}
