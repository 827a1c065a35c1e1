import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { Face } from '../face/face.ts'
import { openReference, type Reference, type ReferenceOptions } from './reference.ts'

/** A reference server whose database another one can take the place of while it serves. */
export interface Replaceable extends Reference {
  /**
   * Lets what runs end, closes, and opens what is there then. Who calls meanwhile waits.
   *
   * @param change puts another database there; where it throws, the one that was there is opened again
   * @param options for the one that is opened
   */
  replace(change: () => Promise<void>, options: ReferenceOptions): Promise<void>
  /** Resolves when nothing takes the place of anything. */
  ready(): Promise<void>
}

export async function openReplaceable(
  config: Config,
  logger: Logger,
  options: ReferenceOptions,
): Promise<Replaceable> {
  let now = await openReference(config, logger, options)
  let current = options
  let { smtpListen } = config
  let closed: Promise<void> | undefined
  let answering = 0
  let answered = () => {}

  const ready = async (): Promise<void> => {
    while (closed) await closed
  }

  /** Asks the one that is there, and holds up who would take its place. */
  const ask = async <T>(work: () => Promise<T>): Promise<T> => {
    if (closed) await ready()
    answering++
    try {
      return await work()
    } finally {
      if (--answering === 0) answered()
    }
  }

  async function start(): ReturnType<Reference['start']> {
    const started = await now.start()
    // A port that was free to choose is known by now, and stays.
    if (smtpListen && started.smtpUrl)
      smtpListen = { ...smtpListen, port: Number(new URL(started.smtpUrl).port) }
    return started
  }

  const { demoKeys, withheldKeys, tenants } = now
  return {
    ...{ demoKeys, withheldKeys, tenants, start, ready },
    get context() {
      return now.context
    },
    faces: now.faces.map((first, index): Face => {
      const face = () => now.faces[index] ?? first
      return {
        ...first,
        principal: (key, isLocal) => ask(() => face().principal(key, isLocal)),
        customFields: principal => ask(() => face().customFields(principal)),
        answer: (operationId, call) => ask(() => face().answer(operationId, call)),
        takeOfDay: (keyId, perDay) => ask(() => face().takeOfDay(keyId, perDay)),
      }
    }),
    async stop() {
      await ready()
      await now.stop()
    },
    close: () => now.close(),
    copy: async () => await now.copy?.(),
    copyTo: async path => await now.copyTo?.(path),
    quiet: () => now.quiet(),
    async replace(change, next) {
      await ready()
      const over = Promise.withResolvers<void>()
      closed = over.promise
      try {
        if (answering > 0)
          await new Promise<void>(resolve => {
            answered = resolve
          })
        await now.stop()
        await now.close()
        try {
          await change()
          current = next
        } finally {
          now = await openReference({ ...config, smtpListen }, logger, current)
          await now.start()
        }
      } finally {
        closed = undefined
        over.resolve()
      }
    },
  }
}
