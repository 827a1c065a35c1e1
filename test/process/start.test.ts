import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pino } from 'pino'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { StartError } from '../../server/errors/start-error.ts'
import { startServer } from '../../server/process/start.ts'
import { environment } from '../support/environment.ts'
import { root, runServer, startServerProcess, temporaryFolder } from '../support/process.ts'
import { demoKey } from '../support/server.ts'
import { connectSmtp } from '../support/smtp-client.ts'
import { until } from '../support/until.ts'

describe('npm start', () => {
  it('prints where everything is, and two requests that answer 201 and 200 when pasted', async () => {
    const smtpPort = await freePort()
    const server = await startServerProcess({
      SMTP_LISTEN: `127.0.0.1:${smtpPort}`,
      DATABASE_URL: `sqlite:${join(temporaryFolder(), 'new', 'folder', 'test.db')}`,
      MOCK_PORT: await freePort(),
    })
    try {
      expect(server.stdout()).toContain(`received on 127.0.0.1:${smtpPort}`)
      expect(await (await connectSmtp(`smtp://127.0.0.1:${smtpPort}`)).say('QUIT')).toMatch(/^221 /)
      for (const key of Object.values(demoKey)) expect(server.stdout()).toContain(key)
      const pasted = server
        .stdout()
        .split(/\n\n/)
        .filter(text => text.trim().startsWith('curl'))
      expect(pasted).toHaveLength(2)
      const answers = []
      for (const command of pasted) {
        const shell = await run('sh', ['-c', command])
        answers.push(/^HTTP\/1\.1 (\d+)/m.exec(shell)?.[1])
      }
      expect(answers).toEqual(['201', '200'])
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
      const mocked = await fetch(`${server.mockUrl}/conversations/1`, {
        headers: { 'X-API-Key': demoKey.fernand },
      })
      expect(mocked.status).toBe(200)
      expect([200, 503]).toContain((await fetch(`${server.url}/docs/`)).status)
    } finally {
      expect(await server.kill('SIGINT')).toBe(0)
    }
    await expect(fetch(`${server.mockUrl}/healthz`)).rejects.toThrow()
  })

  it('says that it is there once its door for mail is open, and not before', async () => {
    const [port, smtpPort] = [await freePort(), await freePort()]
    const starting = startServerProcess({
      PORT: port,
      SMTP_LISTEN: `127.0.0.1:${smtpPort}`,
      DATABASE_URL: 'sqlite::memory:',
      LOG_LEVEL: 'silent',
    })
    const ask = () =>
      fetch(`http://127.0.0.1:${port}/healthz`).then(
        async response => [response.status, await response.json()],
        () => undefined,
      )
    const seen = new Map<string, number>()
    for (;;) {
      // When it does not start, that is what is told.
      const answer = await Promise.race([ask(), starting.then(ask)])
      await new Promise(resolve => setTimeout(resolve, 2))
      if (answer) seen.set(JSON.stringify(answer), (seen.get(JSON.stringify(answer)) ?? 0) + 1)
      if (answer?.[0] === 200) break
    }
    expect(await (await connectSmtp(`smtp://127.0.0.1:${smtpPort}`)).say('QUIT')).toMatch(/^221 /)
    const starts = '[503,{"status":"starting"}]'
    expect([...seen.keys()].filter(answer => answer !== starts)).toEqual(['[200,{"status":"ok"}]'])
    await (await starting).kill('SIGTERM')
  })

  it('stops the mock too when it is killed', async () => {
    const server = await startServerProcess({ DATABASE_URL: 'sqlite::memory:', MOCK_PORT: await freePort() })
    await server.kill('SIGKILL')
    await new Promise(resolve => setTimeout(resolve, 1000))
    await expect(fetch(`${server.mockUrl}/healthz`)).rejects.toThrow()
  })
})

