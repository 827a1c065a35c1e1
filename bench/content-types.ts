/**
 * Whether the validator's trap stays shut: express-openapi-validator keeps a compiled validator for every spelling
 * of the Content-Type, so each new parameter would cost time and, for ever, memory.
 */
import { join } from 'node:path'
import { server, temporaryFolder } from './contestants.ts'
import { median } from './figures.ts'
import { usedHeap } from './inspector.ts'
import { put } from './load.ts'
import { type Command, startProcess } from './processes.ts'
import type { Progress } from './progress.ts'
import { createWithContentType, newStock, workloads } from './workloads.ts'

const CONNECTIONS = 32
/** Both kinds take turns, so that a slow moment of the machine weighs on both. */
const ROUNDS = 5

/** Heap that so many distinct Content-Types leave behind, in MB, and their rate against that of one. */
export async function measureContentTypes(requests: number, run: string, progress: Progress) {
  const folder = temporaryFolder()
  try {
    return await measure(server(`sqlite:${join(folder.path, 'bench.db')}`), requests, run, progress)
  } finally {
    folder.remove()
  }
}

async function measure(command: Command, requests: number, run: string, progress: Progress) {
  const process = await startProcess({
    ...command,
    args: port => ['--inspect=127.0.0.1:0', ...command.args(port)],
  })
  try {
    const stock = newStock(run)
    const load = async (parameter: (n: number) => string) => {
      const measured = await put({
        url: process.url,
        connections: CONNECTIONS,
        requests: createWithContentType(stock, parameter),
        status: workloads.create.status,
        until: { requests: requests / ROUNDS },
      })
      if (measured.failure !== undefined) throw new Error(`content-types: ${measured.failure}`)
      return measured.rate
    }
    progress(`${requests} creates to warm up`)
    for (let round = 0; round < ROUNDS; round++) await load(() => '; charset=utf-8')
    const before = await usedHeap(process.stderr())
    const ratios: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      progress(`creates with one Content-Type, then with as many as creates: ${round + 1} of ${ROUNDS}`)
      const same = await load(() => '; charset=utf-8')
      const distinct = await load(n => `; a=${n}`)
      ratios.push(distinct / same)
    }
    const after = await usedHeap(process.stderr())
    return { growth: after - before, rate: median(ratios) }
  } finally {
    await process.stop()
  }
}
