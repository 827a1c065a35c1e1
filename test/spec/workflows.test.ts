/** Every workflow of `openapi/workflows/` goes its way on a real server, as redocly goes it. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { redoclyOutput } from '../../scripts/redocly.ts'
import { copyOf } from '../support/control.ts'
import { root } from '../support/process.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const files = readdirSync(join(root, 'openapi/workflows')).filter(file => file.endsWith('.arazzo.yaml'))

let server: TestServer
let said = ''

beforeAll(async () => {
  server = await startTestServer()
  const copy = copyOf(server)
  const { data: receiver } = await copy.control.PUT('/_control/receivers/{name}', {
    params: { path: { name: 'crm' } },
    body: {},
  })
  const inputs = {
    atenderKey: copy.keys.atender,
    fernandKey: copy.keys.fernand,
    tenant: copy.name,
    reference: 'order-4521',
    receiver: receiver?.url,
  }
  const servers = ['atender', 'fernand', 'control'].flatMap(api => ['--server', `${api}=${server.url}`])
  const paths = files.map(file => `openapi/workflows/${file}`)
  const { stdout, stderr } = await redoclyOutput(root, [
    ...['respect', ...paths, ...servers],
    ...['--input', JSON.stringify(inputs), '--max-fetch-timeout', '20000'],
  ])
  said = stdout + stderr
})
afterAll(() => server?.stop())

it.each(files)('%s ends as it says', file => {
  const [, own = said] = said.split(`Running workflow ${file} /`)
  const [summary = own] = own.split('Running workflow')
  expect(summary).toMatch(/Workflows: 1 passed, 1 total/)
})
