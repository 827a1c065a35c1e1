/** What the server counts and times, for Prometheus: all of its metrics and their labels stand here. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What is read when somebody asks for the metrics. */
export interface Sources {
  /** What is due and not begun yet, by task; those that have nothing due may be missing. */
  backlog(): Promise<Backlog[]>
  /** Every task that can have a backlog. */
  tasks: readonly string[]
  /** The connections to a database on the network. */
  connections?: (() => { busy: number; idle: number; waiting: number }) | undefined
}

export interface Backlog {
  task: string
  /** How many are due, as far as they are counted. */
  due: number
  /** For how long the oldest one has been, in seconds. */
  age: number
}

/** An operation of a contract. */
export interface OperationName {
  api: string
  id: string
}

/** All times are in seconds. */
export interface Metrics {
  /** @param status undefined when the caller left before the answer did */
  answered(operation: OperationName | undefined, status: number | undefined, seconds: number): void
  refused(operation: OperationName | undefined, reason: string): void
  /** A task was worked on. */
  worked(task: string, outcome: 'done' | 'again' | 'failed', seconds: number): void
  /** A webhook was sent, for the first time or again. */
  delivered(outcome: 'delivered' | 'refused' | 'unreachable', seconds: number): void
  mailSent(outcome: 'delivered' | 'partly' | 'deferred' | 'bounced' | 'captured'): void
  mailReceived(outcome: 'kept' | 'failed' | 'unknown_recipient'): void
  /** A transaction was committed. @param writers how many shared it */
  committed(writers: number, seconds: number): void
  /** From here on these are read, in place of others. */
  readFrom(sources: Sources): void
  /** All of them, as OpenMetrics. */
  text(): Promise<string>
  readonly contentType: string
}

const PREFIX = 'conversation_contracts_'

/** The upper bounds of the buckets, in seconds. */
const QUICK = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
const SLOW = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]
const COMMIT = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5]
const WRITERS = [1, 2, 4, 8, 16, 32, 64]

/** What a request is called that is for no operation: a page, a probe, a path that is not there. */
const NONE: OperationName = { api: 'none', id: 'none' }

/** The metrics of one server. */
export function createMetrics(): Metrics {
  const registry = openRegistry()
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name: `${PREFIX}${name}`, help, labelNames, registers: [registry] })
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Gauge({ name: `${PREFIX}${name}`, help, labelNames, registers: [registry] })
  const histogram = <Label extends string>(
    name: string,
    help: string,
    buckets: number[],
    labelNames: Label[],
  ) => new Histogram({ name: `${PREFIX}${name}`, help, buckets, labelNames, registers: [registry] })

  const requests = histogram(
    'request_duration_seconds',
    'Requests, from their head to the end of the answer.',
    QUICK,
    ['api', 'operation', 'status'],
  )
  const refusals = counter('refusals_total', 'Requests that were refused, by why.', ['api', 'reason'])
  const due = gauge('queue_due', 'What is due and not begun; 10,000 are counted at most.', ['task'])
  const age = gauge('queue_oldest_due_seconds', 'For how long the oldest of that has been due.', ['task'])
  const jobs = histogram('job_duration_seconds', 'Work on tasks.', SLOW, ['task', 'outcome'])
  const webhooks = histogram('webhook_attempt_duration_seconds', 'Attempts to deliver a webhook.', SLOW, [
    'outcome',
  ])
  const sent = counter('mail_sent_total', 'Mails handed to the mail server, by what it said.', ['outcome'])
  const received = counter('mail_received_total', 'Mails that came in, and recipients that nobody is.', [
    'outcome',
  ])
  const commits = histogram(
    'store_commit_duration_seconds',
    'Transactions that write, from BEGIN to COMMIT.',
    COMMIT,
    [],
  )
  const writers = histogram('store_commit_writers', 'Writers that shared a transaction.', WRITERS, [])
  const connections = gauge('database_connections', 'Connections to PostgreSQL.', ['state'])
  const waiting = gauge('database_connections_waiting', 'Who waits for a connection.', [])

  let sources: Sources | undefined
  let all: Registry | undefined

  async function read(): Promise<void> {
    // A database that cannot be asked leaves no value behind that was true once.
    for (const one of [due, age, connections, waiting]) one.reset()
    if (!sources) return
    const { backlog, tasks, connections: pool } = sources
    if (pool) {
      const { busy, idle, waiting: callers } = pool()
      connections.set({ state: 'busy' }, busy)
      connections.set({ state: 'idle' }, idle)
      waiting.set(callers)
    }
    const found = await backlog().catch(() => undefined)
    if (!found) return
    for (const task of tasks) {
      const own = found.find(one => one.task === task)
      due.set({ task }, own?.due ?? 0)
      age.set({ task }, own?.age ?? 0)
    }
  }

  return {
    contentType: registry.contentType,
    answered: ({ api, id } = NONE, status, seconds) =>
      requests.observe({ api, operation: id, status: status ?? 'aborted' }, seconds),
    refused: ({ api } = NONE, reason) => refusals.inc({ api, reason }),
    worked: (task, outcome, seconds) => jobs.observe({ task, outcome }, seconds),
    delivered: (outcome, seconds) => webhooks.observe({ outcome }, seconds),
    mailSent: outcome => sent.inc({ outcome }),
    mailReceived: outcome => received.inc({ outcome }),
    committed(together, seconds) {
      commits.observe(seconds)
      writers.observe(together)
    },
    readFrom(given) {
      sources = given
    },
    async text() {
      await read()
      all ??= Registry.merge([registry, processRegistry()]) as Registry
      return await all.metrics()
    },
  }
}

function openRegistry(): Registry {
  const registry = new Registry()
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE as never)
  return registry
}

let ofProcess: Registry | undefined

/**
 * What is the process's own, whichever of its servers is asked: memory, processor time, the delay of the event loop.
 * Nothing of it is measured before the first one asks.
 */
function processRegistry(): Registry {
  if (!ofProcess) {
    ofProcess = openRegistry()
    collectDefaultMetrics({ register: ofProcess })
  }
  return ofProcess
}
