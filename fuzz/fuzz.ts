import { rmSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { asAdmin } from '../test/support/postgres.ts'
import { startPostgres } from '../test/support/postgres-server.ts'
import { temporaryFolder } from '../test/support/process.ts'
import { type Face, faces } from './faces.ts'
import { type Known, knownOf } from './known.ts'
import { type Outcome, probe, probeBytes } from './probe.ts'
import { type Kind, kinds, requests, shares } from './requests.ts'
import { type FuzzedServer, startFuzzed } from './server.ts'
import { curlOf, ncOf } from './shell.ts'
import { bytesFor } from './wire.ts'

export type Engine = 'sqlite' | 'postgres'

interface Row {
  face: string
  kind: Kind | 'bytes'
  requests: number
  /** How many were answered with each class of status, and how many with none. */
  answers: Record<string, number>
  findings: number
}

interface Finding {
  /** What was asked, and what is wrong with the answer. */
  what: string
  /** Asks the same again, from a shell. */
  line: string
  seed: number
}

export interface Report {
  rows: Row[]
  findings: Finding[]
  /** Of each server, in bytes: what was in use after the first third, and at the end. */
  heaps: { server: string; before: number; after: number }[]
}

export interface FuzzOptions {
  requests: number
  seed: number
  engine: Engine
  tell: (done: number, what: string) => void
}

/** The heap may have grown by so much, in bytes, from the first third of the run to its end. */
const GROWTH = 24 * 1024 * 1024

/** Of a hundred requests, those that are bytes. */
const BYTES = 5

/** Asks every operation of every face what nobody should ask, the same for the same seed. */
export async function fuzz(options: FuzzOptions): Promise<Report> {
  const report: Report = { rows: [], findings: [], heaps: [] }
  const databases = await openDatabases(options.engine)
  try {
    const [apis, control] = [
      faces.filter(one => one.name !== 'control'),
      faces.filter(one => one.name === 'control'),
    ]
    // What the control plane does to a server would be found wrong with the APIs.
    await fuzzServer(apis, { DATABASE_URL: databases.urls[0], CONTROL: 'off' }, options, report)
    await fuzzServer(control, { DATABASE_URL: databases.urls[1], CONTROL: 'on' }, options, report)
    return report
  } finally {
    await databases.remove()
  }
}

async function openDatabases(engine: Engine): Promise<{ urls: [string, string]; remove(): Promise<void> }> {
  if (engine === 'sqlite') {
    const folder = temporaryFolder()
    const file = (name: string) => `sqlite:${join(folder, name)}`
    return {
      // One that is reset over and over is quicker in memory.
      urls: [file('apis.db'), 'sqlite::memory:'],
      remove: async () => rmSync(folder, { recursive: true, force: true }),
    }
  }
  const { url, remove } = await startPostgres()
  const other = new URL(url)
  other.pathname = '/fuzzed_control'
  await asAdmin(url, 'create database fuzzed_control')
  return { urls: [url, other.href], remove }
}

async function fuzzServer(
  asked: Face[],
  env: Record<string, string>,
  { requests: all, seed, tell }: FuzzOptions,
  report: Report,
): Promise<void> {
  const server = await startFuzzed(env)
  const total = faces.reduce((sum, { operations }) => sum + operations.length, 0)
  try {
    const known = new Map<Face, Known>()
    for (const face of asked) known.set(face, await knownOf(server, face))
    // Thirds, so that the heap is looked at when all that is loaded once has been.
    let before = 0
    for (const third of [1, 2, 3]) {
      for (const face of asked) {
        const share = (all * face.operations.length) / total / 3
        await fuzzFace({
          server,
          face,
          known: known.get(face) ?? new Map(),
          share,
          seed: seed * 10 + third,
          tell,
          report,
        })
      }
      if (third === 1) before = (await server.heap()).heap
    }
    const { heap: after, isPolluted } = await server.heap()
    const name = asked.map(face => face.name).join(', ')
    report.heaps.push({ server: name, before, after })
    const note = (what: string) => report.findings.push({ what, ...whole(seed) })
    if (after - before > GROWTH) note(`the heap has grown from ${before} to ${after} bytes`)
    if (isPolluted) note('every object has a member that nobody gave it')
  } finally {
    await server.stop()
  }
}

interface Part {
  server: FuzzedServer
  face: Face
  known: Known
  /** How many requests. */
  share: number
  seed: number
  tell: FuzzOptions['tell']
  report: Report
}

async function fuzzFace(part: Part): Promise<void> {
  const { server, face, known, share, tell } = part
  const perOperation = share / face.operations.length
  // What is left of a request goes to the next operation.
  let owed = 1
  for (const [index, operation] of face.operations.entries()) {
    for (const kind of kinds) {
      owed += (perOperation * shares[kind]) / 100
      const runs = Math.max(1, Math.floor(owed))
      owed -= runs
      const seed = part.seed * 1000 + index
      await check({ ...part, seed }, kind, runs, operation.id, requests(operation, kind, known), {
        probe: request => probe(server, face, request),
        line: request => curlOf(server, request),
      })
    }
    if ((await server.health()).isPolluted)
      part.report.findings.push({ what: `${operation.id} gave every object a member`, ...whole(part.seed) })
    tell(total(part.report), `${face.name} ${operation.id}`)
  }
  const runs = Math.ceil((share * BYTES) / 100)
  await check(part, 'bytes', runs, face.name, bytesFor(face), {
    probe: bytes => probeBytes(server, bytes),
    line: ({ pieces }) => ncOf(server, pieces),
  })
}

/** Where no request alone is to blame. */
const whole = (seed: number) => ({ line: 'run it again with the seed to see it', seed })

const total = ({ rows }: Report) => rows.reduce((sum, row) => sum + row.requests, 0)

/** Has fast-check make them, and makes what is found as small as it can be. */
async function check<T>(
  { server, face, report, seed }: Part,
  kind: Row['kind'],
  runs: number,
  name: string,
  arbitrary: fc.Arbitrary<T>,
  { probe, line }: { probe: (one: T) => Promise<Outcome>; line: (one: T) => string },
): Promise<void> {
  const row = rowOf(report, face, kind)
  let wrong = ''
  const outcome = await fc.check(
    fc.asyncProperty(arbitrary, async one => {
      const { counted, wrong: found } = await probe(one)
      row.requests++
      row.answers[counted] = (row.answers[counted] ?? 0) + 1
      if (found === undefined) return true
      wrong = found
      return false
    }),
    { seed, numRuns: runs },
  )
  if (!outcome.failed) return
  row.findings++
  const [least] = outcome.counterexample ?? []
  report.findings.push({
    what: `${name} (${kind}) ${wrong || outcome.errorInstance}`,
    ...(least === undefined ? whole(seed) : { line: line(least), seed }),
  })
  if (server.isGone())
    throw new Error(`the server has ended: ${report.findings.at(-1)?.line}\n${server.log()}`)
}

function rowOf({ rows }: Report, { name: face }: Face, kind: Row['kind']): Row {
  const found = rows.find(row => row.face === face && row.kind === kind)
  if (found) return found
  const row: Row = { face, kind, requests: 0, answers: {}, findings: 0 }
  rows.push(row)
  return row
}
