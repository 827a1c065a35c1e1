/** Neither the log nor what an end prints holds a key, a token, a password or a secret. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { StartError } from '../../server/errors/start-error.ts'
import { startServer } from '../../server/process/start.ts'
import { runServer, temporaryFolder } from '../support/process.ts'
import { secretsIn } from '../support/secrets.ts'
import { conversation, mail } from '../support/server.ts'
import { until } from '../support/until.ts'

const keys = { atender: 'sa_live_kept_for_myself', fernand: 'sk_kept_for_myself' }
const folder = temporaryFolder()
const workspace = join(folder, 'workspace.yaml')
writeFileSync(
  workspace,
  `tenants:
  - id: shop
    name: Shop
    environment: live
    keys:
      - { api: atender, key: ${keys.atender}, scopes: [conversations:write, contacts:write, webhooks:write] }
      - { api: fernand, key: ${keys.fernand} }
    channels: [{ id: 123, address: support@shop.example }]
    agents: [{ id: 42, name: Monica, email: monica@shop.example }]
`,
)

const found = (what: { stdout(): string; stderr(): string }, env: Record<string, string>) =>
  (['stdout', 'stderr'] as const).flatMap(stream =>
    what[stream]()
      .split('\n')
      .flatMap(line => secretsIn(line, stream, env)),
  )

/** Asks with keys that are right, wrong and in the wrong place. */
async function talk(url: string, token: string): Promise<string[]> {
  const json = { 'Content-Type': 'application/json' }
  const ask = async (method: string, path: string, headers: Record<string, string>, body?: unknown) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const given = body === undefined ? {} : { body: text }
    const response = await fetch(url + path, { method, headers: { ...json, ...headers }, ...given })
    return { status: response.status, text: await response.text() }
  }
  const bearer = (key: string) => ({ Authorization: `Bearer ${key}` })
  const [atender, fernand] = [bearer(keys.atender), { 'X-API-Key': keys.fernand }]
  const create = '/v1/conversations/outbound'
  const hook = { name: 'a', url: 'https://hooks.example/a', events: ['conversation.created'] }
  const asked = [
    await ask('POST', create, atender, conversation('a')),
    await ask('POST', create, bearer('sa_live_of_nobody_at_all'), conversation('b')),
    await ask('POST', create, { Authorization: `Basic ${keys.atender}` }, conversation('b')),
    await ask('POST', create, atender, `{"key": "${keys.atender}"`),
    await ask('POST', create, atender, { ...conversation('c'), [keys.atender]: 1, channel: keys.fernand }),
    await ask('POST', '/v1/webhooks', atender, hook),
    await ask('GET', `/v1/conversations?key=${keys.atender}`, atender),
    await ask('GET', `/v1/attachments/3c90c3cc-0d44-4b50-8888-8dd25736052a?token=a-token-of-a-link`, {}),
    await ask('POST', '/conversations/compose', fernand, mail),
    await ask('GET', `/conversations/${keys.fernand}`, fernand),
    await ask('GET', '/_control/events', bearer('a-wrong-token-of-somebody-1')),
  ]
  await until(async () => (await ask('GET', '/metrics', {})).text.includes('mail_sent_total{'))
  const open = bearer(token)
  const told = await Promise.all(
    ['/metrics', '/_control/conversations', '/_control/mail'].map(path => ask('GET', path, open)),
  )
  expect(asked.map(({ status }) => status).slice(0, 6)).toEqual([201, 401, 401, 400, 400, 201])
  return told.map(({ text }) => text)
}

