import { describe, expect, it } from 'vitest'
import { Refusal } from '../../server/errors/refusal.ts'
import { createLinks } from '../../server/messages/links.ts'
import { createTestClock } from '../support/clock.ts'

const HOUR = 3600_000
const tokenIn = (address: string) => new URL(address).searchParams.get('token') ?? ''

describe('the token of a download', () => {
  const clock = createTestClock()
  const links = createLinks('a secret', clock, () => 'https://desk.example')
  const [one, other] = ['3c90c3cc-0d44-4b50-8888-8dd25736052a', '4c90c3cc-0d44-4b50-8888-8dd25736052a']
  const token = tokenIn(links.attachment(one, 7))
  const refused = expect.objectContaining({ code: 'forbidden' })
  const attempt = (act: () => unknown) => {
    try {
      return act()
    } catch (error) {
      return error instanceof Refusal ? error : undefined
    }
  }

  it('opens what it was made for', () => {
    expect(links.open('attachment', one, token)).toBe(7)
  })

  it('opens nothing else, and none that was changed does', () => {
    const [id = '', until = '', signature = ''] = token.split('.')
    const later = (Number.parseInt(until, 36) + HOUR).toString(36)
    for (const [kind, uuid, tried] of [
      ['original', one, token],
      ['attachment', other, token],
      ['attachment', one, `8.${until}.${signature}`],
      ['attachment', one, `${id}.${later}.${signature}`],
      ['attachment', one, `${id}.${until}.${signature.slice(0, -1)}`],
      ['attachment', one, `${id}.${until}.`],
      ['attachment', one, ''],
      ['attachment', one, `${id}.${until}.${signature}.x`.replace(signature, `${signature}x`)],
    ] as const)
      expect(
        attempt(() => links.open(kind, uuid, tried)),
        tried,
      ).toEqual(refused)
    const ofAnother = createLinks('another secret', clock, () => 'https://desk.example')
    expect(attempt(() => ofAnother.open('attachment', one, token))).toEqual(refused)
  })

  it('opens nothing when its time is over, after an hour and a quarter at most', async () => {
    const before = tokenIn(links.attachment(one, 7))
    await clock.pass(HOUR - 1)
    expect(links.open('attachment', one, before)).toBe(7)
    await clock.pass(HOUR / 4 + 1)
    expect(attempt(() => links.open('attachment', one, before))).toEqual(refused)
  })
})
