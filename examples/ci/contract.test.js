/** Whether a server keeps the contract, each rule a test of its own. Put the start of your server in the place of ours. */
import { startServer } from 'conversation-contracts/server'
import { closeEars, openEars, verifyContract } from 'conversation-contracts/verify'
import { afterAll, expect, test } from 'vitest'

const server = await startServer()
const ears = await openEars({ webhooks: { host: '127.0.0.1', port: 0 } })
afterAll(async () => {
  await closeEars(ears)
  await server.stop()
})

const target = { api: 'atender', baseUrl: server.url, key: 'sa_test_demo_full' }
const cases = verifyContract(target, { ears })

test.concurrent.for(cases)('$name', { timeout: 60_000 }, async ({ run }, { skip }) => {
  // What could not be asked, such as a rule that needs another key, is no success.
  if (!(await run())) skip()
})

test('there are some', () => expect(cases.length).toBeGreaterThan(500))