describe('a start that cannot work ends with one clear line', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'file'), 'not a database, and not a folder either; long enough to be looked at')
  mkdirSync(join(folder, 'folder'))
  writeFileSync(join(folder, 'syntax.yaml'), 'tenants:\n  - id: a\n   name: b\n')
  writeFileSync(
    join(folder, 'content.yaml'),
    'tenants:\n  - id: shop\n    name: Shop\n    environment: test\n    colour: red\n    keys:\n      - api: atender\n        key: sa_live_x\n',
  )
  writeFileSync(
    join(folder, 'twice.yaml'),
    'tenants:\n  - id: shop\n    name: Shop\n    environment: test\n    tags:\n      - { id: 1, slug: a, name: A }\n      - { id: 1, slug: b, name: B }\n    teams:\n      - { id: t, name: T, channels: [fax] }\n',
  )

  writeFileSync(
    join(folder, 'lists.yaml'),
    'tenants:\n  - id: shop\n    name: Shop\n    environment: test\n    sla:\n      - []\n    snippets:\n      - { id: 1, name: S, actions: [{ name: archive, data: [1] }] }\n',
  )

  it.each([
    ['a PORT that is none', { PORT: 'abc' }, /^PORT: /],
    ['two variables at once', { PORT: '70000', LOG_LEVEL: 'loud' }, /^PORT: .*; LOG_LEVEL: /],
    [
      'an unknown database',
      { DATABASE_URL: 'mysql://root:secret@db/x' },
      /^DATABASE_URL must be (?!.*secret)/,
    ],
    ['a database below a file', { DATABASE_URL: `sqlite:${folder}/file/x.db` }, /^DATABASE_URL: cannot open/],
    [
      'a database that is a folder',
      { DATABASE_URL: `sqlite:${folder}/folder` },
      /^DATABASE_URL: cannot open/,
    ],
    [
      'a database that is something else',
      { DATABASE_URL: `sqlite:${folder}/file` },
      /^DATABASE_URL: .*not a database/,
    ],
    [
      'a PostgreSQL that is not there',
      { DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/shop' },
      /^DATABASE_URL: cannot use postgres:\/\/127\.0\.0\.1:1\/shop: .*ECONNREFUSED(?!.*secret)/,
    ],
    ['a DATABASE_POOL that is too small', { DATABASE_POOL: '1' }, /^DATABASE_POOL: /],
    ['a PUBLIC_URL that is none', { PUBLIC_URL: 'http:shop' }, /^PUBLIC_URL: must be an http or https URL$/m],
    ['an SMTP_URL that is none', { SMTP_URL: 'http://mail:secret@x' }, /^SMTP_URL: (?!.*secret)/],
    [
      'a workspace that is not there',
      { WORKSPACE: `${folder}/none.yaml` },
      /^WORKSPACE: cannot read .*none\.yaml/,
    ],
    ['a workspace that is no YAML', { WORKSPACE: `${folder}/syntax.yaml` }, /syntax\.yaml:3: /],
    ['a CONTROL that is neither', { CONTROL: 'yes' }, /^CONTROL: must be on or off$/m],
    [
      'CONTROL where others can call, without a token',
      { CONTROL: 'on', HOST: '0.0.0.0' },
      /^CONTROL: on needs an ADMIN_TOKEN/,
    ],
    ['an address of another machine', { HOST: '192.0.2.1' }, /^PORT: 192\.0\.2\.1:0: cannot listen there/],
    ['no place for mail', { SMTP_LISTEN: 'mail' }, /^SMTP_LISTEN: must be host:port/],
    [
      'a place for mail on another machine',
      { SMTP_LISTEN: '192.0.2.1:25' },
      /^SMTP_LISTEN: 192\.0\.2\.1:25: cannot listen there/,
    ],
    ['retries at no time', { SMTP_RETRY_AFTER: '30,x' }, /^SMTP_RETRY_AFTER: must be seconds/],
  ] as [string, Record<string, string>, RegExp][])('%s', async (_name, env, line) => {
    expect(await linesOf(env)).toEqual([expect.stringMatching(line)])
  })

  /** What a start says that comes to nothing; as a process it prints that, and exits with 1. */
  const linesOf = async (env: Record<string, string>): Promise<string[]> => {
    const variables = { PORT: '0', MOCK_PORT: '0', DATABASE_URL: 'sqlite::memory:', ...env }
    const start = async () => {
      await (await startServer(readConfig(variables), pino({ level: 'silent' }))).stop()
    }
    const error = await start().catch(error => error)
    expect(error).toBeInstanceOf(StartError)
    return error.message.split('\n')
  }

  it('as a process it prints that line, and exits with 1', async () => {
    const { exited, stdout, stderr } = runServer({ PORT: 'abc', LOG_LEVEL: 'loud' })
    expect(await exited).toBe(1)
    expect([stdout(), stderr()]).toEqual(['', expect.stringMatching(/^PORT: [^\n]*; LOG_LEVEL: [^\n]*\n$/)])
  })

  it('a workspace with mistakes: each with its line and reason', async () => {
    const lines = (file: string) => linesOf({ WORKSPACE: join(folder, file) })
    expect(await lines('content.yaml')).toEqual([expect.stringMatching(/content\.yaml:\d+: .*colour/)])
    expect(await lines('lists.yaml')).toEqual([
      expect.stringMatching(/lists\.yaml:6: tenants\.0\.sla\.0: must be a mapping$/),
      expect.stringMatching(/lists\.yaml:8: tenants\.0\.snippets\.0\.actions\.0\.data: must be a mapping$/),
    ])
    expect(await lines('twice.yaml')).toEqual([
      expect.stringMatching(/twice\.yaml:7: tenants\.0\.tags\.1\.id: 1 is there twice/),
      expect.stringMatching(/twice\.yaml:9: tenants\.0\.teams\.0\.channels\.0: must be one of email/),
    ])
  })

  it.each(['PORT', 'MOCK_PORT', 'SMTP_LISTEN'])('a %s that is taken', async variable => {
    const other = createServer()
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void other.close())
    const { port } = other.address() as AddressInfo
    const line = `${variable}: 127.0.0.1:${port}: the port is taken`
    const taken = variable === 'SMTP_LISTEN' ? `127.0.0.1:${port}` : String(port)
    if (variable !== 'MOCK_PORT') return expect(await linesOf({ [variable]: taken })).toEqual([line])
    // The mock is a process of its own, which the server's starts.
    const { exited, stderr } = runServer({ PORT: '0', MOCK_PORT: taken, DATABASE_URL: 'sqlite::memory:' })
    expect([await exited, stderr()]).toEqual([1, `${line}\n`])
  })
})

