import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { expectDocumented } from '../support/contract.ts'
import { demoKey, startTestServer } from '../support/server.ts'
import { type TargetName, targets } from '../support/targets.ts'

const whole = { name: 'Desk', url: 'https://hooks.shop.example/in', events: ['message.sent'] }
/** Where a refused body is wrong, each place once. */
const placesOf = ({ body }: { body: { errors?: { path: string }[] } }) => [
  ...new Set(body.errors?.map(({ path }) => path)),
]
const long = (length: number) => `https://hooks.shop.example/${'x'.repeat(length - 27)}`

describe.each(Object.keys(targets) as TargetName[])('bodies of webhooks, on the %s', which => {
  let running: { url: string; stop(): Promise<void> }
  let id: string
  beforeAll(async () => {
    running = await targets[which]()
    id = (await send('POST', '', whole)).body.id
  })
  afterAll(() => running.stop())

  async function send(method: string, path: string, body: unknown) {
    const response = await fetch(`${running.url}/v1/webhooks${path}`, {
      method,
      headers: { Authorization: `Bearer ${demoKey.atender}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: await response.json() }
  }
  const wrong: [member: string, value: unknown, path?: string][] = [
    ['name', null],
    ['name', 7],
    ['name', ''],
    ['name', 'x'.repeat(256)],
    ['name', 'two\nlines'],
    ['name', 'nul\u0000'],
    ['name', 'half \ud83d'],
    ['url', null],
    ['url', 7],
    ['url', ''],
    ['url', long(2049)],
    ['url', 'hooks.shop.example'],
    ['url', 'http://hooks.shop.example/in'],
    ['url', 'ftp://hooks.shop.example/in'],
    ['url', 'https://user@hooks.shop.example/in'],
    ['url', 'https://hooks.shop.example/in#part'],
    ['url', 'https://hooks.shop.example/in#'],
    ['url', ' https://hooks.shop.example/in'],
    ['url', 'https://10.0.0.1/in'],
    ['url', 'https://[fd00::1]/in'],
    ['events', null],
    ['events', 'message.sent'],
    ['events', []],
    ['events', ['message.sent', 'message.sent']],
    ['events', [null], '/events/0'],
    ['events', ['message.sent', 'message.opened'], '/events/1'],
    ['isActive', null],
    ['isActive', 'yes'],
    ['isActive', 1],
    ['colour', 'red'],
    ['secret', 'whsec_AAAA'],
    ['id', 'x'],
  ]

  it.each(wrong)('%s: %j is refused by both', async (member, value, path = `/${member}`) => {
    const created = await send('POST', '', { ...whole, [member]: value })
    expect([created.status, placesOf(created)]).toEqual([400, [path]])
    expectDocumented('atender', 'createWebhook', 400, created.body)
    const changed = await send('PATCH', `/${id}`, { [member]: value })
    expect([changed.status, placesOf(changed)]).toEqual([400, [path]])
    expectDocumented('atender', 'updateWebhook', 400, changed.body)
  })

  it.each(['name', 'url', 'events'])('without %s none is created', async member => {
    const { status, body } = await send('POST', '', { ...whole, [member]: undefined })
    expect([status, body.errors.map((one: { path: string; code: string }) => [one.path, one.code])]).toEqual([
      400,
      [[`/${member}`, 'required']],
    ])
  })

  it('isActive is no member of a new one, and a change needs a member', async () => {
    const created = await send('POST', '', { ...whole, isActive: true })
    expect([created.status, created.body.errors[0].path]).toEqual([400, '/isActive'])
    const changed = await send('PATCH', `/${id}`, {})
    expect([changed.status, changed.body.errors[0].path]).toEqual([400, ''])
  })

  it('every unknown event is named, with everything else that is wrong', async () => {
    const { status, body } = await send('POST', '', {
      name: '',
      url: 'https://169.254.169.254/latest/meta-data',
      events: ['message.sent', 'message.opened', 'contact.updated', 'contact.deleted'],
    })
    expect(status).toBe(400)
    expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      '/events/1',
      '/events/3',
      '/name',
      '/url',
    ])
    expect(body.errors.find(({ path }: { path: string }) => path === '/url').message).toBe(
      'url must be an https URL of a public host; 169.254.169.254 is not public',
    )
  })

  it.each([
    { name: 'x'.repeat(255) },
    { name: 'Ünïcödé 🙂' },
    { url: long(2048) },
    { url: 'https://8.8.8.8:8443/in?token=x' },
    { url: 'HTTPS://hooks.shop.example' },
    { url: 'http://localhost:3000/in' },
    { url: 'http://[::1]:3000/in' },
  ])('what is just right is taken: %j', async change => {
    expect((await send('POST', '', { ...whole, ...change })).status).toBe(201)
    expect((await send('PATCH', `/${id}`, change)).status).toBe(200)
  })

  it('every event may be subscribed to', async () => {
    const names = [
      ...['conversation.created', 'conversation.updated', 'conversation.resolved', 'conversation.reopened'],
      ...['message.received', 'message.sent', 'contact.created', 'contact.updated'],
      ...['sla.warning', 'sla.breached', 'assignment.changed'],
    ]
    expect((await send('POST', '', { ...whole, events: names })).status).toBe(201)
  })
})

describe('this machine as a receiver', () => {
  const local = ['http://127.0.0.1:3000/in', 'https://localhost/in', 'http://[::1]:3000/in']

  it.each(local)('%s is refused where CONTROL is off', async url => {
    await using server = await startTestServer({ control: false })
    const { response, error } = await server.atender.POST('/v1/webhooks', {
      body: { name: 'Desk', url, events: ['message.sent'] },
    })
    expect(response.status).toBe(400)
    expectDocumented('atender', 'createWebhook', 400, error)
    expect(error).toMatchObject({
      errors: [{ path: '/url', message: expect.stringMatching(/is not public$/) }],
    })
    const { data } = await server.atender.POST('/v1/webhooks', {
      body: { name: 'Desk', url: 'https://hooks.shop.example/', events: ['message.sent'] },
    })
    const path = { id: data?.id ?? '' }
    const changed = await server.atender.PATCH('/v1/webhooks/{id}', { params: { path }, body: { url } })
    expect([changed.response.status, changed.error]).toMatchObject([400, { errors: [{ path: '/url' }] }])
  })

  it.each([
    ['loopback', {}, true],
    ['IPv6 loopback', { HOST: '::1' }, true],
    ['loopback, off', { CONTROL: 'off' }, false],
    ['every address', { HOST: '0.0.0.0' }, false],
    ['every address, on with a token', { HOST: '0.0.0.0', CONTROL: 'on', ADMIN_TOKEN: 'secret' }, true],
    ['every address, off with a token', { HOST: '0.0.0.0', CONTROL: 'off', ADMIN_TOKEN: 'secret' }, false],
  ])('CONTROL on %s: %j', (_what, variables, control) => {
    expect(readConfig(variables as NodeJS.ProcessEnv).control).toBe(control)
  })
})
