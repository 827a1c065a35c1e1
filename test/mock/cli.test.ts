import { afterEach, describe, expect, it } from 'vitest'
import { root, runScript } from '../support/process.ts'
import { until } from '../support/until.ts'

const started: ReturnType<typeof runScript>[] = []
afterEach(async () => {
  for (const one of started.splice(0)) {
    one.child.kill('SIGTERM')
    await one.exited
  }
})

function mock(...args: string[]) {
  const running = runScript('cli/main.js', {}, root, ['mock', '--port', '0', ...args])
  started.push(running)
  return running
}
async function urlOf({ stdout }: ReturnType<typeof runScript>): Promise<string> {
  await until(async () => /http:\/\/127\.0\.0\.1:\d+/.test(stdout()) || undefined)
  return /http:\/\/127\.0\.0\.1:\d+/.exec(stdout())?.[0] ?? ''
}
const key = { Authorization: 'Bearer sa_test_any', 'X-API-Key': 'sk_any' }

describe('conversation-contracts mock', () => {
  it('lists its routes, then a line for each request with all that is wrong with it', async () => {
    const running = mock()
    const url = await urlOf(running)
    for (const route of ['POST    /v1/conversations/outbound', 'POST    /conversations/compose']) {
      expect(running.stdout()).toContain(route)
    }
    await fetch(`${url}/tags`, { headers: key })
    await fetch(`${url}/v1/conversations?limit=0&colour=\u001b`, { headers: key })
    await until(async () => running.stdout().includes('colour is not') || undefined)
    expect(running.stdout()).toMatch(/✓ 200 GET \/tags {2}\d+ ms\n/)
    expect(running.stdout()).toMatch(
      /✗ 400 GET \/v1\/conversations\?limit=0&colour=\S* {2}\d+ ms\n {6}limit must be >= 1\n/,
    )
  })

  it('speaks JSON to machines, serves one API alone, and lets one page call', async () => {
    const running = mock('--json', '--api', 'fernand', '--cors-origin', 'http://app.example')
    const url = await urlOf(running)
    const ask = (path: string, origin: string) => fetch(url + path, { headers: { ...key, Origin: origin } })
    const own = await ask('/tags', 'http://app.example')
    expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([200, 'http://app.example'])
    const other = await ask('/v1/tags', 'http://evil.example')
    expect([other.status, other.headers.get('access-control-allow-origin')]).toEqual([404, null])
    await until(async () => running.stdout().split('\n').length > 3 || undefined)
    const [start, ...lines] = running
      .stdout()
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(start).toMatchObject({
      url,
      routes: expect.arrayContaining([expect.objectContaining({ path: '/tags' })]),
    })
    expect(lines).toMatchObject([
      { method: 'GET', path: '/tags', status: 200, violations: [] },
      { method: 'GET', path: '/v1/tags', status: 404, reason: 'There is nothing at this path.' },
    ])
  })

  it.each([
    [['--port', 'http'], '65535'],
    [['--api', 'zendesk'], 'atender, fernand, both'],
  ])('refuses %j with a reason', async (args, reason) => {
    const running = mock(...args)
    expect(await running.exited).toBe(1)
    expect(running.stderr()).toContain(reason)
  })
})
