import { placeOf } from '../place.ts'
import type { Report, Result } from '../run.ts'

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Characters that no XML 1.0 document may hold, and those that mean something in one. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"]/g, sign => ENTITIES[sign] ?? sign)

/** As CI servers read it: failures are failures, what is less is text of a case that passed. */
export function junitReport(report: Report): string {
  const { api, results, milliseconds } = report
  const failed = results.filter(({ told }) => told.some(({ severity }) => severity === 'failure')).length
  const skipped = results.filter(isSkipped).length
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites tests="${results.length}" failures="${failed}" skipped="${skipped}" time="${seconds(milliseconds)}">`,
    `  <testsuite name="${api}" tests="${results.length}" failures="${failed}" skipped="${skipped}" time="${seconds(milliseconds)}">`,
    ...results.map(result => caseOf(report, result)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

/** What was not run, and what is broken by what another case tells of. */
const isSkipped = ({ outcome, told, again }: Result): boolean =>
  outcome === 'not run' || (told.length === 0 && again !== undefined)

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3)

function caseOf({ api }: Report, result: Result): string {
  const { name, operationId, again = [], told, milliseconds } = result
  const { reason = `broken, as ${again.map(one => `"${one}"`).join(' and ')} tells` } = result

  const head = `    <testcase classname="${escaped(`${api}.${operationId}`)}" name="${escaped(name)}" time="${seconds(milliseconds)}"`
  if (isSkipped(result)) return `${head}><skipped message="${escaped(reason)}"/></testcase>`
  if (told.length === 0) return `${head}/>`
  const inner = told.map(({ severity, rule, expected, came, provenance, pointer, curl }) => {
    const text = escaped(
      `${rule}\nexpected: ${expected}\ncame: ${came}\ncontract: ${placeOf(api, pointer)} (${provenance})\n${curl}`,
    )
    return severity === 'failure'
      ? `      <failure type="${provenance}" message="${escaped(rule)}">${text}</failure>`
      : `      <system-out>${severity}: ${text}</system-out>`
  })
  return [`${head}>`, ...inner, '    </testcase>'].join('\n')
}
