import { expect, it } from 'vitest'
import { createGate } from '../../../server/jobs/postgres/gate.ts'
import { createTestClock } from '../../support/clock.ts'

it('while nothing is due one reads at a time, and who is let reads at once', async () => {
  const clock = createTestClock()
  const gate = createGate(clock)
  let reads = 0
  const come = (count: number) => {
    for (let one = 0; one < count; one++) void gate.pass().then(() => reads++)
  }
  const turns = () => new Promise(resolve => setTimeout(resolve, 5))
  const after = async (milliseconds: number) => {
    await clock.pass(milliseconds)
    await turns()
    return reads
  }
  come(2)
  expect(await after(0)).toBe(2)
  gate.close()
  come(5)
  expect(await after(99)).toBe(2)
  expect(await after(1)).toBe(3)
  expect(await after(100)).toBe(4)
  gate.letOne()
  expect(await after(0)).toBe(5)
  gate.open()
  expect(await after(0)).toBe(7)
  gate.close()
  // Something became due while nobody waited.
  gate.letOne()
  come(2)
  expect(await after(0)).toBe(8)
})
