/** The command line, as a script and as a person use it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import project from '../../package.json' with { type: 'json' }
import { type EmbeddedServer, startServer } from '../../server/embed/index.ts'
import { environment } from '../support/environment.ts'
import { startFlakyProxy } from '../support/flaky-proxy.ts'
import { freePort } from '../support/free-port.ts'
import { root, temporaryFolder } from '../support/process.ts'
import { watchPrinted } from '../support/secrets.ts'
import { connectSmtp } from '../support/smtp-client.ts'

let server: EmbeddedServer
let env: Record<string, string>
beforeAll(async () => {
  server = await startServer()
  env = environment({
    ATENDER_URL: server.url,
    ATENDER_API_KEY: server.keys.atender,
    FERNAND_URL: server.url,
    FERNAND_API_KEY: server.keys.fernand,
  })
})
afterAll(() => server.stop())

async function cli(args: string[], stdin = '', changes: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(root, 'cli/main.js'), ...args], { env: { ...env, ...changes } })
  watchPrinted(child, { ...env, ...changes })
  child.stdin.end(stdin)
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise(resolve => child.once('close', resolve)),
  ])
  return { code, stdout, stderr }
}

const conversation = (externalReference: string) =>
  JSON.stringify({ externalReference, contact: { email: 'a@b.example' }, subject: 's' })
const mail = { channel_id: 123, agent_id: 42, to: 'a@b.example', delay: 0, content: { content: '<p>Hi</p>' } }

describe('send', () => {
  it('opens a conversation from stdin or a file, and says whether it was there', async () => {
    const file = join(temporaryFolder(), 'body.json')
    writeFileSync(file, conversation('cli-1'))
    const first = await cli(['send', 'atender', '--json'], conversation('cli-1'))
    const second = await cli(['send', 'atender', file])
    const { outcome, conversation: made } = JSON.parse(first.stdout)
    expect([first.code, outcome]).toEqual([0, 'created'])
    expect(second).toEqual({ code: 0, stdout: `already-existed ${made.id}\n`, stderr: '' })
  })

  it('sends a mail with files, and waits for what becomes of it', async () => {
    const file = join(temporaryFolder(), 'hello.txt')
    writeFileSync(file, 'hello')
    const args = ['send', 'fernand', '-', '--attach', file, '--wait', 'settled']
    const content = { ...mail.content, attachments: [{ name: 'b', type: 'text/plain', content: 'aGk=' }] }
    const { code, stdout } = await cli(args, JSON.stringify({ ...mail, content }))
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^SENT m-\d+ \(captured.*\)\n$/)])
    const [arrived] = await server.mailbox.waitFor(1)
    expect(arrived?.attachments.map(({ name, content }) => [name, Buffer.from(content).toString()])).toEqual([
      ['b', 'hi'],
      ['hello.txt', 'hello'],
    ])
  })

  it('exits with 2 and every violation when it is refused', async () => {
    const wrong = JSON.stringify({ externalReference: 'x', contact: { email: 'nobody' } })
    expect(await cli(['send', 'atender'], wrong)).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^invalid: 400 .*\n {2}\/contact\/email: .*\n {2}\/subject: .*\n$/),
    })
    const json = await cli(['send', 'fernand', '--json'], JSON.stringify({ ...mail, channel_id: 9 }))
    expect([json.code, JSON.parse(json.stdout)]).toEqual([
      2,
      { outcome: 'problem', message: null, error: { status: 404, error: expect.any(String) } },
    ])
  })

  it('exits with 3 when nobody knows what became of it', async () => {
    const proxy = await startFlakyProxy(server.url)
    onTestFinished(() => proxy.stop())
    proxy.mishaps.push('drop-after')
    const { code, stderr } = await cli(['send', 'fernand'], JSON.stringify(mail), { FERNAND_URL: proxy.url })
    expect([code, stderr]).toEqual([3, expect.stringMatching(/^network: fetch failed \(.+\)\n$/)])
    expect(proxy.requests).toHaveLength(1)
  })

  it.each([
    ['a body that is no JSON', ['send', 'atender'], '{', {}, 'stdin: '],
    ['a file that is not there', ['send', 'atender', '/nowhere.json'], '', {}, '/nowhere.json: '],
    ['a key of the other API', ['send', 'atender'], '{}', { ATENDER_API_KEY: 'sk_x' }, 'sa_live_'],
    ['no key', ['send', 'fernand'], '{}', { FERNAND_API_KEY: '' }, 'set FERNAND_API_KEY'],
    [
      'a file for Atender',
      ['send', 'atender', '--attach', 'x'],
      '{}',
      {},
      '--attach and --wait are for Fernand',
    ],
    ['a text in place of a message', ['send', 'fernand'], '{ "content": "Hi" }', {}, 'content is an object'],
    [
      'attachments that are none',
      ['send', 'fernand'],
      '{ "content": { "attachments": [{}] } }',
      {},
      'base64',
    ],
    ['no address', ['send', 'atender'], '{}', { ATENDER_URL: '' }, 'baseUrl'],
    ['an unknown API', ['send', 'zendesk'], '{}', {}, 'Allowed choices are atender, fernand'],
  ])('exits with 1 and one line for %s', async (_what, args, stdin, changes, line) => {
    const { code, stdout, stderr } = await cli(args, stdin, changes)
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringContaining(line)])
  })
})

describe('serve', () => {
  const start = async (args: string[], changes: Record<string, string>) => {
    const child = spawn(process.execPath, [join(root, 'cli/main.js'), 'serve', ...args], {
      env: { ...env, ...changes },
    })
    watchPrinted(child, changes)
    onTestFinished(() => void child.kill('SIGKILL'))
    const stdout = text(child.stdout)
    child.stderr.resume()
    const [said] = (await once(child.stdout, 'data')) as [Buffer]
    const stop = async () => {
      child.kill('SIGTERM')
      const [code] = await once(child, 'close')
      return { code, stdout: await stdout }
    }
    return { said: said.toString(), stop }
  }
  const memory = ['--port', '0', '--database', 'sqlite::memory:']

  it('takes options before the environment, and stops when told', async () => {
    const args = [...memory, '--mock-port', '0', '--log-level', 'silent']
    const { said, stop } = await start(args, { PORT: '1' })
    const url = /server +(http:\S+)/.exec(said)?.[1]
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    expect((await stop()).code).toBe(0)
  })

  it('tells a program where everything is, in one JSON object and nothing more', async () => {
    const [mockPort, smtpPort] = [await freePort(), await freePort()]
    const args = [...memory, '--mock-port', String(mockPort), '--log-level', 'debug', '--json']
    const { said, stop } = await start(args, { SMTP_LISTEN: `127.0.0.1:${smtpPort}` })
    const told = JSON.parse(said)
    expect(told).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      mock: `http://127.0.0.1:${mockPort}`,
      docs: `${told.url}/docs/`,
      smtp: `smtp://127.0.0.1:${smtpPort}`,
      keys: expect.arrayContaining([{ api: 'fernand', key: server.keys.fernand, scopes: [] }]),
    })
    for (const url of [told.url, told.mock]) expect((await fetch(`${url}/healthz`)).status).toBe(200)
    expect(await (await connectSmtp(told.smtp)).say('QUIT')).toMatch(/^221 /)
    expect(await stop()).toEqual({ code: 0, stdout: said })
  })

  it('has null for what was not started, and no keys where other machines can call', async () => {
    const workspace = join(temporaryFolder(), 'workspace.yaml')
    writeFileSync(workspace, 'tenants: [{ id: shop, name: Shop, environment: test }]\n')
    const args = [...memory, '--mock-port', '0', '--host', '0.0.0.0', '--workspace', workspace, '--json']
    const { said, stop } = await start(args, {})
    expect(JSON.parse(said)).toMatchObject({ mock: null, smtp: null, keys: [] })
    await stop()
  })
})

describe('docs', () => {
  it('copies the rendered contracts, or says how to render them', async () => {
    const out = join(temporaryFolder(), 'docs')
    const { code, stdout, stderr } = await cli(['docs', '--out', out])
    if (existsSync(join(root, 'dist/docs/index.html'))) {
      expect([code, stdout]).toEqual([0, `${join(out, 'index.html')}\n`])
      expect(readFileSync(join(out, 'atender.html'), 'utf8')).toContain('<title>')
    } else expect([code, stderr]).toEqual([1, 'The docs are not rendered yet. Run: npm run docs\n'])
  })
})

describe('--help', () => {
  it('names every command, and of each one what it does', async () => {
    const { stdout } = await cli(['--help'])
    for (const name of ['serve', 'send', 'docs', 'key', 'mock']) {
      expect(stdout).toMatch(new RegExp(`^  ${name} .*[a-z]{3}`, 'm'))
      expect((await cli([name, '--help'])).stdout).toContain('Usage: conversation-contracts ')
    }
  })
})

describe('npm’s own commands take the options of the command line', () => {
  it.each([
    ['start', ['--port', '70000'], 1, /^PORT: must be a number from 0 to 65535$/m],
    ['start', ['--help'], 0, /--database <url>/],
    ['start', ['--colour'], 1, /unknown option '--colour'/],
    ['mock', ['--port', 'http'], 1, /65535/],
    ['mock', ['--help'], 0, /--watch/],
  ])('npm run %s -- %s', async (script, args, code, said) => {
    const [, , ...fixed] = project.scripts[script as 'start' | 'mock'].split(' ')
    const answer = await cli([...fixed, ...args])
    expect([answer.code, answer.stdout + answer.stderr]).toEqual([code, expect.stringMatching(said)])
  })
})
