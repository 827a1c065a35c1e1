/** Every code block of the README that can be run does what it shows. */
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { codeBlocksOf } from '../support/code-blocks.ts'
import { linkPackage } from '../support/package.ts'
import { root, type ServerProcess, startServerProcess, temporaryFolder } from '../support/process.ts'

const { project } = inject('installed')
const run = promisify(execFile)
const secret = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3'

let server: ServerProcess
beforeAll(async () => {
  server = await startServerProcess({
    DATABASE_URL: `sqlite:${join(temporaryFolder(), 'readme.db')}`,
    MOCK_PORT: await freePort(),
  })
  linkPackage(project, '@types/node')
})
afterAll(() => server.kill('SIGKILL'))

/** A port that nobody has; the mock is started by a number other than 0 alone. */
async function freePort(): Promise<string> {
  const { createServer } = await import('node:net')
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => probe.once('listening', resolve))
  const address = probe.address()
  await new Promise(resolve => probe.close(resolve))
  return typeof address === 'object' && address ? String(address.port) : ''
}

const here = (code: string) =>
  code
    .replaceAll('http://127.0.0.1:3000', server.url)
    .replaceAll('http://127.0.0.1:4010', server.mockUrl ?? '')

const env = () => ({
  PATH: process.env.PATH ?? '',
  HOME: process.env.HOME ?? '',
  ATENDER_API_KEY: 'sa_test_demo_full',
  FERNAND_API_KEY: 'sk_demo',
  ATENDER_WEBHOOK_SECRET: secret,
})

const runnable = codeBlocksOf('README.md').filter(
  ({ language, notRun }) => ['sh', 'js', 'ts'].includes(language) && notRun === undefined,
)

describe('README.md', () => {
  it('has blocks of every kind that are run', () => {
    expect(new Set(runnable.map(({ language }) => language))).toEqual(new Set(['sh', 'ts']))
    expect(runnable.length).toBeGreaterThanOrEqual(7)
  })

  it('marks nothing as not run that is, and gives reasons', () => {
    for (const { notRun, line } of codeBlocksOf('README.md'))
      if (notRun !== undefined) expect([line, notRun.length > 10]).toEqual([line, true])
  })

  it.each(runnable.map(block => [block.line, block.language, block.code] as const))(
    'line %i: %s runs',
    async (line, language, code) => {
      if (language === 'sh') {
        const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', here(code)], {
          cwd: project,
          env: env(),
        })
        if (code.startsWith('curl -i')) expect(stdout).toMatch(/^HTTP\/1\.1 (200|201|409) /)
        return
      }
      const file = `readme-${line}.mts`
      writeFileSync(join(project, file), here(code))
      const { stdout, stderr } = await run(process.execPath, [file], { cwd: project, env: env() })
      expect([stdout.length > 0, stderr]).toEqual([true, ''])
    },
  )

  it('has TypeScript that compiles under strict', async () => {
    const files = runnable.flatMap(({ language, code, line }) => {
      if (language !== 'ts') return []
      writeFileSync(join(project, `readme-${line}.mts`), code)
      return [`readme-${line}.mts`]
    })
    const compilerOptions = {
      strict: true,
      noEmit: true,
      module: 'NodeNext',
      target: 'ES2024',
      lib: ['ESNext', 'DOM'],
      skipLibCheck: true,
      types: ['node'],
    }
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }))
    await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project])
  })
})
