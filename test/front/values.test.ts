import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bodyRules } from '../../server/contracts.ts'
import { hasMoreValues } from '../../server/http/count-values.ts'
import { expectDocumented } from '../support/contract.ts'
import { demoKey } from '../support/server.ts'
import { type TargetName, targets } from '../support/targets.ts'

it.each([
  ['[]', 2],
  ['[1,2]', 3],
  [String.raw`{"a":"x,[\"{,","b":[1]}`, 4],
  [String.raw`["\\",1]`, 3],
  [String.raw`["\\\",",1]`, 3],
  ['{"a":{"b":{}}}', 4],
])('%s holds at most %i values', (json, count) => {
  expect([hasMoreValues(Buffer.from(json), count), hasMoreValues(Buffer.from(json), count - 1)]).toEqual([
    false,
    true,
  ])
})

describe.each(Object.keys(targets) as TargetName[])('a small body that is very much, on the %s', which => {
  let running: { url: string; stop(): Promise<void> }
  beforeAll(async () => {
    running = await targets[which]()
  })
  afterAll(() => running.stop())

  const compose = async (body: Buffer | string, encoding?: string) => {
    const response = await fetch(`${running.url}/conversations/compose`, {
      method: 'POST',
      headers: {
        'X-API-Key': demoKey.fernand,
        'Content-Type': 'application/json',
        ...(encoding === undefined ? {} : { 'Content-Encoding': encoding }),
      },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    })
    const answer = await response.json()
    expectDocumented('fernand', 'composeConversation', response.status, answer)
    return response.status
  }
  it.each([
    ['lists in a list, compressed to some kilobytes', gzipSync(`[${'[],'.repeat(3_000_000)}[]]`), 'gzip'],
    ['lists in lists, compressed', gzipSync('['.repeat(9_000_000)), 'gzip'],
    ['numbers', `[${'1,'.repeat(9_000_000)}1]`, undefined],
    ['objects', `[${'{},'.repeat(5_000_000)}1]`, undefined],
    ['escaped quotes', `["${String.raw`\"`.repeat(9_000_000)}${'",1,"'.repeat(60_000)}"]`, undefined],
    ['blanks, compressed', gzipSync(' '.repeat(36_000_000)), 'gzip'],
  ])('%s are refused, eight at a time', async (_what, body, encoding) => {
    const statuses = await Promise.all(Array.from({ length: 8 }, () => compose(body, encoding)))
    // Some do not even fit beside the others.
    expect(new Set([...statuses, 503])).toEqual(new Set([413, 503]))
    expect((await fetch(`${running.url}/healthz`)).status).toBe(200)
  })

  it('as much as the contract allows is taken apart', async () => {
    const values = (count: number) =>
      compose(JSON.stringify({ ...right, content: { ...content, actions: [action(count)] } }))
    const content = { content: '<p>Hello</p>' }
    const right = { channel_id: 123, agent_id: 42, to: 'a@b.example', delay: 3600 }
    const action = (count: number) => ({ name: 'dance', data: { list: Array(count).fill(0) } })
    expect(await values(30_000)).toBe(200)
    expect(await values(bodyRules.maxValues)).toBe(413)
  })
})
