import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { parseSmtpUrl } from '../../server/mail/smtp-url.ts'
import { mail, messagesIn, startTestServer, type TestServer } from '../support/server.ts'
import { type SmtpReceiver, type SmtpReceiverOptions, startSmtpReceiver } from '../support/smtp-receiver.ts'
import { until } from '../support/until.ts'

let receiver: SmtpReceiver
let server: TestServer
afterEach(async () => {
  await server.stop()
  await receiver.stop()
})

async function start(options: SmtpReceiverOptions, smtpRetry = { after: [300], window: 60_000 }) {
  receiver = await startSmtpReceiver(options)
  const smtp = parseSmtpUrl(receiver.url)
  server = await startTestServer({ smtp: smtp.ok ? smtp.options : undefined, smtpRetry })
}

async function send(to: string, more: Record<string, string> = {}) {
  const { data } = await server.fernand.POST('/conversations/compose', {
    body: { ...mail, to, subject: randomUUID(), ...more },
  })
  const id = data?.conversation_id ?? 0
  const message = async () =>
    messagesIn(
      (await server.fernand.GET('/conversations/{id}/messages', { params: { path: { id } } })).data,
    )[0]
  return {
    message,
    /** The message once its latest event is that one. */
    reaches: (event: string) =>
      until(async () => {
        const now = await message()
        return now?.last_event?.event === event ? now : undefined
      }),
  }
}

const gone = { code: 550, text: '5.1.1 No such user' }
const busy = { code: 451, text: '4.7.1 Greylisted' }
const [a, b, c] = ['a@one.example', 'b@two.example', 'c@three.example']

describe('a mail that is put off', () => {
  it('for one recipient is tried again for that one alone, and tells how it stands', async () => {
    let isBusy = true
    await start({ recipient: to => (to === b && isBusy ? busy : to === c ? gone : undefined) })
    const { reaches } = await send(a, { cc: b, bcc: c })
    const first = await reaches('DEFERRED')
    expect(first).toMatchObject({ status: 'SENT', last_event: { error_code: '451' } })
    expect(first.last_event?.reason).toBe(
      `4.7.1 Greylisted; accepted for ${a}; refused for ${c} (550 5.1.1 No such user); put off for ${b} (451 4.7.1 Greylisted)`,
    )
    isBusy = false
    const second = await reaches('DELIVERED')
    expect(second).toMatchObject({ status: 'SENT', last_event: { error_code: '250' } })
    expect(second.last_event?.reason).toContain(`refused for ${c}`)
    const [one, two, ...more] = receiver.received
    expect([one?.envelope.to, two?.envelope.to, more]).toEqual([[a], [b], []])
    expect(two?.source.equals(one?.source ?? Buffer.alloc(0))).toBe(true)
  })

  it('for one recipient and then refused is SENT, and says who did not get it', async () => {
    let answer = busy
    await start({ recipient: to => (to === b ? answer : undefined) })
    const { reaches } = await send(a, { cc: b })
    await reaches('DEFERRED')
    answer = gone
    const last = await reaches('BOUNCED')
    expect(last).toMatchObject({ status: 'SENT', last_event: { error_code: '550' } })
    expect(last.last_event?.reason).toContain(`accepted for ${a}; refused for ${b} (550 5.1.1 No such user)`)
  })

  it('for all but those who are refused for good is not tried for these again', async () => {
    const asked: string[] = []
    let isBusy = true
    await start({
      recipient(to) {
        asked.push(to)
        return to === b ? gone : isBusy ? busy : undefined
      },
    })
    const { reaches } = await send(a, { cc: b })
    const first = await reaches('DEFERRED')
    expect(first).toMatchObject({ status: 'PENDING', last_event: { error_code: '451' } })
    isBusy = false
    expect((await reaches('DELIVERED')).status).toBe('SENT')
    expect(asked.filter(to => to === b)).toHaveLength(1)
  })

  it.each([
    ['for all is ERROR', undefined, 'ERROR'],
    ['for some is SENT', b, 'SENT'],
  ])('%s when the window is over, and is not tried any more', async (_whom, fine, status) => {
    let asked = 0
    await start(
      {
        recipient(to) {
          if (to === fine) return undefined
          asked++
          return busy
        },
      },
      { after: [1000], window: 2500 },
    )
    const { reaches } = await send(a, fine ? { cc: fine } : {})
    const last = await reaches('FAILED')
    expect(last).toMatchObject({ status, last_event: { error_code: '451' } })
    const attempts = asked
    expect(attempts).toBeGreaterThan(1)
    await new Promise(resolve => setTimeout(resolve, 2500))
    expect(asked).toBe(attempts)
  })

  it('has its window counted from when it was due', async () => {
    await start({ recipient: () => busy }, { after: [60_000], window: 900 })
    const { reaches } = await send(a, { delay: 1 as unknown as string })
    expect((await reaches('DEFERRED')).status).toBe('PENDING')
  })
})

it('a mail whose connection is lost after DATA goes out again with the same bytes', async () => {
  let isLost = true
  await start({
    message() {
      const answer = isLost ? ('drop' as const) : undefined
      isLost = false
      return answer
    },
  })
  const { reaches } = await send(a)
  await reaches('DELIVERED')
  expect(receiver.seen).toHaveLength(2)
  expect(receiver.seen[0]?.source.equals(receiver.seen[1]?.source ?? Buffer.alloc(0))).toBe(true)
})

it('a mail leaves with the id of its Message-ID, by which a report names it', async () => {
  await start({ dsn: true })
  await (await send(a)).reaches('DELIVERED')
  const [left] = receiver.received
  expect(left?.envelopeId).toMatch(/^[0-9a-f-]{36}$/)
  expect(left?.source.toString()).toContain(`<${left?.envelopeId}@demo.example>`)
})
