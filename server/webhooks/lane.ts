import type { Context } from '../context.ts'
import { prepared } from '../store/prepared.ts'
import { RENEW_EVERY, release, renew, selectWaiting, take, type When } from './lease.ts'
import { nextDueAt } from './next-due.ts'
import { type Pump, type PumpContext, startPump } from './pump.ts'
import { createRecorder } from './record.ts'
import type { Sender } from './send.ts'

/** How often deliveries are looked for when no bell rings: retries, and what another process has emitted or left. */
const LOOK_EVERY = 1_000
/** Until a subscription that another process delivers to is asked for again. */
const AFTER_REFUSAL = 200
/** Until a subscription is tried again when the database failed. */
const AFTER_FAILURE = 1_000
/** How long deliveries under way may go on once the process is told to stop. */
const GRACE = 5_000

export interface Lane {
  /** Begins no other delivery, and resolves when those under way have ended or were given up. */
  stop(): Promise<void>
  /** Resolves when no delivery is under way, and none looked for. */
  quiet(): Promise<void>
}

const isDue = prepared<{ id: number; now: number }, { id: number }>((db, value) =>
  db
    .selectFrom('webhook_delivery')
    .select('id')
    .where('subscription_id', '=', value('id'))
    .where('due_at', '<=', value('now'))
    .limit(1),
)

/**
 * Delivers webhooks: a pump for each subscription that has something due, so that a slow receiver holds up nobody
 * else. The stored deliveries are the queue. Across all processes one pump at a time serves a subscription; one that
 * died is taken over when its lease has run out, and what it had not written down is delivered again.
 *
 * @param isAlone whether no other process can reach the database: then nothing is looked for before its time
 */
export function startLane(context: Context, sender: Sender, isAlone = false): Lane {
  const { store, clock, logger, bell } = context
  const own: PumpContext = {
    ...context,
    sender,
    record: createRecorder(context),
    runner: context.ids.random(),
  }
  /** What this process does for each subscription. */
  const busy = new Map<number, { pump?: Pump; isRung: boolean }>()
  const underWay = new Set<Promise<void>>()
  /** What is looked for now and again, while it is. */
  const looking = new Set<Promise<void>>()
  const abort = new AbortController()
  const timers = new Set<() => void>()
  let isStopped = false

  const present = async (): Promise<When> => ({ now: clock.now(), moment: await store.moment() })

  function wake(id: number): void {
    if (isStopped) return
    const known = busy.get(id)
    if (known) {
      known.isRung = true
      known.pump?.poke()
      return
    }
    const state = { isRung: false }
    busy.set(id, state)
    const work = serve(id, state)
      .then(() => (isAlone ? look() : undefined))
      .catch(async error => {
        logger.warn({ err: error, subscriptionId: id }, 'webhooks could not be delivered; trying again')
        await pause(AFTER_FAILURE)
        state.isRung = true
      })
      .finally(() => {
        underWay.delete(work)
        busy.delete(id)
        if (state.isRung) wake(id)
      })
    underWay.add(work)
  }

  async function serve(id: number, state: { pump?: Pump; isRung: boolean }): Promise<void> {
    const when = await present()
    if (!(await store.write(({ db }) => take(db, id, own.runner, when)))) {
      await pause(AFTER_REFUSAL)
      return
    }
    try {
      state.pump = startPump(own, id, abort.signal)
      if (isStopped) state.pump.finish()
      await state.pump.ended
    } finally {
      delete state.pump
      state.isRung = false
      await store.write(({ db }) => release(db, id, own.runner))
    }
    // Emitted by a process that asked for the subscription in vain, while the pump had already looked.
    const [left] = await store.read(db => isDue(db, { id, now: clock.now() }))
    if (left) state.isRung = true
  }

  const pause = (milliseconds: number) =>
    new Promise<void>(resolve => {
      const over = () => {
        timers.delete(cancel)
        resolve()
      }
      const stop = clock.after(milliseconds, over)
      const cancel = () => {
        stop()
        over()
      }
      timers.add(cancel)
    })

  /** Does something now and again until the stop; what fails is done again at its next time. */
  async function repeat(every: number, what: string, work: () => Promise<void>): Promise<void> {
    while (!isStopped) {
      const turn = work().catch(error => logger.warn({ err: error }, `${what} failed; trying again`))
      looking.add(turn)
      await turn
      looking.delete(turn)
      if (!isStopped) await pause(every)
    }
  }

  let cancelNext = () => {}

  /** Begins what is due; where nobody else adds anything, it is known when the next one is. */
  async function look(): Promise<void> {
    const when = await present()
    const waiting = await store.read(db => selectWaiting(db, when))
    for (const { id } of waiting) wake(id)
    if (!isAlone) return
    const next = await store.read(db => nextDueAt(db, when.now))
    cancelNext()
    cancelNext = next === undefined || isStopped ? () => {} : clock.after(next - clock.now(), lookNow)
  }

  /** The same by itself; when it fails, again a moment later. */
  function lookNow(): void {
    const turn = look()
      .catch(error => {
        logger.warn({ err: error }, 'looking for webhooks to deliver failed; trying again')
        if (!isStopped) cancelNext = clock.after(AFTER_FAILURE, lookNow)
      })
      .finally(() => looking.delete(turn))
    looking.add(turn)
  }

  const routines = [
    ...(isAlone
      ? []
      : [
          repeat(LOOK_EVERY, 'looking for webhooks to deliver', look),
          repeat(RENEW_EVERY, 'keeping webhooks', async () => {
            if (busy.size === 0) return
            const moment = await store.moment()
            await store.write(({ db }) => renew(db, own.runner, moment))
          }),
        ]),
  ]
  if (isAlone) lookNow()
  bell.listen(wake)

  return {
    async quiet() {
      while (underWay.size + looking.size > 0) await Promise.all([...underWay, ...looking])
    },
    async stop() {
      isStopped = true
      for (const { pump } of busy.values()) pump?.finish()
      for (const cancel of timers) cancel()
      cancelNext()
      const cancelGrace = clock.after(GRACE, () => abort.abort())
      await Promise.all([...routines, ...underWay, ...looking])
      cancelGrace()
      sender.close()
    },
  }
}
