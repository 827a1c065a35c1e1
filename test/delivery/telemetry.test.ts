/** What the server tells of itself: metrics, and traces from a request to the webhook that it causes. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { context, propagation, trace } from '@opentelemetry/api'
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parse } from 'yaml'
import { createControl } from '../../client/control.ts'
import { operations as atender } from '../../generated/atender/operations.ts'
import { operations as fernand } from '../../generated/fernand/operations.ts'
import { engine } from '../support/database.ts'
import { namedIn, type Samples, samplesOf } from '../support/metrics.ts'
import { root } from '../support/process.ts'
import { secretsIn } from '../support/secrets.ts'
import { conversation, mail, startTestServer, type TestServer } from '../support/server.ts'
import { connectSmtp } from '../support/smtp-client.ts'
import { until } from '../support/until.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts'

const CALLER = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' }
const exporter = new InMemorySpanExporter()
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })

let server: TestServer
let receiver: WebhookReceiver
let samples: Samples

beforeAll(async () => {
  provider.register()
  receiver = await startWebhookReceiver()
  server = await startTestServer({ smtpListen: { host: '127.0.0.1', port: 0 } })
  await server.atender.POST('/v1/webhooks', {
    body: { name: 'Test', url: receiver.url, events: ['conversation.created', 'sla.warning'] },
  })
  const headers = { traceparent: `00-${CALLER.traceId}-${CALLER.spanId}-01` }
  // Beside others, with whom it shares a transaction on SQLite.
  await Promise.all(
    [{}, {}, headers, {}].map((given, index) =>
      server.atender.POST('/v1/conversations/outbound', {
        body: { ...conversation(`${index}`), channel: 'whatsapp' },
        headers: given,
      }),
    ),
  )
  await receiver.waitFor(4)
  receiver.answer = () => ({ status: 500 })
  await server.fernand.POST('/conversations/compose', { body: mail, headers })
  await fetch(`${server.url}/v1/tags`, { headers: { Authorization: 'Bearer sa_test_of_nobody' } })
  const smtp = await connectSmtp(server.smtpUrl)
  for (const line of ['EHLO a.example', 'MAIL FROM:<monica@example.com>', 'RCPT TO:<nobody@demo.example>'])
    await smtp.say(line)
  for (const line of ['RCPT TO:<support@demo.example>', 'DATA', 'Subject: Hello\r\n\r\nHello.\r\n.', 'QUIT'])
    await smtp.say(line)
  samples = await until(async () => {
    const found = await scrape(server)
    const isDone =
      found.read('mail_sent_total', { outcome: 'captured' }) &&
      found.read('mail_received_total', { outcome: 'kept' })
    return isDone ? found : undefined
  })
  // Four fifths of the time that its service level has.
  const { clock } = createControl({ baseUrl: server.url })
  await clock.advance({ minutes: 12 })
  await receiver.waitFor(8)
  await clock.reset()
})
afterAll(async () => {
  await server.stop()
  await receiver.stop()
  await provider.shutdown()
  for (const api of [trace, context, propagation]) api.disable()
})

const scrape = async ({ url }: Pick<TestServer, 'url'>): Promise<Samples> => {
  const response = await fetch(`${url}/metrics`)
  expect(response.headers.get('content-type')).toBe(
    'application/openmetrics-text; version=1.0.0; charset=utf-8',
  )
  return samplesOf(await response.text())
}

it('what was done is counted, by operation, status, reason, task and outcome', () => {
  const { read } = samples
  expect(
    read('request_duration_seconds_count', {
      api: 'atender',
      operation: 'createOutboundConversation',
      status: '201',
    }),
  ).toBe(4)
  expect(
    read('request_duration_seconds_count', {
      api: 'fernand',
      operation: 'composeConversation',
      status: '200',
    }),
  ).toBe(1)
  expect(read('refusals_total', { api: 'atender', reason: 'unauthorized' })).toBe(1)
  expect(read('job_duration_seconds_count', { task: 'sendMail', outcome: 'done' })).toBe(1)
  expect(read('webhook_attempt_duration_seconds_count', { outcome: 'delivered' })).toBeGreaterThan(0)
  expect(read('mail_received_total', { outcome: 'unknown_recipient' })).toBe(1)
  expect(read('queue_due', { task: 'sendMail' })).toBe(0)
  expect(read('store_commit_duration_seconds_count', {})).toBeGreaterThan(3)
  expect(read('store_commit_writers_sum', {})).toBeGreaterThanOrEqual(
    read('store_commit_writers_count', {}) ?? 0,
  )
  const busy = read('database_connections', { state: 'busy' })
  if (engine === 'postgres') expect(busy).toBeGreaterThanOrEqual(0)
  else expect(busy).toBeUndefined()
})

it('what is due and not begun is counted with its age', async () => {
  const { store, clock, jobs } = server.context
  await jobs.stop()
  const since = clock.now() - 90_000
  await store.write(async tx => {
    await jobs.add(tx, 'wakeConversation', { conversationId: 1, until: 0 }, since)
    await jobs.add(tx, 'wakeConversation', { conversationId: 2, until: 0 }, since + 1_000)
    await jobs.add(tx, 'wakeConversation', { conversationId: 3, until: 0 }, clock.now() + 90_000)
  })
  const { read } = await scrape(server)
  expect(read('queue_due', { task: 'wakeConversation' })).toBe(2)
  const age = read('queue_oldest_due_seconds', { task: 'wakeConversation' })
  expect(age).toBeGreaterThanOrEqual(90)
  expect(age).toBeLessThan(150)
})

it('no label tells of a tenant, an address or an id', () => {
  const allowed: Record<string, RegExp> = {
    api: /^(atender|fernand|control|none)$/,
    operation: new RegExp(`^(${['none', ...Object.keys(atender), ...Object.keys(fernand)].join('|')})$`),
    status: /^([1-5]\d\d|aborted)$/,
    reason: /^[a-z_]+$/,
    task: /^(sendMail|checkSla|wakeConversation|deliverWebhook)$/,
    outcome: /^[a-z_]+$/,
    state: /^(busy|idle)$/,
    le: /^([\d.]+|\+Inf)$/,
  }
  const own = samples.all.filter(({ name }) => name.startsWith('conversation_contracts_'))
  expect(own.length).toBeGreaterThan(100)
  for (const { name, labels } of own)
    for (const [label, value] of Object.entries(labels))
      expect([name, label, value]).toEqual([name, label, expect.stringMatching(allowed[label] ?? /^never$/)])
})

it('two servers in one process count each its own', async () => {
  await using other = await startTestServer()
  expect((await scrape(other)).read('refusals_total', { reason: 'unauthorized' })).toBeUndefined()
})

it('one trace leads from the caller by the request and its jobs to its mail, its webhooks and their receiver', async () => {
  const spans = exporter.getFinishedSpans().filter(span => span.spanContext().traceId === CALLER.traceId)
  const named = (name: string, parent?: ReadableSpan): ReadableSpan => {
    const found = spans.find(
      span =>
        span.name === name && (!parent || span.parentSpanContext?.spanId === parent.spanContext().spanId),
    )
    return found ?? expect.unreachable(`no span ${name} in ${spans.map(one => one.name)}`)
  }
  const created = named('createOutboundConversation')
  expect(created.parentSpanContext?.spanId).toBe(CALLER.spanId)
  expect(created.attributes).toMatchObject({
    'http.request.method': 'POST',
    'http.route': '/v1/conversations/outbound',
    'http.response.status_code': 201,
  })
  const warned = named('checkSla', created)
  const headerOf = (delivery: ReadableSpan) => `00-${CALLER.traceId}-${delivery.spanContext().spanId}-01`
  const told = receiver.received.flatMap(({ headers, body }) =>
    String(headers.traceparent).includes(CALLER.traceId)
      ? [[JSON.parse(body.toString()).event, headers.traceparent]]
      : [],
  )
  expect(told).toEqual([
    ['conversation.created', headerOf(named('deliver webhook', created))],
    ['sla.warning', headerOf(named('deliver webhook', warned))],
  ])
  named('send mail', named('sendMail', named('composeConversation')))
})

it('neither metrics nor spans hold a key, a token or a secret', async () => {
  const page = await (await fetch(`${server.url}/metrics`)).text()
  const spans = exporter.getFinishedSpans()
  expect(spans.length).toBeGreaterThan(10)
  const told = spans.map(({ name, attributes, events, status }) =>
    JSON.stringify({ name, attributes, events, status }),
  )
  for (const line of [...page.split('\n'), ...told]) expect(secretsIn(line, 'stderr')).toEqual([])
})

it('the page for operators lists every metric', async () => {
  const text = readFileSync(join(root, 'docs/operations.md'), 'utf8')
  const [, table = ''] = /after `conversation_contracts_`.*\n([\s\S]*?)\n\n/.exec(text) ?? []
  const listed = table
    .split('\n')
    .flatMap(row => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name))
  const page = await (await fetch(`${server.url}/metrics`)).text()
  const told = [...page.matchAll(/^# TYPE conversation_contracts_(\w+) (\w+)$/gm)]
  expect(listed.sort()).toEqual(
    told.map(([, name, type]) => (type === 'counter' ? `${name}_total` : name)).sort(),
  )
})

/** Every expression of the dashboard and the alerts, with what its texts show of labels. */
const expressions = (): [title: string, expr: string, shown: string][] => {
  const open = (file: string) => readFileSync(join(root, 'examples/operations', file), 'utf8')
  type Panel = { title: string; targets: { expr: string; legendFormat: string }[] }
  const { panels }: { panels: Panel[] } = JSON.parse(open('dashboard.json'))
  type Rule = { alert: string; expr: string; annotations: { summary: string } }
  const { groups }: { groups: { rules: Rule[] }[] } = parse(open('alerts.yaml'))
  return [
    ...panels.flatMap(({ title, targets }) =>
      targets.map(({ expr, legendFormat }): [string, string, string] => [title, expr, legendFormat]),
    ),
    ...groups.flatMap(({ rules }) =>
      rules.map(({ alert, expr, annotations }): [string, string, string] => [
        alert,
        expr,
        annotations.summary,
      ]),
    ),
  ]
}

it.each(expressions())('"%s" names metrics and labels that the server has', (_title, expr, shown) => {
  const { selectors, grouping } = namedIn(expr.replaceAll('$__rate_interval', '5m'))
  expect(selectors.length).toBeGreaterThan(0)
  const target = ['job', 'instance']
  const all = new Set(target)
  for (const { metric, labels } of selectors) {
    // What Prometheus says of a target, and what SQLite does not have.
    const isElsewhere = metric === 'up' || (engine === 'sqlite' && /_database_connections$/.test(metric))
    const known = isElsewhere ? ['state'] : samples.labelsOf(metric)
    expect([metric, known === undefined ? 'unknown' : 'known']).toEqual([metric, 'known'])
    for (const label of [...target, ...(known ?? [])]) all.add(label)
    for (const label of labels) expect([...target, ...(known ?? [])]).toContain(label)
  }
  const told = [...shown.matchAll(/\{\{ *(?:\$labels\.)?(\w+) *\}\}/g)].map(([, label = '']) => label)
  for (const label of [...grouping, ...told]) expect([...all]).toContain(label)
})
