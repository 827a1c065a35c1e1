import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import {
  createSmtpListener,
  defaultLimits,
  type ListenerHandlers,
  type ListenerLimits,
} from '../../server/mail/listener.ts'
import { connectSmtp, handOver } from '../support/smtp-client.ts'
import { timed } from '../support/timed.ts'
import { until } from '../support/until.ts'

type Mail = Parameters<ListenerHandlers['receive']>[0]

const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

async function listener(limits: Partial<ListenerLimits> = {}, handlers: Partial<ListenerHandlers> = {}) {
  const received: Mail[] = []
  const failures: unknown[] = []
  const { server, close } = createSmtpListener(
    { ...defaultLimits, ...limits },
    {
      accepts: async address => address.endsWith('@here.example'),
      receive: async mail => void received.push(mail),
      failed: error => failures.push(error),
      ...handlers,
    },
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanups.push(() => close(0))
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, received, failures, close }
}

const to = 'a@here.example'
const kilobytes = (count: number) => `Subject: x\n\n${`${'x'.repeat(1022)}\n`.repeat(count)}`

describe('what is offered', () => {
  it('is a size, eight bits and pipelining: no login, no TLS, no relaying', async () => {
    const { url } = await listener()
    const client = await connectSmtp(url)
    const offer = await client.say('EHLO client.example')
    expect(offer.split('\n').map(line => line.slice(4).split(' ')[0])).toEqual(
      expect.arrayContaining(['PIPELINING', '8BITMIME', 'SIZE', 'ENHANCEDSTATUSCODES']),
    )
    expect(offer).toContain(`SIZE ${40 * 1024 * 1024}`)
    expect(offer).not.toMatch(/AUTH|STARTTLS|SMTPUTF8|XCLIENT|XFORWARD|DSN/)
    for (const line of ['AUTH PLAIN AGEAYg==', 'STARTTLS', 'XCLIENT ADDR=10.0.0.1', 'WIZ wiz', 'SHELL ls'])
      expect(await client.say(line), line).toMatch(/^5\d\d /)
    expect(await client.say('MAIL FROM:<b@there.example>')).toMatch(/^250 /)
    for (const address of [
      'c@there.example',
      'a%there.example@elsewhere.example',
      '@here.example:c@there.example',
    ])
      expect(await client.say(`RCPT TO:<${address}>`), address).toMatch(/^5\d\d /)
    for (const more of ['<c@there.example>', 'c@there.example', 'RELAY=yes'])
      expect(await client.say(`RCPT TO:<${to}> ${more}`), more).toMatch(/^555 5\.5\.4 /)
    expect(await client.say('DATA')).toMatch(/^503 /)
    expect(await client.say(`RCPT TO:<${to}> NOTIFY=NEVER ORCPT=rfc822;${to}`)).toMatch(/^250 /)
    client.destroy()
  })
})

describe('a mail', () => {
  it('arrives byte for byte, whatever its bytes are and however they arrive', async () => {
    const { url, received } = await listener()
    const source = Buffer.concat([
      Buffer.from('Subject: x\r\n\r\n.\r\n..\r\n. dot\r\n\r\n'),
      Buffer.from([0, 0xff, 0xc3, 0x28, 0x0d, 0x0a]),
      Buffer.from('bare\nline\nfeeds\n.\nand\rreturns\r\n'),
    ])
    expect(await handOver(url, { from: '', to: [to, 'B@Here.EXAMPLE'], source })).toMatch(/^250 2\.6\.0 /)
    expect(received).toEqual([{ from: '', to: ['a@here.example', 'B@here.example'], source }])
  })

  it('that another one is smuggled in is one mail', async () => {
    const { url, received } = await listener()
    for (const end of ['\n.\n', '\n.\r\n', '\r.\r', '\r\n.\r', '\r\n.\n'])
      await handOver(url, {
        to,
        source: Buffer.from(
          `A: b\r\n\r\nx${end}MAIL FROM:<x@y.example>\r\nRCPT TO:<${to}>\r\nDATA\r\n\r\nsmuggled\r\n`,
        ),
      })
    expect(received.map(({ source }) => source.includes('smuggled'))).toEqual(Array(5).fill(true))
  })

  it('that breaks off is none', async () => {
    const { url, received, failures } = await listener()
    const client = await connectSmtp(url)
    for (const line of ['EHLO c', 'MAIL FROM:<x@y.example>', `RCPT TO:<${to}>`, 'DATA'])
      await client.say(line)
    await client.write('Subject: half\r\n\r\nHello\r\n.')
    client.destroy()
    await sleep(200)
    expect([received, failures]).toEqual([[], []])
  })

  it('is acknowledged when it is kept, not before', async () => {
    const kept = Promise.withResolvers<void>()
    const { url } = await listener({ idle: 400 }, { receive: () => kept.promise })
    let answer: string | undefined
    const handing = handOver(url, { to, source: kilobytes(1) }).then(reply => {
      answer = reply
    })
    // Longer than a client may be silent: it waits for us.
    await sleep(1200)
    expect(answer).toBeUndefined()
    kept.resolve()
    await handing
    expect(answer).toMatch(/^250 /)
  })

  it('that cannot be kept is tried again later: 451', async () => {
    const down = async () => Promise.reject(new Error('the database is away'))
    const { url, failures } = await listener({}, { receive: down })
    expect(await handOver(url, { to, source: 'A: b\n\nHello' })).toBe(
      '451 4.3.0 The server cannot take the mail now, try again later',
    )
    expect(failures).toHaveLength(1)
    const other = await listener({}, { accepts: down })
    expect(await handOver(other.url, { to, source: 'A: b\n\nHello' })).toMatch(/^451 4\.3\.0 /)
  })
})

