/** The server inside somebody's Express application: `createReference` of `conversation-contracts/server`. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type Express } from 'express'
import { afterEach, describe, expect, it } from 'vitest'
import { createAtenderClient, orThrow, sendOutbound } from '../../client/atender.ts'
import { composeMessage, createFernandClient } from '../../client/fernand.ts'
import { createReference } from '../../server/embed/index.ts'

const conversation = { externalReference: 'same', contact: { email: 'a@b.example' }, subject: 's' }
const mail = { channel_id: 123, agent_id: 42, content: '<p>Hello</p>', to: 'a@b.example', delay: 0 }

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** @returns where it listens */
async function serve(app: Express): Promise<string> {
  const server = createServer(app).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('a reference in an Express application', () => {
  it.each(['/', '/helpdesk', '/a/b'])(
    'does its work mounted at %s, and its links lead back there',
    async path => {
      await using reference = await createReference()
      await reference.start()
      const baseUrl = (await serve(express().use(path, reference.router))) + path.replace(/\/$/, '')
      const atender = createAtenderClient({ baseUrl, apiKey: reference.keys.atender })
      expect(await sendOutbound(atender, conversation)).toMatchObject({ outcome: 'created' })
      const fernand = createFernandClient({ baseUrl, apiKey: reference.keys.fernand })
      const sent = orThrow(await composeMessage(fernand, { ...mail, subject: 'Hi' }, { waitUntil: 'sent' }))
      expect((await reference.mailbox.waitFor(1)).map(({ subject }) => subject)).toEqual(['Hi'])
      expect(sent.download_url).toMatch(new RegExp(`^${baseUrl}/conversations/`))
      const source = await fetch(sent.download_url ?? '')
      expect([source.status, await source.text()]).toEqual([200, expect.stringContaining('Subject: Hi')])
    },
  )

  it('refuses in each API’s shape what it has, and passes on what it has not', async () => {
    await using reference = await createReference()
    const app = express()
    app.use(reference.router)
    app.get('/shop', (_request, response) => void response.send('the shop'))
    const url = await serve(app)
    const ask = async (path: string, method = 'GET') => {
      const headers = {
        'X-API-Key': reference.keys.fernand,
        Authorization: `Bearer ${reference.keys.atender}`,
      }
      const answer = await fetch(url + path, { method, headers })
      return [answer.status, answer.headers.get('allow'), await answer.text()]
    }
    expect(await ask('/shop')).toEqual([200, null, 'the shop'])
    expect(await ask('/v1/nothing')).toEqual([404, null, expect.stringContaining('"not_found"')])
    expect(await ask('/conversations/compose')).toEqual([405, 'POST', expect.stringContaining('"error"')])
    expect(await ask('/v1/conversations?limit=0')).toEqual([400, null, expect.stringContaining('"/limit"')])
    expect(await ask('/healthz')).toEqual([404, null, expect.stringContaining('Cannot GET')])
  })

  it('stands behind the middlewares of the application, one that has read the body too', async () => {
    await using reference = await createReference()
    const app = express()
    app.use(express.json())
    app.use((request, response, next) => {
      if (request.headers['x-tenant'] === 'blocked') response.status(402).end()
      else next()
    })
    app.use('/helpdesk', reference.router)
    const url = await serve(app)
    const send = (body: object, headers = {}) =>
      fetch(`${url}/helpdesk/v1/conversations/outbound`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${reference.keys.atender}`,
          'Content-Type': 'application/json',
          ...headers,
        },
        body: JSON.stringify(body),
      })
    expect((await send(conversation, { 'X-Tenant': 'blocked' })).status).toBe(402)
    expect((await send(conversation)).status).toBe(201)
    const refused = await send({ ...conversation, subject: '' })
    expect([refused.status, (await refused.json()).errors[0].path]).toEqual([400, '/subject'])
  })

  it('is one of several, which see nothing of each other', async () => {
    await using one = await createReference()
    await using other = await createReference()
    const url = await serve(express().use('/one', one.router).use('/other', other.router))
    for (const path of ['/one', '/other']) {
      const atender = createAtenderClient({ baseUrl: url + path, apiKey: one.keys.atender })
      expect(await sendOutbound(atender, conversation)).toMatchObject({ outcome: 'created' })
    }
  })

  it('opens to no demo key for a caller from elsewhere', async () => {
    await using reference = await createReference()
    const app = express()
    app.use('/elsewhere', (request, _response, next) => {
      Object.defineProperty(request.socket, 'localAddress', { value: '203.0.113.5' })
      next()
    })
    app.use(['/elsewhere', '/here'], reference.router)
    const url = await serve(app)
    const ask = async (path: string) =>
      (
        await fetch(`${url}${path}/tags`, {
          headers: { 'X-API-Key': reference.keys.fernand, Connection: 'close' },
        })
      ).status
    expect([await ask('/here'), await ask('/elsewhere')]).toEqual([200, 401])
  })

  it('takes the address that it is told for that of its downloads', async () => {
    await using reference = await createReference({ publicUrl: 'https://shop.example/helpdesk/' })
    await reference.start()
    const baseUrl = await serve(express().use(reference.router))
    const fernand = createFernandClient({ baseUrl, apiKey: reference.keys.fernand })
    const sent = orThrow(await composeMessage(fernand, mail, { waitUntil: 'sent' }))
    expect(sent.download_url).toMatch(/^https:\/\/shop\.example\/helpdesk\/conversations\//)
  })
})
