import { placeOf } from '../place.ts'
import type { Report, Result, Severity, Told } from '../run.ts'

const MARKS: Record<Severity, string> = { failure: '✗', warning: '!', note: '·' }
const SEVERITIES: Severity[] = ['failure', 'warning', 'note']

/** What a person reads: a table by operation, then each breach, the worst first. */
export function prettyReport(report: Report): string {
  const { results, requests, milliseconds, created } = report
  const told = breachesOf(report)
  const notRun = Map.groupBy(
    results.filter(({ outcome }) => outcome === 'not run'),
    ({ reason = '' }) => reason,
  )
  const seconds = (milliseconds / 1000).toFixed(1)
  return [
    tableOf(results),
    ...told.map(({ result, breach }) => paragraphOf(report, result, breach)),
    ...[...notRun].map(([reason, some]) => `not run: ${some.length} (${reason})`),
    ...(created.length > 0
      ? [
          `created, and still there:\n${created.map(one => `  ${one.length > 100 ? `${one.slice(0, 100)}…` : one}`).join('\n')}`,
        ]
      : []),
    `${summaryOf(report)}; ${requests} requests in ${seconds} s`,
  ]
    .map(part => `${part}\n`)
    .join('\n')
}

/** `12 kept, 1 broken …` */
export function summaryOf({ results }: Report): string {
  const of = (outcome: Result['outcome']) => results.filter(one => one.outcome === outcome).length
  const worst = results.flatMap(({ told }) => told)
  const by = SEVERITIES.map(severity => {
    const count = worst.filter(one => one.severity === severity).length
    return `${count} ${severity}${count === 1 ? '' : 's'}`
  })
  return `${of('kept')} kept, ${of('broken')} broken, ${of('not run')} not run: ${by.join(', ')}`
}

/** Every breach with its case, failures first. */
export const breachesOf = ({ results }: Report): { result: Result; breach: Told }[] =>
  results
    .flatMap(result => result.told.map(breach => ({ result, breach })))
    .toSorted((a, b) => SEVERITIES.indexOf(a.breach.severity) - SEVERITIES.indexOf(b.breach.severity))

function paragraphOf({ api, results }: Report, { name }: Result, breach: Told): string {
  const { severity, rule, expected, came, provenance, pointer, curl } = breach
  const also = results.filter(({ again = [] }) => again.includes(name)).length
  return [
    `${MARKS[severity]} ${severity}: ${name}`,
    `    ${rule}`,
    `    expected  ${expected}`,
    `    came      ${came}`,
    `    contract  ${placeOf(api, pointer)}, ${provenance}`,
    ...(also > 0 ? [`    also      breaks ${also} other case${also === 1 ? '' : 's'}`] : []),
    `    try       ${curl}`,
  ].join('\n')
}

function tableOf(results: Result[]): string {
  const rows = [...Map.groupBy(results, ({ operationId }) => operationId)].map(([operationId, own]) => {
    const count = (outcome: Result['outcome']) => own.filter(one => one.outcome === outcome).length
    const worst = SEVERITIES.find(severity =>
      own.some(({ told }) => told.some(one => one.severity === severity)),
    )
    const mark = worst ? MARKS[worst] : count('broken') > 0 ? '!' : count('kept') > 0 ? '✓' : '–'
    return [`${mark} ${operationId}`, count('kept'), count('broken'), count('not run')].map(String)
  })
  const head = ['  operation', 'kept', 'broken', 'not run']
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map(row => row[column]?.length ?? 0)),
  )
  return [head, ...rows]
    .map(cells =>
      cells
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n')
}
