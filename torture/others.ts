/** Those that the servers talk to: a mail server and a receiver of webhooks, which do what a fault wants of them. */
import { startSmtpReceiver } from '../test/support/smtp-receiver.ts'
import { hang, startWebhookReceiver } from '../test/support/webhook-receiver.ts'
import type { Arrival } from './ledger.ts'

/** Where a delivery can be when a fault strikes. */
export type Moment = 'before DATA' | 'within DATA' | 'after DATA' | 'before the answer of a webhook'

export interface Others {
  smtpUrl: string
  hookUrl: string
  /** How the mail server and the receiver behave until told otherwise. */
  mail: 'takes' | 'hangs' | 'answers 421' | 'cuts after DATA'
  hook: 'answers' | 'is silent' | 'answers 500'
  /** Resolves when a delivery is there, which is then held until `release` is called. */
  hold(moment: Moment): Promise<{ release(): void }>
  /** The accepted mails with their Message-IDs, by subject. */
  mails(): Map<string, Arrival[]>
  /** The webhooks that were answered 204 with their ids, by the event and what it is about. */
  hooks(): Map<string, Arrival[]>
  stop(): Promise<void>
}

/** Until a delivery is there, in milliseconds; one may wait for a lease. */
const PATIENCE = 60_000

export async function startOthers(): Promise<Others> {
  let held: { moment: Moment; there(): void; released: Promise<void> } | undefined
  const pass = async (moment: Moment) => {
    if (held?.moment !== moment) return
    const { there, released } = held
    there()
    await released
  }
  /** Those that wait for an answer in vain are cut off when the mail server is itself again. */
  let itself = Promise.withResolvers<void>()
  let mail: Others['mail'] = 'takes'
  const [mails, hooks] = [new Map<string, Arrival[]>(), new Map<string, Arrival[]>()]
  const smtp = await startSmtpReceiver({
    sender: () => (mail === 'answers 421' ? { code: 421, text: '4.3.2 Later' } : undefined),
    recipient: async () => {
      await pass('before DATA')
      return undefined
    },
    data: () => pass('within DATA'),
    message: async ({ source }) => {
      const at = Date.now()
      await pass('after DATA')
      const isLeft = mail === 'hangs'
      if (isLeft) await itself.promise
      if (isLeft || mail === 'cuts after DATA') return 'drop'
      const [subject, id] = ['Subject', 'Message-ID'].map(
        name => new RegExp(`^${name}: (.*)\r$`, 'm').exec(String(source))?.[1] ?? '',
      )
      note(mails, subject ?? '', { at, id: id ?? '' })
      return undefined
    },
  })
  const receiver = await startWebhookReceiver()
  receiver.answer = async ({ body, headers }) => {
    const at = Date.now()
    await pass('before the answer of a webhook')
    if (others.hook === 'is silent') return hang
    if (others.hook === 'answers 500') return { status: 500 }
    const { event, data } = JSON.parse(String(body)) as { event: string; data: Record<string, string> }
    const about = event === 'conversation.created' ? data.externalReference : data.id
    note(hooks, `${event} ${about}`, { at, id: String(headers['webhook-id']) })
    return undefined
  }
  const others: Others = {
    smtpUrl: smtp.url,
    hookUrl: receiver.url,
    get mail() {
      return mail
    },
    set mail(what) {
      mail = what
      itself.resolve()
      itself = Promise.withResolvers()
    },
    hook: 'answers',
    async hold(moment) {
      const [there, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      held = { moment, there: there.resolve, released: released.promise }
      const late = setTimeout(() => there.reject(new Error(`No delivery came ${moment}.`)), PATIENCE)
      await there.promise
      clearTimeout(late)
      return {
        release() {
          held = undefined
          released.resolve()
        },
      }
    },
    mails: () => mails,
    hooks: () => hooks,
    async stop() {
      await Promise.all([smtp.stop(), receiver.stop()])
    },
  }
  return others
}

function note(all: Map<string, Arrival[]>, name: string, arrival: Arrival): void {
  const known = all.get(name)
  if (known) known.push(arrival)
  else all.set(name, [arrival])
}
