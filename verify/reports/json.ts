import { placeOf } from '../place.ts'
import type { Report } from '../run.ts'

/** Everything, with the place of each breach in the contract. */
export const jsonReport = (report: Report): string =>
  `${JSON.stringify(
    {
      ...report,
      evidence: undefined,
      results: report.results.map(result => ({
        ...result,
        told: result.told.map(({ request: _, ...breach }) => ({
          ...breach,
          place: placeOf(report.api, breach.pointer),
        })),
      })),
    },
    null,
    2,
  )}\n`
