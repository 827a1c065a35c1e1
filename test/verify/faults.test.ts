/** Each fault stands before a server that has none: the cases must find it, and say what it is. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { verify } from '../../verify/index.ts'
import { freePort } from '../support/free-port.ts'
import type { Fault } from '../support/verify/fault.ts'
import { atenderFaults } from '../support/verify/faults-atender.ts'
import { fernandFaults } from '../support/verify/faults-fernand.ts'
import { startFaultyMail, startFaultyServer, startFaultyWebhooks } from '../support/verify/faulty-proxies.ts'
import { startVerifiedServer } from '../support/verify/verified-server.ts'

let now: Fault | undefined
const found: string[] = []

async function startSetting() {
  const [mailPort, webhookPort] = [await freePort(), await freePort()]
  const mail = await startFaultyMail(mailPort, () => now)
  let target = ''
  const front = await startFaultyServer(
    () => target,
    () => now,
  )
  const server = await startVerifiedServer(mail.port, front.url)
  target = server.url
  const webhooks = await startFaultyWebhooks(`http://127.0.0.1:${webhookPort}`, () => now)
  return {
    targetOf: (api: Fault['api']) => server.targetOf(api, front.url),
    listening: {
      mails: { host: '127.0.0.1', port: mailPort },
      webhooks: { host: '127.0.0.1', port: webhookPort },
      webhookUrl: webhooks.url,
    },
    async stop() {
      await server.stop()
      await Promise.all([mail.stop(), front.stop(), webhooks.stop()])
    },
  }
}

let setting: Awaited<ReturnType<typeof startSetting>>
beforeAll(async () => {
  setting = await startSetting()
})
afterAll(async () => {
  await setting.stop()
  process.stdout.write(`${found.length} faults found:\n${found.join('\n')}\n`)
})

const faults = [...atenderFaults, ...fernandFaults].map(make => make())

it('there are forty at least, and no two are the same', () => {
  expect(faults.length).toBeGreaterThanOrEqual(40)
  expect(new Set(faults.map(({ name, api }) => `${api} ${name}`)).size).toBe(faults.length)
})

it.each(faults)('a server of $api that $name', async fault => {
  now = fault
  const { listening } = setting
  try {
    const { results } = await verify(setting.targetOf(fault.api), {
      only: fault.only,
      listening,
      patience: fault.patience ?? 8_000,
    })
    const told = results.flatMap(result => result.told.map(({ rule }) => ({ name: result.name, rule })))
    const caught = told.find(({ rule }) => fault.found.test(rule))
    expect(caught, JSON.stringify(told)).toBeDefined()
    found.push(`  ${fault.api} ${fault.name}\n    ${caught?.name}: ${caught?.rule}`)
  } finally {
    now = undefined
  }
})
