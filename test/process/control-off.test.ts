/** With CONTROL off there is no control plane: not in an answer, not at a path, not in the process. */
import { readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import controlDocument from '../../generated/control/openapi.json' with { type: 'json' }
import { freshDatabase } from '../support/database.ts'
import { root, type ServerProcess, startServerProcess, temporaryFolder } from '../support/process.ts'
import { conversation, demoKey, mail } from '../support/server.ts'

/** A server as it is started, and the modules that it has loaded. */
async function startListed(CONTROL: 'on' | 'off') {
  const LOADED = join(temporaryFolder(), 'modules')
  writeFileSync(LOADED, '')
  const server = await startServerProcess({
    ...{ CONTROL, LOADED, DATABASE_URL: await freshDatabase() },
    NODE_OPTIONS: `--import=${pathToFileURL(join(root, 'test/support/list-modules.ts'))}`,
  })
  return {
    ...server,
    controlModules: () =>
      readFileSync(LOADED, 'utf8')
        .split('\n')
        .filter(url => /\/(server\/control|server\/http\/control|generated\/control|client)\//.test(url)),
  }
}

let off: Awaited<ReturnType<typeof startListed>>
beforeAll(async () => {
  off = await startListed('off')
})
afterAll(async () => void (await off.kill('SIGTERM')))

/** Everything that comes back, but for what is another at each request by its nature. */
const ask = (
  { url }: Pick<ServerProcess, 'url'>,
  method: string,
  path: string,
  more: object,
  body?: object,
) =>
  new Promise<string>((resolve, reject) => {
    const headers = {
      ...{ Authorization: `Bearer ${demoKey.atender}`, 'X-API-Key': demoKey.fernand },
      ...(body ? { 'Content-Type': 'application/json' } : {}),
      ...more,
    }
    const sent = request(url + path, { method, headers }, answer => {
      let text = `${answer.statusCode} ${answer.statusMessage}\n`
      for (let i = 0; i < answer.rawHeaders.length; i += 2) {
        const [name = '', value] = answer.rawHeaders.slice(i, i + 2)
        text += `${name}: ${/^(date|x-request-id|x-ratelimit-.*)$/i.test(name) ? '' : value}\n`
      }
      answer.on('data', chunk => {
        text += chunk
      })
      answer.on('end', () => resolve(text))
    })
    sent.on('error', reject)
    sent.end(body && JSON.stringify(body))
  })

describe('a server with CONTROL off', () => {
  it.each<[method: string, path: string, body?: object]>([
    ['GET', '/v1/tags'],
    ['GET', '/tags'],
    ['GET', '/nothing'],
    ['POST', '/v1/conversations/outbound', conversation('there')],
    ['POST', '/conversations/compose', { ...mail, to: 'nobody' }],
  ])('answers %s %s byte for byte alike, whatever is wished for', async (method, path, body) => {
    // From the second one on the reference is taken.
    await ask(off, method, path, {}, body)
    const plain = await ask(off, method, path, {}, body)
    const kinds = controlDocument.components.schemas.FaultKind.enum
    for (const more of [...kinds.map(kind => ({ Prefer: `fault=${kind}` })), { 'Control-Tenant': 'story' }])
      expect(await ask(off, method, path, more, body)).toBe(plain)
  })

  it.each([
    { Authorization: `Bearer ${demoKey.atender}.story` },
    { Authorization: `Bearer ${demoKey.readonly}.story` },
  ])('takes no key of a copy: %j', async headers => {
    expect(await ask(off, 'GET', '/v1/tags', headers)).toMatch(/^401 /)
  })

  it('takes no key of a copy for Fernand either', async () => {
    expect(await ask(off, 'GET', '/tags', { 'X-API-Key': `${demoKey.fernand}.story` })).toMatch(/^401 /)
  })

  it('has nothing at any path of it', async () => {
    const operations = Object.entries(controlDocument.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => [method.toUpperCase(), path.replaceAll(/\{\w+\}/g, '1')] as const),
    )
    expect(operations.length).toBeGreaterThan(20)
    for (const [method, path] of [
      ...operations,
      ['GET', '/_control'],
      ['POST', '/_receivers/crm'],
      ['POST', '/_tenants/story/_receivers/crm'],
      ['GET', '/_tenants/story/v1/tags'],
    ] as const) {
      const body = method === 'GET' || method === 'DELETE' ? undefined : {}
      expect([method, path, await ask(off, method, path, {}, body)]).toEqual([
        ...[method, path],
        expect.stringMatching(/^404 /),
      ])
    }
  })

  it('has loaded no module of it by then', () => {
    expect(off.controlModules()).toEqual([])
  })
})

it('on the same machine one with CONTROL on has all that', async () => {
  const on = await startListed('on')
  onTestFinished(async () => void (await on.kill('SIGTERM')))
  expect(await ask(on, 'GET', '/v1/tags', { Prefer: 'fault=503' })).toMatch(/^503 /)
  expect(await ask(on, 'GET', '/v1/tags', { Authorization: `Bearer ${demoKey.atender}.story` })).toMatch(
    /^200 /,
  )
  expect(await ask(on, 'GET', '/_control/clock', {})).toMatch(/^200 /)
  expect(on.controlModules()).not.toEqual([])
})
