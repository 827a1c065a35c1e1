/** The work that happens later, counted, timed and traced: each of these is what it is given, with that around it. */
import { stopwatch } from '../clock.ts'
import type { Context } from '../context.ts'
import type { Ending, Job, Jobs, Outcome, Tasks, Workers } from '../jobs/jobs.ts'
import type { ListenerHandlers } from '../mail/listener.ts'
import type { MailTransport, SendOutcome } from '../mail/transport.ts'
import type { Tx } from '../store/store.ts'
import type { Metrics, Sources } from '../telemetry/metrics.ts'
import { failed, inSpan, keepTrace, traceparent } from '../telemetry/trace.ts'
import { deliveryBacklog } from '../webhooks/backlog.ts'
import type { Sender } from '../webhooks/send.ts'

/** What is told of where there are no metrics is told to nobody. */
type Told = Metrics | undefined

/** Jobs that remember the trace of what added them. */
export const observeJobs = (jobs: Jobs): Jobs => ({
  ...jobs,
  add(tx, task, payload, runAt) {
    const cause = traceparent()
    return jobs.add(tx, task, cause === undefined ? payload : { ...payload, traceparent: cause }, runAt)
  },
})

/** Workers of such jobs. */
export function observeWorkers(workers: Workers, metrics: Told): Workers {
  const observe =
    <Task extends keyof Tasks>(task: Task) =>
    async (job: Job<Task>): Promise<Ending> => {
      const elapsed = stopwatch()
      const tell = (outcome: Outcome): Outcome => {
        metrics?.worked(task, outcome === 'done' ? 'done' : 'again', elapsed())
        return outcome
      }
      const attributes = { 'messaging.operation.type': 'process', 'messaging.destination.name': task }
      const parent = job.payload.traceparent ?? null
      try {
        return await inSpan(task, { kind: 'CONSUMER', attributes, parent }, async () => {
          const ending = await workers[task](job)
          if (typeof ending !== 'function') return tell(ending)
          return keepTrace(async (tx: Tx) => tell(await ending(tx)))
        })
      } catch (error) {
        metrics?.worked(task, 'failed', elapsed())
        throw error
      }
    }
  return {
    sendMail: observe('sendMail'),
    checkSla: observe('checkSla'),
    wakeConversation: observe('wakeConversation'),
  }
}

export const observeTransport = (transport: MailTransport, metrics: Told): MailTransport => ({
  captures: transport.captures,
  send: (envelope, source) =>
    inSpan(
      'send mail',
      { kind: 'CLIENT', attributes: { 'mail.recipients': envelope.to.length } },
      async span => {
        const outcome = await transport.send(envelope, source)
        const kind = kindOf(outcome, transport.captures)
        metrics?.mailSent(kind)
        span.setAttribute('mail.outcome', kind)
        if (outcome.kind !== 'delivered') failed(span, outcome.code ?? outcome.kind)
        return outcome
      },
    ),
  close: () => transport.close(),
})

function kindOf(outcome: SendOutcome, captures: boolean): Parameters<Metrics['mailSent']>[0] {
  if (outcome.kind !== 'delivered') return outcome.kind
  if (captures) return 'captured'
  return outcome.rejected.length > 0 ? 'partly' : 'delivered'
}

export const observeListener = (handlers: ListenerHandlers, metrics: Told): ListenerHandlers => ({
  ...handlers,
  async accepts(address) {
    const isKnown = await handlers.accepts(address)
    if (!isKnown) metrics?.mailReceived('unknown_recipient')
    return isKnown
  },
  receive: mail =>
    inSpan(
      'receive mail',
      { kind: 'SERVER', attributes: { 'mail.recipients': mail.to.length }, parent: null },
      async () => {
        try {
          await handlers.receive(mail)
          metrics?.mailReceived('kept')
        } catch (error) {
          metrics?.mailReceived('failed')
          throw error
        }
      },
    ),
})

/** Tells the receiver of the trace, where there is one. */
export const observeSender = (sender: Sender, metrics: Told): Sender => ({
  send({ traceparent: parent = null, ...request }, signal) {
    const elapsed = stopwatch()
    const attributes = {
      'http.request.method': 'POST',
      'server.address': URL.parse(request.url)?.hostname ?? '',
    }
    return inSpan('deliver webhook', { kind: 'CLIENT', attributes, parent }, async span => {
      const own = traceparent(span)
      const headers = own === undefined ? request.headers : { ...request.headers, traceparent: own }
      const sent = await sender.send({ ...request, headers }, signal)
      const outcome = sent.error === null ? 'delivered' : sent.status === null ? 'unreachable' : 'refused'
      metrics?.delivered(outcome, elapsed())
      if (sent.status !== null) span.setAttribute('http.response.status_code', sent.status)
      if (sent.error !== null) failed(span, String(sent.status ?? outcome))
      return sent
    })
  },
  close: () => sender.close(),
})

/** What waits to be done. */
export const sourcesOf = (
  { jobs, store, clock }: Context,
  workers: Workers,
  connections: Sources['connections'],
): Sources => ({
  tasks: [...Object.keys(workers), DELIVER],
  connections,
  async backlog() {
    const [ofJobs, deliveries] = await Promise.all([
      jobs.backlog(),
      store.read(db => deliveryBacklog(db, clock.now())),
    ])
    return [...ofJobs, { task: DELIVER, ...deliveries }]
  },
})

/** Deliveries are no jobs, and wait all the same. */
const DELIVER = 'deliverWebhook'
