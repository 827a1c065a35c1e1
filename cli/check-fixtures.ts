import { globSync, readFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import { apiNames } from '../verify/contract.ts'
import { checkFixture, type FixtureHints, type FixtureResult } from '../verify/testing/fixtures.ts'
import { worded } from '../verify/testing/matcher.ts'

/** What the process ends with where an answer no longer fits, and where there was none to look at. */
const BROKEN = 1
const COULD_NOT = 2

/** `check-fixtures`: holds recorded answers against the contract. */
export function checkFixturesCommand(): Command {
  return new Command('check-fixtures')
    .description('say which recorded answers no longer fit the contract')
    .argument('<patterns...>', "files, as 'src/**/*.json': JSON bodies, or HAR files")
    .addOption(new Option('--api <api>', 'whose they are, where their names do not say').choices(apiNames))
    .option('--operation <id>', 'what they answer, where their names do not say')
    .option('--status <status>', 'with which status, where their names do not say', Number)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : COULD_NOT))
    .addHelpText(
      'after',
      `
What a file answers is told by its name (createOutboundConversation.201.json,
atender/createOutboundConversation/201.json), by itself ({ "api", "operationId",
"status", "body" }, or a HAR file), or by the options.

Exit codes:
  0  every answer fits
  1  one at least does not
  2  there was none to look at`,
    )
    .action(async (patterns: string[], { api, operation, status }) => {
      const hints: FixtureHints = {
        ...(api ? { api } : {}),
        ...(operation ? { operationId: operation } : {}),
        ...(status ? { status } : {}),
      }
      const files = [...new Set(globSync(patterns))].toSorted()
      if (files.length === 0) process.stderr.write(`There is no file ${patterns.join(', ')}.\n`)
      const results: FixtureResult[] = []
      for (const file of files) results.push(...(await checkFixture(file, readFileSync(file, 'utf8'), hints)))
      process.stdout.write(report(results))
      const known = results.filter(({ answers }) => answers !== undefined)
      if (known.length === 0) process.exitCode = COULD_NOT
      else if (known.some(({ breaches }) => breaches.length > 0)) process.exitCode = BROKEN
    })
}

function report(results: FixtureResult[]): string {
  const lines = results.map(({ name, api, answers, breaches, reason }) => {
    if (api === undefined) return `– ${name}: ${reason}`
    if (breaches.length === 0) return `✓ ${name}: ${api} ${answers}`
    return [`✗ ${name}: ${api} ${answers}`, ...breaches.map(breach => worded(api, breach))].join('\n')
  })
  const count = (is: (result: FixtureResult) => boolean) => results.filter(is).length
  const broken = count(({ breaches }) => breaches.length > 0)
  const unknown = count(({ answers }) => answers === undefined)
  const sum = `${results.length - broken - unknown} fit, ${broken} do not, ${unknown} were not looked at`
  return `${[...lines, sum].join('\n')}\n`
}
