import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, apis } from '../../server/apis/apis.ts'
import { badRequests } from '../support/bad-requests.ts'
import { expectDocumented } from '../support/contract.ts'
import { demoKey } from '../support/server.ts'
import { type TargetName, targets } from '../support/targets.ts'

const headers = {
  Authorization: `Bearer ${demoKey.atender}`,
  'X-API-Key': demoKey.fernand,
  'Content-Type': 'application/json',
}

describe.each(Object.keys(targets) as TargetName[])('every keyword of the contracts, on the %s', which => {
  let running: { url: string; stop(): Promise<void> }
  beforeAll(async () => {
    running = await targets[which]()
  })
  afterAll(() => running.stop())

  const all = (Object.keys(apis) as Api[]).flatMap(api => badRequests(api).map(bad => ({ api, ...bad })))

  it.each(all)('refuses $api $name', async ({ api, operationId, method, path, body, expected }) => {
    const response = await fetch(running.url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const answer = await response.json()
    expect([response.status, answer]).toEqual([400, expect.anything()])
    expectDocumented(api, operationId, 400, answer)
    expect(answer.errors).toContainEqual(expect.objectContaining(expected))
  })
})