describe('bounds', () => {
  it('a mail of just the size is taken, a larger one is refused with 552, said or not', async () => {
    const { url, received } = await listener({ size: 100 * 1024 })
    const exact = Buffer.alloc(100 * 1024, 'x')
    exact.write('\r\n', exact.length - 2)
    expect(await handOver(url, { to, source: exact })).toMatch(/^250 /)
    expect(received[0]?.source).toHaveLength(exact.length)
    const over = Buffer.concat([Buffer.from('x'), exact])
    expect(await handOver(url, { to, source: over })).toMatch(/^552 5\.3\.4 /)
    const client = await connectSmtp(url)
    await client.say('EHLO c')
    expect(await client.say(`MAIL FROM:<x@y.example> SIZE=${over.length}`)).toMatch(/^552 5\.3\.4 /)
    client.destroy()
    expect(received).toHaveLength(1)
  })

  it('more than the memory allows at once is tried again later, and room is made again', async () => {
    const holding: (() => void)[] = []
    const receive = () => new Promise<void>(resolve => holding.push(resolve))
    const { url } = await listener({ memory: 300 * 1024 }, { receive })
    const first = handOver(url, { to, source: kilobytes(200) })
    await until(async () => holding[0])
    expect(await handOver(url, { to, source: kilobytes(200) })).toMatch(/^451 /)
    const small = handOver(url, { to, source: kilobytes(50) })
    await until(async () => holding[1])
    for (const release of holding) release()
    expect(await first).toMatch(/^250 /)
    expect(await small).toMatch(/^250 /)
    const again = handOver(url, { to, source: kilobytes(250) })
    await until(async () => holding[2])
    holding[2]?.()
    expect(await again).toMatch(/^250 /)
  })

  it('one connection too many is told to come later: 421', async () => {
    const { url } = await listener({ connections: 2 })
    const clients = [await connectSmtp(url), await connectSmtp(url)]
    const third = await connectSmtp(url)
    await third.closed
    clients[0]?.destroy()
    await sleep(100)
    const fourth = await connectSmtp(url)
    expect(await fourth.say('EHLO c')).toMatch(/^250/)
    for (const client of [...clients, fourth]) client.destroy()
  })

  it('one recipient too many is told so, the others get the mail', async () => {
    const { url, received } = await listener({ recipients: 2 })
    const client = await connectSmtp(url)
    const say = async (...lines: string[]) => {
      const replies = []
      for (const line of lines) replies.push((await client.say(line)).slice(0, 9))
      return replies
    }
    const names = ['a', 'b', 'c', 'A'].map(name => `RCPT TO:<${name}@here.example>`)
    expect(await say('HELO c', 'MAIL FROM:<>', ...names, 'DATA')).toEqual(
      ['250 ', '250 2.1.0', '250 2.1.5', '250 2.1.5', '452 4.5.3', '250 2.1.5', '354 '].map(start =>
        expect.stringContaining(start),
      ),
    )
    expect(await client.say('A: b\r\n\r\nHello\r\n.')).toMatch(/^250 /)
    client.destroy()
    expect(received[0]?.to).toHaveLength(2)
  })

  it('who says nothing is sent away, and who takes for ever is cut off', async () => {
    const { url } = await listener({ idle: 200 })
    const silent = await connectSmtp(url)
    expect(await silent.reply()).toMatch(/^421 /)
    await silent.closed
    const { url: strict, received } = await listener({ idle: 1000, connection: 600 })
    const slow = await connectSmtp(strict)
    for (const line of ['EHLO c', 'MAIL FROM:<>', `RCPT TO:<${to}>`, 'DATA']) await slow.say(line)
    const trickle = setInterval(() => void slow.write('x'), 50)
    await slow.closed
    clearInterval(trickle)
    expect(received).toEqual([])
  })
})

describe('when it stops', () => {
  it('what is under way is finished, who is idle is sent away, nobody new comes in', async () => {
    const kept = Promise.withResolvers<void>()
    let begun = false
    const receive = () => {
      begun = true
      return kept.promise
    }
    const { url, close } = await listener({}, { receive })
    cleanups.pop()
    const idle = await connectSmtp(url)
    const handing = handOver(url, { to, source: kilobytes(1) })
    await until(async () => begun || undefined)
    const closed = close(5000)
    expect(await idle.reply()).toMatch(/^421 /)
    kept.resolve()
    expect(await handing).toMatch(/^250 /)
    await closed
    expect(await (await connectSmtp(url)).say('EHLO c')).toBe('closed')
  })

  it('what does not end is cut off after a while', timed, async () => {
    const begun = Promise.withResolvers<void>()
    const receive = () => {
      begun.resolve()
      return new Promise<never>(() => {})
    }
    const { url, close } = await listener({}, { receive })
    cleanups.pop()
    const handing = handOver(url, { to, source: kilobytes(1) })
    await begun.promise
    const start = performance.now()
    await close(300)
    expect(performance.now() - start).toBeLessThan(2000)
    expect(await handing).toBe('closed')
  })
})
