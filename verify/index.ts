/** `conversation-contracts/verify`: whether a server keeps a contract, as cases for any test runner. */
import { randomBytes } from 'node:crypto'
import { prettyReport } from './reports/pretty.ts'
import { casesOf, isLocal, type Options, type Report, runCase } from './run.ts'
import { createSession, type Target } from './session.ts'

export { Pointless, type Report, type Result, type Severity, type Told, verify } from './run.ts'
export type { Options as VerifyOptions, Target }

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
 * @param target `allowWrites` and `budget` may be left out for a server on this machine
 */
export function verifyContract(
  target: Pick<Target, 'api' | 'baseUrl' | 'key'> & Partial<Target>,
  options: Pick<Options, 'only' | 'strict' | 'lacks'> = {},
): ContractCase[] {
  const local = isLocal(target.baseUrl)
  const full = { allowWrites: local, budget: local ? Number.MAX_SAFE_INTEGER : 500, ...target }
  const session = createSession(full, randomBytes(4).toString('hex'))
  return casesOf(full.api)
    .filter(({ name }) => options.only?.test(name) ?? true)
    .map(one => ({
      name: one.name,
      async run() {
        const result = await runCase(one, session, options)
        const failed = result.told.filter(({ severity }) => severity === 'failure')
        if (failed.length === 0) return result.outcome !== 'not run'
        const { api, baseUrl } = full
        const common = {
          api,
          baseUrl,
          run: session.run,
          requests: session.sent,
          created: [],
          milliseconds: 0,
        }
        throw new Error(prettyReport({ ...common, results: [{ ...result, told: failed }] } satisfies Report))
      },
    }))
}
