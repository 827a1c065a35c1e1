/** The mock as `conversation-contracts mock` shows it: its routes at the start, a line for each request. */

import { type Api, apis } from '../server/apis/apis.ts'
import type { OperationFacts } from '../server/contracts.ts'
import { run } from '../server/process/run.ts'
import { createMock } from './index.ts'
import type { Answered } from './observe.ts'

interface Settings {
  host: string
  port: number
  apis: readonly Api[]
  seed: string
  corsOrigins: readonly string[] | undefined
  /** Whether requests can be made to fail, where this machine alone reaches it. */
  control: boolean
  /** One JSON object a line. */
  json: boolean | undefined
}

/** Serves until the process is told to stop. */
export const serve = ({ host, port, json, ...options }: Settings): Promise<void> =>
  run(async () => {
    const print = (text: string) => process.stdout.write(`${text}\n`)
    const onAnswer = (answered: Answered) => print(json ? JSON.stringify(answered) : lineOf(answered))
    const mock = createMock({ ...options, onAnswer })
    const url = await mock.listen({ host, port, variable: 'MOCK_PORT' })
    const banner = json
      ? `${JSON.stringify({ url, routes: routesOf(options.apis) })}\n`
      : `\n${tableOf(options.apis)}\n\n  mock     ${url}\n\n`
    return { url, banner, stop: () => mock.close() }
  })

interface Route {
  api: Api
  method: string
  path: string
  operationId: string
  statuses: readonly number[]
}

const routesOf = (names: readonly Api[]): Route[] =>
  names.flatMap(api =>
    Object.entries(apis[api].operations as Readonly<Record<string, OperationFacts>>).map(
      ([operationId, { method, path, statuses }]) => ({
        api,
        method: method.toUpperCase(),
        path,
        operationId,
        statuses,
      }),
    ),
  )

function tableOf(names: readonly Api[]): string {
  const rows = routesOf(names).map(({ api, method, path, statuses }) => [
    api,
    method,
    path,
    statuses.join(' '),
  ])
  if (names.includes('atender')) rows.push(['mock', 'POST', '/_mock/webhooks/{event}', '200 400'])
  const widths = [0, 1, 2].map(column => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  return rows
    .map(row => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`)
    .join('\n')
}

/** `POST /v1/webhooks 400 3 ms`, and below it what was wrong. */
function lineOf({ method, path, status, ms, violations, reason }: Answered): string {
  const told =
    violations.length > 0 ? violations.map(one => one.message) : reason === undefined ? [] : [reason]
  const head = `${status < 400 ? '✓' : '✗'} ${status} ${method} ${printable(path)}  ${ms} ms`
  return [head, ...told.map(message => `      ${printable(message)}`)].join('\n')
}

/** Without what would move a terminal's cursor. */
const printable = (text: string): string => text.replaceAll(/\p{Cc}/gu, '\ufffd')
