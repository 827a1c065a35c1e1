/** `conversation-contracts/testing`: a matcher for vitest and Jest, recorded answers, and a tenant for each test. */
import { createTenant, type Tenant } from '../client/control.ts'

export type { Tenant } from '../client/control.ts'
export * from '../verify/testing/index.ts'

/** Where the server is, for tests that do not say: it is started once for all of them. */
const SERVER = 'http://127.0.0.1:3000'

/**
 * Gives each test a private copy of the demo tenant: `test.extend({ tenant: tenantFixture(server.url) })`, in vitest and
 * in Playwright alike.
 *
 * @param baseUrl where the reference server is; a function of it, where that is known only once the tests run
 */
export const tenantFixture =
  (baseUrl: string | (() => string) = SERVER) =>
  // Both runners want to see that it needs no other fixture.
  // biome-ignore lint/correctness/noEmptyPattern: it is how they are told
  async ({}: object, use: (tenant: Tenant) => Promise<void>): Promise<void> =>
    use(createTenant({ baseUrl: typeof baseUrl === 'string' ? baseUrl : baseUrl() }))
