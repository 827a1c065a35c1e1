/** Large bodies that end together are taken apart one after the other, with a turn for all others between them. */

import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as nextPhase } from 'node:timers/promises'
import express from 'express'
import { expect, it, onTestFinished } from 'vitest'
import { readJson } from '../../server/http/read-json.ts'
import { ownTurn } from '../../server/http/turn.ts'

it('who asks for an own turn gets one that nobody else has', async () => {
  let turn = 0
  let isOver = false
  const count = async () => {
    for (; !isOver; turn++) await nextPhase()
  }
  const counting = count()
  const turns = await Promise.all(Array.from({ length: 5 }, () => ownTurn().then(() => turn)))
  isOver = true
  await counting
  expect(new Set(turns).size).toBe(5)
})

it.each([true, false])('no two large bodies are parsed in one turn; told their length: %s', async isTold => {
  const parsed: number[] = []
  let turn = 0
  let isOver = false
  const app = express()
  app.use(...readJson(8 * 1024 * 1024), (request, response) => {
    parsed.push(turn)
    response.json(request.body.length)
  })
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const counting = (async () => {
    for (; !isOver; turn++) await nextPhase()
  })()
  const body = JSON.stringify('x'.repeat(3_000_000))
  const answers = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        ...(isTold ? { body } : { body: new Blob([body]).stream(), duplex: 'half' as const }),
      })
      return await response.json()
    }),
  )
  isOver = true
  await counting
  expect(answers).toEqual(Array.from({ length: 6 }, () => 3_000_000))
  expect(new Set(parsed).size).toBe(6)
})
