/** No path that somebody sends leads to a file that is not meant to be served, or names one. */
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { root, temporaryFolder } from '../support/process.ts'
import { demoKey, startTestServer } from '../support/server.ts'

/** Ways up, as they are spelled and as they are not. */
const UPS = [
  '..',
  '%2e%2e',
  '.%2e',
  '..%2f..',
  '%2e%2e%2f%2e%2e',
  '..%5c..',
  '..;',
  '%252e%252e',
  '....//',
  '..%c0%af..',
  '..%00',
]
/** What stands above the folders that are served, in the repository and on the machine. */
const FILES = ['package.json', 'server/workspaces/demo.yaml', 'etc/passwd', 'proc/self/environ']
const PLACES = [
  '/docs',
  '/docs/guides',
  '/inbox',
  '/inbox/assets',
  '/_control',
  '/_receivers',
  '/_tenants',
  '/attachments',
  '',
]
/** What stands in such a file and nowhere else. */
const SECRET = /"allowScripts"|- api: atender|root:.*:0:0:|PATH=/

it('no way up leads out of what is served', async () => {
  await using server = await startTestServer({ control: true })
  const { port } = new URL(server.url)
  let asked = 0
  for (const place of PLACES)
    for (const up of UPS)
      for (const depth of [1, 3, 8])
        for (const file of FILES) {
          const path = `${place}/${`${up}/`.repeat(depth)}${file}`
          // As it is: `fetch` would go up by itself.
          const sent = request({
            port,
            host: '127.0.0.1',
            path,
            headers: { 'X-API-Key': demoKey.fernand },
          }).end()
          const [answer] = (await once(sent, 'response')) as [IncomingMessage]
          const body = await text(answer)
          expect(body, path).not.toMatch(SECRET)
          expect([200, 302, 400, 401, 403, 404, 405], `${path}: ${answer.statusCode}`).toContain(
            answer.statusCode,
          )
          asked += 1
        }
  expect(asked).toBeGreaterThan(1_000)
})

it('names of tenants, receivers, snapshots and files name no file', async () => {
  const folder = temporaryFolder()
  const databaseUrl = `sqlite:${join(folder, 'data', 'test.db')}`
  await using server = await startTestServer({ control: true, databaseUrl })
  const before = { above: readdirSync(dirname(folder)), here: readdirSync(folder) }
  const evil = ['../evil', '../../evil', '/tmp/evil', 'evil\0', 'C:\\evil', '.ssh', 'a/../../evil']
  const json = { 'Content-Type': 'application/json' }
  for (const name of evil) {
    const asked: [string, RequestInit][] = [
      [
        `/_control/receivers/${encodeURIComponent(name)}`,
        { method: 'PUT', body: '{"answers":[200]}', headers: json },
      ],
      [`/_control/snapshots/${encodeURIComponent(name)}/restore`, { method: 'POST' }],
      [`/v1/tags`, { headers: { Authorization: `Bearer ${demoKey.atender}.${encodeURIComponent(name)}` } }],
      [
        '/conversations/compose',
        {
          method: 'POST',
          headers: { ...json, 'X-API-Key': demoKey.fernand },
          body: JSON.stringify({
            ...{ channel_id: 123, to: 'a@b.example', agent_id: 42, delay: 0 },
            content: { content: 'x', attachments: [{ name, type: 'text/plain', content: 'eA==' }] },
          }),
        },
      ],
    ]
    if (!/[\0/\\]/.test(name)) asked.push(['/_control/events', { headers: { 'Control-Tenant': name } }])
    for (const [path, init] of asked) {
      const answer = await fetch(server.url + path, init)
      await answer.arrayBuffer()
      expect(answer.status, `${path} ${name}`).toBeLessThan(500)
    }
  }
  const made = await fetch(`${server.url}/_control/snapshots`, { method: 'POST' })
  expect(made.status).toBe(201)
  const isNew = (name: string) => /evil|\.ssh/.test(name)
  expect(readdirSync(dirname(folder)).filter(isNew)).toEqual(before.above.filter(isNew))
  expect(readdirSync(folder)).toEqual(before.here)
  expect(readdirSync(root).filter(isNew)).toEqual([])
  expect(readdirSync(join(folder, 'data')).filter(isNew)).toEqual([])
})
