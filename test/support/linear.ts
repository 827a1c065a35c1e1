import { expect } from 'vitest'

/**
 * Fails unless twice as much input takes at most double and a half of the processor's time.
 *
 * @param work does it with so much of its worst input
 * @param count so much that work whose time grows with the square takes a second
 */
export async function expectLinear(work: (count: number) => unknown, count: number): Promise<void> {
  await leastTime(work, Math.ceil(count / 20)) // compiled by now
  const [once, twice] = [await leastTime(work, count), await leastTime(work, 2 * count)]
  // Below some milliseconds it is the machine that is measured.
  expect(twice).toBeLessThan(2.5 * once + 25)
}

/** Of the processor, in milliseconds: the least of some runs. */
async function leastTime(work: (count: number) => unknown, count: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let run = 0; run < 5 && least > 1; run++) {
    const begin = process.cpuUsage()
    await work(count)
    const { user, system } = process.cpuUsage(begin)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}
