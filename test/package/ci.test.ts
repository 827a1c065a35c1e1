/** The recipe for CI, as a runner with the package installed would go through it. */
import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { freePort } from '../support/free-port.ts'
import { installedPackage } from '../support/installed.ts'
import { linkPackage } from '../support/package.ts'
import { root } from '../support/process.ts'
import { startShell } from '../support/shell.ts'

const { project } = await installedPackage()

it('starts a server, holds it against the contract, and leaves a report', async () => {
  const { jobs } = parse(readFileSync(join(root, 'examples/ci/contract.yml'), 'utf8'))
  const steps: { run?: string; env?: Record<string, string> }[] = jobs.contract.steps
  const port = String(await freePort())
  const commands = steps.flatMap(({ run }) => run ?? []).map(run => run.replaceAll(':3000', `:${port}`))
  expect(commands[0]).toBe('npm ci')
  const env = Object.assign({}, ...steps.map(({ env }) => env), {
    PORT: port,
    MOCK_PORT: '0',
    DATABASE_URL: 'sqlite::memory:',
  })
  // A runner ends what it has started.
  const shell = startShell(["trap 'kill %1' EXIT", ...commands.slice(1)].join('\n'), project, env)
  expect([await shell.exited, shell.stderr()]).toEqual([0, ''])
  expect(shell.stdout()).toMatch(/\d{3} kept, 0 broken, /)
  expect(readFileSync(join(project, 'contract.xml'), 'utf8')).toMatch(
    /<testsuites tests="\d{3}" failures="0"/,
  )
}, 120_000)

it('runs every rule as a test of a vitest project', async () => {
  linkPackage(project, 'vitest')
  const { jobs } = parse(readFileSync(join(root, 'examples/ci/vitest.yml'), 'utf8'))
  const steps: { run?: string }[] = jobs.contract.steps
  const [install, ...commands] = steps.flatMap(({ run }) => run ?? [])
  expect(install).toBe('npm ci')
  copyFileSync(join(root, 'examples/ci/contract.test.js'), join(project, 'contract.test.js'))
  // Each rule is there as a test; those of one operation, and that there are others, stand for all.
  const some = "-t '^(createOutboundConversation|there are some)'"
  const shell = startShell(`${commands.join('\n').trim()} ${some}`, project, { NO_COLOR: '1' })
  expect([await shell.exited, shell.stderr()]).toEqual([0, ''])
  expect(shell.stdout()).toMatch(/Tests +\d{3} passed \| \d{3} skipped/)
  expect(readFileSync(join(project, 'contract.xml'), 'utf8')).toMatch(/tests="\d{3}" failures="0"/)
}, 120_000)
