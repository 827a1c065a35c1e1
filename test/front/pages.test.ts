/** What stands beside the APIs: the page at `/`, the docs, what pages of other origins may do, and the log. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { docsFolder } from '../../server/places.ts'
import { startServer } from '../../server/process/start.ts'
import { demoKey } from '../support/server.ts'
import { type TargetName, targets } from '../support/targets.ts'

const key = { Authorization: `Bearer ${demoKey.atender}`, 'Content-Type': 'application/json' }

describe.each(Object.keys(targets) as TargetName[])('beside the APIs, the %s', which => {
  let running: { url: string; stop(): Promise<void> }
  beforeAll(async () => {
    running = await targets[which]()
  })
  afterAll(() => running.stop())

  it('shows a browser what runs, and tells a program the same', async () => {
    const page = await fetch(running.url, {
      headers: { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' },
    })
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    const html = await page.text()
    const told = await (await fetch(running.url)).json()
    for (const { url } of told.links) expect(html).toContain(`href="${url}"`)
    expect(told.links.map(({ name }: { name: string }) => name)).toContain('Docs')
    for (const one of Object.values(demoKey)) expect(html).toContain(one)
    expect(told.requests.map(({ curl }: { curl: string }) => curl)).toEqual([
      expect.stringContaining(`${running.url}/v1/conversations/outbound`),
      expect.stringContaining(`${running.url}/conversations/compose`),
    ])
  })

  it('has no page of the docs that was never written', async () => {
    expect([404, 503]).toContain((await fetch(`${running.url}/docs/nothing.html`)).status)
    expect((await fetch(`${running.url}/docs/nothing`)).status).toBe(404)
    expect((await fetch(`${running.url}/docs/nothing.yaml`)).status).toBe(404)
  })

  it('lets programs of any page read what the docs have for programs, which find it where they look', async () => {
    const found = await fetch(`${running.url}/llms.txt`, { redirect: 'manual' })
    expect([found.status, found.headers.get('location')]).toEqual([302, '/docs/llms.txt'])
    const names = ['txt', 'json', 'yaml', 'md', 'html'].map(type => `test-${which}.${type}`)
    mkdirSync(docsFolder, { recursive: true })
    for (const name of names) writeFileSync(join(docsFolder, name), '{}')
    onTestFinished(() => names.forEach(name => void rmSync(join(docsFolder, name))))
    const headers = { Origin: 'https://editor.example' }
    const allowed = await Promise.all(
      names.map(async name =>
        (await fetch(`${running.url}/docs/${name}`, { headers })).headers.get('access-control-allow-origin'),
      ),
    )
    expect(allowed.slice(0, 4)).toEqual(['*', '*', '*', '*'])
    expect(allowed[4]).not.toBe('*')
  })

  it('lets a page of this machine call, and read what it needs of the answer', async () => {
    const Origin = 'http://localhost:5173'
    const preflight = await fetch(`${running.url}/v1/conversations/outbound`, {
      method: 'OPTIONS',
      headers: {
        Origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type',
      },
    })
    expect(preflight.status).toBe(204)
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      'access-control-allow-origin': Origin,
      'access-control-allow-methods': expect.stringContaining('POST'),
      'access-control-allow-headers': 'authorization,content-type',
    })
    const answer = await fetch(`${running.url}/v1/conversations`, { headers: { Origin } })
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([401, Origin])
    const exposed = answer.headers.get('access-control-expose-headers')?.toLowerCase().split(',')
    expect(exposed).toEqual(
      expect.arrayContaining([
        'x-ratelimit-limit',
        'x-ratelimit-remaining',
        'retry-after',
        'location',
        'x-request-id',
      ]),
    )
  })

  it('takes an OPTIONS that asks for no permission for a method that the path does not have', async () => {
    const answer = await fetch(`${running.url}/v1/conversations`, { method: 'OPTIONS' })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })
})

describe('the server', () => {
  const lines: Record<string, unknown>[] = []
  const sink = new Writable({
    write(chunk, _encoding, done) {
      for (const line of String(chunk).trim().split('\n')) lines.push(JSON.parse(line))
      done()
    },
  })
  async function startWith(variables: Record<string, string>) {
    const config = readConfig({ PORT: '0', MOCK_PORT: '0', DATABASE_URL: 'sqlite::memory:', ...variables })
    return await startServer(config, pino({ level: 'info' }, sink))
  }

  it.each([
    ['none is listed', {}, { 'http://app.example': null, 'https://[::1]:8080': 'https://[::1]:8080' }],
    [
      'some are listed',
      { CORS_ORIGINS: 'https://app.example, http://localhost:5173/' },
      {
        'https://app.example': 'https://app.example',
        'http://localhost:5173': 'http://localhost:5173',
        'http://localhost:5174': null,
        'https://evil.example': null,
        null: null,
      },
    ],
    ['other machines can call', { HOST: '0.0.0.0' }, { 'http://localhost:5173': null }],
  ])('lets pages call by their origin, where %s', async (_case, variables, expected) => {
    const server = await startWith(variables as Record<string, string>)
    const url = server.url.replace('0.0.0.0', '127.0.0.1')
    for (const [Origin, allowed] of Object.entries(expected)) {
      const { headers } = await fetch(`${url}/healthz`, { headers: { Origin } })
      expect([Origin, headers.get('access-control-allow-origin')]).toEqual([Origin, allowed])
    }
    await server.stop()
  })

  it.each(['app.example', 'https://app.example/path', '*', 'https://a.example,,'])(
    'refuses %j as origins',
    origins => {
      expect(() => readConfig({ CORS_ORIGINS: origins })).toThrow(/^CORS_ORIGINS.*must be origins/)
    },
  )

  it('logs one line for each request, with all that was wrong with it, and no token', async () => {
    const server = await startWith({})
    lines.length = 0
    const ask = (path: string, init: RequestInit = {}) => fetch(server.url + path, { headers: key, ...init })
    await ask('/v1/conversations?limit=0&colour=red')
    await ask('/v1/nothing')
    await ask('/v1/tags')
    await ask('/attachments/3c90c3cc-0d44-4b50-8888-8dd25736052a?token=secret')
    await server.stop()
    expect(lines.filter(({ msg }) => msg === 'request')).toMatchObject([
      {
        status: 400,
        path: '/v1/conversations',
        reason: 'limit must be >= 1; colour is not a parameter of this operation',
      },
      { status: 404, reason: 'There is nothing at this path.' },
      { status: 200 },
      { status: 403, path: '/attachments/3c90c3cc-0d44-4b50-8888-8dd25736052a' },
    ])
    expect(lines.find(({ status }) => status === 200)).not.toHaveProperty('reason')
    expect(JSON.stringify(lines)).not.toContain('secret')
  })
})