it('the demo keys are refused when other machines can call', async () => {
  const { child, exited, stdout } = runServer({
    HOST: '0.0.0.0',
    PORT: '0',
    MOCK_PORT: '0',
    DATABASE_URL: 'sqlite::memory:',
  })
  while (!stdout().includes('docs')) await new Promise(resolve => setTimeout(resolve, 20))
  const port = /server +http:\/\/0\.0\.0\.0:(\d+)/.exec(stdout())?.[1]
  expect(stdout()).not.toContain(demoKey.atender)
  expect(stdout()).toMatch(/^ {2}keys +the demo keys are refused: 0\.0\.0\.0 is not this machine alone/m)
  const response = await fetch(`http://127.0.0.1:${port}/v1/conversations`, {
    headers: { Authorization: `Bearer ${demoKey.atender}` },
  })
  expect(response.status).toBe(401)
  child.kill('SIGTERM')
  expect(await exited).toBe(0)
})

async function freePort(): Promise<string> {
  const probe = createServer()
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise(resolve => probe.close(resolve))
  return String(port)
}

async function run(command: string, args: string[]): Promise<string> {
  const { execFile } = await import('node:child_process')
  return await new Promise((resolve, reject) => {
    execFile(command, args, (error, stdout) => (error ? reject(error) : resolve(stdout)))
  })
}

it('npm start ends with everything it started when npm is told to stop', async () => {
  const { spawn } = await import('node:child_process')
  const [port, mockPort] = [await freePort(), await freePort()]
  const npm = spawn('npm', ['start'], {
    cwd: root,
    env: environment({
      PORT: port,
      MOCK_PORT: mockPort,
      DATABASE_URL: 'sqlite::memory:',
      LOG_LEVEL: 'silent',
    }),
    stdio: 'ignore',
  })
  const serves = (on: string) =>
    fetch(`http://127.0.0.1:${on}/healthz`).then(
      response => response.ok,
      () => false,
    )
  await until(async () => ((await serves(port)) && (await serves(mockPort))) || undefined)
  npm.kill('SIGTERM')
  await until(async () => !((await serves(port)) || (await serves(mockPort))) || undefined)
})
