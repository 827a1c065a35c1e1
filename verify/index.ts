/** `conversation-contracts/verify`: whether a server keeps a contract, as cases for any test runner. */
import { casesOf } from './cases.ts'
import type { Ears } from './ears/ears.ts'
import { prettyReport } from './reports/pretty.ts'
import { chosen, type Options, type Report, runCase } from './run.ts'
import { createSession, type GivenTarget, targetOf } from './session.ts'

export { closeEars, type Ears, type Listening, openEars } from './ears/ears.ts'
export { Pointless, type Report, type Result, type Severity, type Told, verify } from './run.ts'
export type { GivenTarget as Target, Options as VerifyOptions }

/** One question to a server. */
export interface ContractCase {
  name: string
  /**
   * Asks it.
   *
   * @returns false when it could not be asked, such as a rule that needs memory of a mock
   * @throws Error with what is broken, where that fails: a documented fact, or with `strict` any
   */
  run(): Promise<boolean>
}

/**
 * The cases of a contract against a server, for a test runner: `it.each(cases)('$name', ({ run }) => run())`.
 *
 * @param given `allowWrites` and `budget` may be left out for a server on this machine
 * @param options `ears` from `openEars`, for what the server sends by itself; close them when the tests are over
 */
export function verifyContract(
  given: GivenTarget,
  options: Pick<Options, 'only' | 'operations' | 'strict' | 'lacks' | 'patience'> & { ears?: Ears } = {},
): ContractCase[] {
  const { api, baseUrl } = given
  const session = createSession(targetOf(given), options.ears, options.patience)
  return casesOf(api)
    .filter(chosen(options))
    .map(one => ({
      name: one.name,
      async run() {
        const result = await runCase(one, session, options)
        const failed = result.told.filter(({ severity }) => severity === 'failure')
        if (failed.length === 0) return result.outcome !== 'not run'
        const common = {
          api,
          baseUrl,
          run: session.run,
          seed: session.target.seed,
          requests: session.sent,
          created: [],
          milliseconds: 0,
        }
        throw new Error(prettyReport({ ...common, results: [{ ...result, told: failed }] } satisfies Report))
      },
    }))
}
