import type { Report } from '../../../verify/index.ts'
import { summaryOf } from '../../../verify/reports/pretty.ts'

/** Says how many cases of each operation are kept, for a person who reads the log of the tests. */
export function tellMatrix(where: string, report: Report): void {
  const { api, results, requests, milliseconds } = report
  const rows = [...Map.groupBy(results, ({ operationId }) => operationId)].map(([id, own]) => {
    const kept = own.filter(({ outcome }) => outcome === 'kept').length
    return `${id} ${kept}/${own.length}`
  })
  const took = `${requests} requests in ${(milliseconds / 1000).toFixed(1)} s`
  process.stdout.write(`${api} on ${where}: ${summaryOf(report)}; ${took}\n  ${rows.join(', ')}\n`)
}