describe('the server prints no secret', () => {
  it('at the level trace, whatever it is asked', async () => {
    const env = {
      ...{ LOG_LEVEL: 'trace', WORKSPACE: workspace, DATABASE_URL: 'sqlite::memory:' },
      ...{ HOST: '0.0.0.0', PUBLIC_URL: 'http://127.0.0.1:3000', ADMIN_TOKEN: 'a-token-for-the-operator-1' },
      SMTP_URL: 'smtp://mailer:a-password-of-mail@127.0.0.1:1',
    }
    const server = runServer({ PORT: '0', MOCK_PORT: '0', ...env })
    const port = await until(async () => /server +http:\/\/0\.0\.0\.0:(\d+)/.exec(server.stdout())?.[1])
    const told = await talk(`http://127.0.0.1:${port}`, env.ADMIN_TOKEN)
    server.child.kill('SIGTERM')
    await server.exited
    expect(server.stderr()).toContain('request')
    expect(found(server, env)).toEqual([])
    for (const text of told) expect(secretsIn(text, 'stderr', env)).toEqual([])
  })

  const wrong: Record<string, string>[] = [
    { DATABASE_URL: 'mysql://root:a-password@db/x' },
    { DATABASE_URL: 'mysql:root:a-password@db/x?password=a-password' },
    { DATABASE_URL: 'postgres://me:a-password@127.0.0.1:1/shop' },
    { DATABASE_URL: 'postgres://me:a-password@[not-an-address/shop' },
    { DATABASE_URL: 'postgres://me:a-password@127.0.0.1:port/shop' },
    { DATABASE_URL: 'postgres://me:a-password%@127.0.0.1:1/shop' },
    { DATABASE_URL: 'postgres://127.0.0.1:1/shop?user=me&password=a-password' },
    { SMTP_URL: 'http://mailer:a-password@mail.example' },
    { SMTP_URL: 'smtp://mailer:a-password@mail.example:99999' },
    { SMTP_URL: 'smtp://mailer:a-password%@mail.example' },
    { SMTP_URL: 'smtp://mailer:a-password@mail.example?requireTLS=a-password' },
    { PUBLIC_URL: 'ftp://me:a-password@shop.example' },
    { CORS_ORIGINS: 'ftp://me:a-password@shop.example' },
    { ADMIN_TOKEN: 'a-password', HOST: '0.0.0.0', SMTP_LISTEN: 'nothing' },
    { WORKSPACE: workspace, PORT: 'none' },
  ]
  it.each(wrong.map(env => [JSON.stringify(env), env] as const))(
    'when it cannot start: %s',
    async (_env, variables) => {
      const env = { DATABASE_URL: 'sqlite::memory:', MOCK_PORT: '0', ...variables }
      const log: string[] = []
      const logger = pino({ level: 'trace' }, { write: line => void log.push(line) })
      const error = await (async () => startServer(readConfig(env), logger))().catch(error => error)
      // As a process it prints the message: see below.
      expect(error).toBeInstanceOf(StartError)
      const said = { stdout: () => log.join(''), stderr: () => inspect(error) }
      expect(said.stdout() + said.stderr()).not.toContain('a-password')
      expect(found(said, env)).toEqual([])
    },
  )

  it('as a process that cannot start', async () => {
    const env = { DATABASE_URL: 'postgres://me:a-password@127.0.0.1:1/shop' }
    const { exited, stdout, stderr } = runServer(env)
    expect(await exited).toBe(1)
    expect(stderr()).not.toBe('')
    expect(stdout() + stderr()).not.toContain('a-password')
    expect(found({ stdout, stderr }, env)).toEqual([])
  })
})

it('the test sees each kind of secret, on both streams', () => {
  const env = { ADMIN_TOKEN: 'a-token-for-the-operator', SMTP_URL: 'smtp://a:b%20cdefghij@c.example' }
  for (const line of [
    'sa_live_kept_for_myself',
    'key sk_kept_for_myself.copy',
    '{"authorization":"Bearer a1b2c3d4e5f6"}',
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    '/v1/attachments/a?token=abcdefgh.ijkl',
    'postgres://me:secret@db.example/shop',
    'said a-token-for-the-operator',
    'the password b cdefghij',
  ]) {
    for (const stream of ['stdout', 'stderr'] as const) {
      expect([line, secretsIn(line, stream, env).length]).toEqual([line, 1])
      expect(secretsIn(line, stream, env)[0]?.line).toContain('***')
    }
  }
  expect(secretsIn('curl -H "X-API-Key: sk_demo"', 'stdout')).toEqual([])
  expect(secretsIn('curl -H "X-API-Key: sk_demo"', 'stderr')).toHaveLength(1)
})
