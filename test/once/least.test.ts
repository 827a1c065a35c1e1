/** The server asks for no more of the machine than a folder for its data. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { environment } from '../support/environment.ts'
import { freePort } from '../support/free-port.ts'
import { root, runServer, temporaryFolder } from '../support/process.ts'
import { watchPrinted } from '../support/secrets.ts'
import { until } from '../support/until.ts'

/** Of Debian, and of most others. */
const NOBODY = 65534
const isRoot = process.getuid?.() === 0
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

it('it runs as nobody, where only its data can be written', async () => {
  const folder = temporaryFolder()
  const [here, data] = [join(folder, 'here'), join(folder, 'data')]
  for (const path of [here, data]) mkdirSync(path)
  if (isRoot) chownSync(data, NOBODY, NOBODY)
  chmodSync(folder, 0o755)
  chmodSync(here, 0o555)
  const env = {
    ...{ PORT: '0', MOCK_PORT: '0', LOG_LEVEL: 'warn' },
    ...{ DATABASE_URL: `sqlite:${data}/own/contracts.db`, HOME: '/nonexistent', TMPDIR: here },
  }
  const child = spawn(process.execPath, [join(root, 'cli/main.js'), 'serve'], {
    cwd: here,
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  watchPrinted(child, env)
  const stderr = text(child.stderr)
  let stdout = ''
  child.stdout.on('data', chunk => {
    stdout += chunk
  })
  const url = await until(async () => {
    if (child.exitCode !== null) throw new Error(`it ended: ${await stderr}`)
    return /server +(http:\S+)/.exec(stdout)?.[1]
  }, 40_000)
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  const created = await fetch(`${url}/v1/conversations/outbound`, {
    method: 'POST',
    headers: { Authorization: 'Bearer sa_test_demo_full', 'Content-Type': 'application/json' },
    body: JSON.stringify({ externalReference: 'a', contact: { email: 'a@b.example' }, subject: 's' }),
  })
  expect(created.status).toBe(201)
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
  expect(await stderr).not.toMatch(/"level":(50|60)/)
  expect(readdirSync(here)).toEqual([])
  expect(modeOf(join(data, 'own'))).toBe('700')
})

it.runIf(process.platform === 'linux')('no secret is in the arguments of what it starts', async () => {
  const env = {
    ...{
      PORT: '0',
      MOCK_PORT: String(await freePort()),
      DATABASE_URL: 'sqlite::memory:',
      LOG_LEVEL: 'silent',
    },
    ...{ SMTP_URL: 'smtp://mailer:a-password-of-mail@127.0.0.1:1', ADMIN_TOKEN: 'a-token-for-the-operator' },
  }
  const server = runServer(env)
  onTestFinished(() => void server.child.kill('SIGKILL'))
  const seen = new Set<string>()
  await until(async () => {
    for (const line of argumentsBelow(server.child.pid ?? 0)) seen.add(line)
    return server.stdout().includes('curl') || server.child.exitCode !== null || undefined
  }, 40_000)
  for (const line of argumentsBelow(server.child.pid ?? 0)) seen.add(line)
  server.child.kill('SIGTERM')
  await server.exited
  expect([...seen].join('\n')).toContain('mock/main.js')
  expect([...seen].join('\n')).not.toMatch(/a-password|a-token|sa_test|sk_/)
})

/** The command lines of a process, and of those that it has started, now. */
function argumentsBelow(pid: number): string[] {
  try {
    const own = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)
    return [own, ...children.flatMap(child => argumentsBelow(Number(child)))]
  } catch {
    return [] // It has ended.
  }
}
