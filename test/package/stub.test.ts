/** A stub with three mistakes, asked from a folder that has nothing but the package. */
import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { installedPackage } from '../support/installed.ts'
import { root } from '../support/process.ts'
import { startShell } from '../support/shell.ts'

const { project } = await installedPackage()

it('a stub with three mistakes gets just those three reported as failures, on the terminal and in JUnit', async () => {
  copyFileSync(join(root, 'test/fixtures/stub/server.mjs'), join(project, 'stub.mjs'))
  const port = String(await freePort())
  const url = `http://127.0.0.1:${port}`
  const shell = startShell(
    [
      "trap 'kill %1' EXIT",
      'node stub.mjs &',
      `curl --silent --output /dev/null --retry 60 --retry-delay 1 --retry-all-errors ${url}`,
      `npx conversation-contracts verify --api atender --base-url ${url} --key stub \\`,
      '  --operation createOutboundConversation --reporter pretty --reporter junit --out stub.xml',
    ].join('\n'),
    project,
    { PORT: port },
  )
  expect([await shell.exited, shell.stderr()]).toEqual([1, ''])
  const failures = shell
    .stdout()
    .split('\n\n')
    .filter(part => part.startsWith('✗ failure'))
  const rules = ['response body: required', 'the status 409', 'response header Retry-After: required']
  expect(failures.map(text => text.split('\n')[1]?.trim())).toEqual(rules)
  expect(failures[0]).toContain("must have required property 'status'")
  expect(shell.stdout()).toMatch(/: 3 failures, 0 warnings, \d+ notes;/)
  const xml = readFileSync(join(project, 'stub.xml'), 'utf8')
  expect(xml).toMatch(/<testsuites tests="\d+" failures="3" /)
  expect([...xml.matchAll(/<failure type="documented" message="([^"]+)"/g)].map(([, rule]) => rule)).toEqual(
    rules,
  )
}, 120_000)
