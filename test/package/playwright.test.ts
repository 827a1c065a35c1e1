/** The fixture of `conversation-contracts/testing` in Playwright Test, which needs no browser for it. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { installedPackage } from '../support/installed.ts'
import { linkPackage } from '../support/package.ts'
import { startTestServer } from '../support/server.ts'
import { startShell } from '../support/shell.ts'

const { project } = await installedPackage()

const spec = `
import { test as base, expect } from '@playwright/test'
import { tenantFixture, type Tenant } from 'conversation-contracts/testing'

const test = base.extend<{ tenant: Tenant }>({ tenant: tenantFixture(process.env.SERVER) })

const outbound = (reference: string) => ({
  externalReference: reference,
  contact: { email: 'erlich@aviato.example' },
  subject: 'Refund',
})

for (const mine of ['one', 'other'])
  test(\`\${mine} sees its own tenant alone\`, async ({ tenant, request }) => {
    const headers = { Authorization: \`Bearer \${tenant.keys.atender}\` }
    const url = \`\${process.env.SERVER}/v1/conversations\`
    const made = await request.post(\`\${url}/outbound\`, { headers, data: outbound('same') })
    expect(made.status()).toBe(201)
    const subject = await request.post(\`\${url}/outbound\`, { headers, data: outbound(mine) })
    expect(subject.status()).toBe(201)
    const { data } = await (await request.get(url, { headers })).json()
    expect(data.map(row => row.externalReference)).toEqual([mine, 'same'])
    expect((await tenant.events()).filter(({ event }) => event === 'conversation.created')).toHaveLength(2)
  })
`

it('gives each test a tenant of its own', async () => {
  linkPackage(project, '@playwright/test')
  const folder = join(project, 'playwright')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'tenant.spec.ts'), spec)
  writeFileSync(join(folder, 'playwright.config.ts'), 'export default { workers: 2, fullyParallel: true }\n')
  await using server = await startTestServer({ control: true })
  const shell = startShell('npx --no-install playwright test --config playwright --reporter line', project, {
    SERVER: server.url,
    CI: '1',
  })
  expect([await shell.exited, shell.stdout()]).toEqual([0, expect.stringContaining('2 passed')])
})
