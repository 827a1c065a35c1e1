import { placeOf } from '../place.ts'
import type { Report } from '../run.ts'
import { breachesOf, summaryOf } from './pretty.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ')

/** For a comment on a pull request. */
export function markdownReport(report: Report): string {
  const { api, baseUrl } = report
  const rows = breachesOf(report).map(({ result, breach }) => {
    const { severity, rule, expected, came, provenance, pointer } = breach
    const place = `\`${placeOf(api, pointer)}\` (${provenance})`
    return `| ${[severity, result.name, rule, expected, came].map(cell).join(' | ')} | ${place} |`
  })
  return [
    `## ${api} at ${baseUrl}`,
    '',
    `${summaryOf(report)}.`,
    ...(rows.length === 0
      ? []
      : ['', '| | case | rule | expected | came | contract |', '|---|---|---|---|---|---|', ...rows]),
    '',
  ].join('\n')
}
