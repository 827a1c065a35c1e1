/**
 * Whether the validator's trap stays shut: express-openapi-validator keeps a compiled validator for every spelling
 * of the Content-Type, so each new parameter would cost time and, for ever, memory.
 */
import { join } from 'node:path'
import { server, temporaryFolder } from './contestants.ts'
import { usedHeap } from './inspector.ts'
import { put } from './load.ts'
import { type Command, startProcess } from './processes.ts'
import type { Progress } from './progress.ts'
import { createWithContentType, newStock, workloads } from './workloads.ts'

const CONNECTIONS = 32

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
        until: { requests },
      })
      if (measured.failure !== undefined) throw new Error(`content-types: ${measured.failure}`)
      return measured.rate
    }
    progress(`${requests} creates to warm up`)
    await load(() => '; charset=utf-8')
    progress(`${requests} creates with one Content-Type`)
    const same = await load(() => '; charset=utf-8')
    const before = await usedHeap(process.stderr())
    progress(`${requests} creates with as many Content-Types`)
    const distinct = await load(n => `; a=${n}`)
    const after = await usedHeap(process.stderr())
    return { growth: after - before, rate: distinct / same }
  } finally {
    await process.stop()
  }
}
