import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKey, revokeKey } from '../../server/tenants/manage-keys.ts'
import { freshDatabase } from '../support/database.ts'
import { root, runScript } from '../support/process.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { until } from '../support/until.ts'

let database: string
let server: TestServer
beforeAll(async () => {
  database = await freshDatabase()
  server = await startTestServer({ databaseUrl: database })
})
afterAll(() => server.stop())

/** As the command line does. */
const made = (given: Partial<Parameters<typeof createKey>[1]>) =>
  createKey(server.context, {
    ...{ api: 'atender', tenant: 'demo', name: undefined, scopes: [], tier: undefined },
    ...given,
  })

async function key(...args: string[]) {
  const { exited, stdout, stderr } = runScript('cli/main.js', { DATABASE_URL: database }, root, [
    'key',
    ...args,
  ])
  return { code: await exited, stdout: stdout(), stderr: stderr() }
}
const statusOf = async (secret: string, path: string, url = server.url) =>
  (await fetch(url + path, { headers: { Authorization: `Bearer ${secret}`, 'X-API-Key': secret } })).status

describe('a key made on the command line', () => {
  it('is printed alone on standard output, once, and is nowhere in what is stored', async () => {
    const { code, stdout, stderr } = await key('create', '--tenant', 'demo', '--scope', 'contacts:read')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^sa_test_[\w-]{43}\n$/)
    expect(stderr).toContain('cannot be shown again')
    const { stdout: list } = await key('list', '--json')
    expect(list).not.toContain(stdout.trim())
    expect(await statusOf(stdout.trim(), '/v1/contacts')).toBe(200)
  })

  it('may do what its scopes say, write implying read, and no more', async () => {
    const { key } = await made({ scopes: ['conversations:write'], name: 'shop' })
    expect(await statusOf(key, '/v1/conversations')).toBe(200)
    const response = await fetch(`${server.url}/v1/contacts`, {
      headers: { Authorization: `Bearer ${key}` },
    })
    expect([response.status, (await response.json()).message]).toEqual([
      403,
      'The API key lacks the scope contacts:read.',
    ])
    expect(await statusOf(key, '/conversations/1')).toBe(401)
  })

  it('of Fernand opens Fernand alone', async () => {
    const { key } = await made({ api: 'fernand' })
    expect(key).toMatch(/^sk_[\w-]{43}$/)
    expect(await statusOf(key, '/conversations/999999')).toBe(404)
    expect(await statusOf(key, '/v1/conversations')).toBe(401)
  })

  it('is refused once it is revoked, and so is one of the workspace file, after a restart too', async () => {
    const { key: secret, info } = await made({ scopes: ['conversations:read'] })
    expect(await statusOf(secret, '/v1/conversations')).toBe(200)
    expect((await key('revoke', info.id)).code).toBe(0)
    await until(async () => ((await statusOf(secret, '/v1/conversations')) === 401 ? true : undefined), 5000)

    const keys: { id: string; scopes: string[]; createdAt: string | null }[] = JSON.parse(
      (await key('list', '--json')).stdout,
    )
    const ofFile = keys.find(
      ({ scopes, createdAt }) => createdAt === null && scopes.join() === 'conversations:read',
    )
    await revokeKey(server.context, ofFile?.id ?? '')
    await using other = await startTestServer({ databaseUrl: database })
    expect(await statusOf('sa_test_demo_full', '/v1/conversations', other.url)).toBe(200)
    expect(await statusOf(secret, '/v1/conversations', other.url)).toBe(401)
    expect(await statusOf('sa_test_demo_readonly', '/v1/conversations', other.url)).toBe(401)
  })

  it('cannot be made with what does not exist, and all of it is told', async () => {
    const { code, stdout, stderr } = await key(
      ...['create', '--tenant', 'nobody', '--scope', 'conversations:fly', '--tier', 'gold'],
    )
    expect([code, stdout]).toEqual([1, ''])
    for (const wrong of ['tenant nobody', 'conversations:fly', 'tier gold']) expect(stderr).toContain(wrong)
    await expect(revokeKey(server.context, 'abcdef012345')).rejects.toThrow('no key has the id abcdef012345')
    await expect(revokeKey(server.context, 'x')).rejects.toThrow('at least 4 of its hex digits')
    expect((await key('create')).stderr).toContain("required option '--tenant <id>'")
  })
})
