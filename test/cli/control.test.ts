/** The verbs of the control plane, the methods of a server in a program, and the fixture for tests. */
import { afterAll, test as base, beforeAll, describe, expect, it } from 'vitest'
import { createAtenderClient, sendOutbound } from '../../client/atender.ts'
import { ControlError, createTenant } from '../../client/control.ts'
import { orThrow } from '../../client/result.ts'
import { type EmbeddedServer, startServer } from '../../server/embed/index.ts'
import { type Tenant, tenantFixture } from '../../testing/index.ts'
import { runScript } from '../support/process.ts'
import { until } from '../support/until.ts'
import { startWebhookReceiver } from '../support/webhook-receiver.ts'

let server: EmbeddedServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const start = (...args: string[]) =>
  runScript('cli/main.js', {}, undefined, [...args, '--server', server.url, '--tenant', 'cli'])
async function cli(...args: string[]) {
  const child = start(...args)
  return { code: await child.exited, stdout: child.stdout(), stderr: child.stderr() }
}

describe('on the command line', () => {
  it('a clock is set, stopped, moved on, and let go', async () => {
    await cli('clock', 'set', '2027-01-01T00:00:00Z')
    await cli('clock', 'freeze')
    const { code, stdout } = await cli('clock', 'advance', '3d')
    expect([code, JSON.parse(stdout).now.slice(0, 10)]).toEqual([0, '2027-01-04'])
    expect(await cli('clock', 'reset')).toMatchObject({ code: 0, stdout: '' })
    expect(await cli('clock', 'advance', 'soon')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('It is no time, such as 3d'),
    })
  })

  it('a bounce is triggered, and its mail is waited for', async () => {
    const bounced = await cli('trigger', 'bounce')
    expect(JSON.parse(bounced.stdout)).toMatchObject({ status: 'BOUNCED' })
    const mail = await cli('mail', 'wait', '--to', 'erlich.bachman@aviato.example')
    expect(JSON.parse(mail.stdout)).toMatchObject({ envelope: { to: ['erlich.bachman@aviato.example'] } })
    const source = await cli('mail', 'wait', '--source')
    expect(source.stdout).toMatch(/^(From|Message-ID|Date|To|MIME-Version):/m)
    expect(await cli('mail', 'wait', '--subject', 'nothing', '--seconds', '0')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'No such mail came.\n',
    })
  })

  it('deliveries are printed as they come, and forwarded as they are signed', async () => {
    const receiver = await startWebhookReceiver()
    const listening = start('listen', '--forward-to', receiver.url)
    await until(async () => listening.stdout().includes('secret whsec_') || undefined)
    await cli('trigger', 'message.sent')
    const [, sent] = await receiver.waitFor(2)
    expect(sent?.headers['webhook-signature']).toMatch(/^v1,/)
    expect(JSON.parse(String(sent?.body))).toMatchObject({ event: 'message.sent' })
    await until(async () => /^message\.sent \S+ 204$/m.test(listening.stdout()) || undefined)
    listening.child.kill('SIGINT')
    expect(await listening.exited).toBe(0)
    await receiver.stop()
    const tenant = createTenant({ baseUrl: server.url }, 'cli')
    const atender = createAtenderClient({ baseUrl: server.url, apiKey: tenant.keys.atender })
    expect(orThrow(await atender.GET('/v1/webhooks')).data).toEqual([])
  })

  it('what the server says no to, and nobody there, is one line', async () => {
    const unknown = await cli('trigger', 'nothing')
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('Allowed choices are')])
    const nobody = runScript('cli/main.js', {}, undefined, ['clock', 'get', '--server', 'http://127.0.0.1:1'])
    expect([await nobody.exited, nobody.stderr()]).toEqual([
      1,
      expect.stringMatching(/^The server does not answer/),
    ])
  })
})

describe('in a program', () => {
  it('a server has the same as methods, for itself and for copies', async () => {
    await using own = await startServer()
    await own.clock.set({ now: '2027-01-01T00:00:00Z', frozen: true })
    expect(await own.clock.advance({ hours: 3, minutes: 30 })).toMatchObject({
      now: '2027-01-01T03:30:00.000Z',
      frozen: true,
    })
    const crm = await own.receiver('crm')
    expect(crm.url).toBe(`${own.url}/_receivers/crm`)
    const copy = own.copy('mine')
    expect((await copy.clock.get()).frozen).toBe(false)
    await copy.faults.add({ what: '503', count: 1 })
    expect([(await copy.faults.list()).length, (await own.faults.list()).length]).toEqual([1, 0])
    const atender = createAtenderClient({ baseUrl: own.url, apiKey: copy.keys.atender })
    const body = { externalReference: 'r', contact: { email: 'a@b.example' }, subject: 's' }
    expect((await sendOutbound(atender, body)).outcome).toBe('created')
    expect(await copy.events()).toMatchObject([
      { event: 'contact.created' },
      { event: 'conversation.created' },
    ])
    await expect(own.restore('s9')).rejects.toThrow(ControlError)
    await expect(copy.clock.advance({ seconds: -1 })).rejects.toThrow('/seconds: seconds must be >= 0')
  })
})

const test = base.extend<{ tenant: Tenant }>({ tenant: tenantFixture(() => server.url) })

test('such as this one', async ({ tenant }) => {
  const atender = createAtenderClient({ baseUrl: server.url, apiKey: tenant.keys.atender })
  expect(orThrow(await atender.GET('/v1/conversations')).data).toEqual([])
  expect(tenant.tenant).toMatch(/^t-[0-9a-f-]{36}$/)
})
