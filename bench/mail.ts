/** How fast mail leaves and comes in, beside nodemailer and smtp-server, which do nothing else. */
import { type ChildProcess, execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { server, temporaryFolder } from './contestants.ts'
import { median } from './figures.ts'
import { put } from './load.ts'
import { startPostgres } from './postgres.ts'
import { freePort, type ServerProcess, startProcess } from './processes.ts'
import type { Progress } from './progress.ts'
import type { Taken } from './smtp-sink.ts'
import { composeLater, newStock } from './workloads.ts'

/** Of the HTML of a mail. */
const BYTES = 2_000
const html = '<p>Hello Monica, your account is ready.</p>\r\n'.repeat(BYTES / 45)
/** As many as the server has open to its mail server at most. */
const OUT = 5
const IN = 10
/** How long before they are due the mails are composed that leave together then, in seconds. */
const AHEAD = 20
/** How often it is looked whether all have left, and how long none may leave, in milliseconds. */
const LOOK = 500
const STILL = 10_000

/** Mails a second; undefined where it was not measured. */
export interface MailRates {
  out: number
  outStraight: number
  in: number
  inAlone: number
  outOnPostgres?: number
}

/**
 * @param mails how many are sent each time
 * @param rounds how often; the medians count
 */
export async function measureMail(
  mails: number,
  rounds: number,
  withPostgres: boolean,
  progress: Progress,
): Promise<MailRates> {
  const sink = await startSink()
  const all: Omit<MailRates, 'outOnPostgres'>[] = []
  try {
    for (let round = 1; round <= rounds; round++) {
      progress(`mail out and in: ${round} of ${rounds}`)
      const folder = temporaryFolder()
      const url = `sqlite:${join(folder.path, 'bench.db')}`
      all.push({
        outStraight: await sendStraight(sink, mails),
        out: await drain(sink, mails, [url]),
        inAlone: await sendReady(sink.port, mails),
        in: await takeIn(url, mails),
      })
      folder.remove()
    }
    const middle = (name: keyof (typeof all)[number]) => median(all.map(round => round[name]))
    const rates = {
      out: middle('out'),
      outStraight: middle('outStraight'),
      in: middle('in'),
      inAlone: middle('inAlone'),
    }
    if (!withPostgres) return rates
    progress('mail out on PostgreSQL')
    const postgres = await startPostgres()
    try {
      return { ...rates, outOnPostgres: await drain(sink, mails, [postgres.url, postgres.url]) }
    } finally {
      await postgres.stop()
    }
  } finally {
    sink.stop()
  }
}

interface Sink {
  port: number
  /** What came since it was asked last. */
  taken(): Promise<Taken>
  /** The same, and begins to count anew. */
  again(): Promise<Taken>
  stop(): void
}

async function startSink(): Promise<Sink> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'smtp-sink.ts'), { execArgv: [] })
  const [port] = await once(child, 'message')
  const asked = async (question: string): Promise<Taken> => {
    child.send(question)
    const [taken] = await once(child, 'message')
    return taken as Taken // it tells nothing else
  }
  return {
    port: Number(port),
    taken: () => asked('taken'),
    again: () => asked('again'),
    stop: () => void child.kill(),
  }
}

const rateOf = ({ mails, first, last }: Taken): number => ((mails - 1) / (last - first)) * 1000

async function sendStraight(sink: Sink, mails: number): Promise<number> {
  await sink.again()
  await sender('straight', sink.port, mails, OUT)
  return rateOf(await sink.again())
}

async function sendReady(port: number, mails: number): Promise<number> {
  await sender('ready', port, Math.ceil(mails / 10), IN)
  return (mails / (await sender('ready', port, mails, IN))) * 1000
}

/** @returns milliseconds */
async function sender(way: string, port: number, mails: number, connections: number): Promise<number> {
  const args = [join(import.meta.dirname, 'mail-sender.ts'), way, port, mails, html, connections].map(String)
  return Number((await promisify(execFile)(process.execPath, args)).stdout)
}

const start = (url: string, env: Record<string, string>): Promise<ServerProcess> => {
  const command = server(url)
  return startProcess({ ...command, env: port => ({ ...command.env?.(port), ...env }) })
}

/** Composes mails for one moment, stops, and has them sent behind it by a server on each of these databases. */
async function drain(sink: Sink, mails: number, urls: string[]): Promise<number> {
  await sink.again()
  const env = { SMTP_URL: `smtp://127.0.0.1:${sink.port}` }
  const composer = await start(urls[0] ?? '', env)
  const stock = newStock(`mail-${process.pid.toString(36)}`)
  const { failure } = await put({
    url: composer.url,
    connections: 10,
    requests: composeLater(stock, html, AHEAD),
    status: 200,
    until: { requests: mails },
  })
  if (failure) throw new Error(`mail: ${failure}`)
  await composer.stop()
  await sleep(AHEAD * 1000)
  const servers = await Promise.all(urls.map(url => start(url, env)))
  try {
    let before = 0
    for (let still = 0; still < STILL; still += LOOK) {
      await sleep(LOOK)
      const taken = await sink.taken()
      if (taken.mails >= mails) return rateOf(taken)
      if (taken.mails > before) still = 0
      before = taken.mails
    }
    throw new Error(`mail: ${before} of ${mails} have left`)
  } finally {
    await Promise.all(servers.map(one => one.stop()))
  }
}

async function takeIn(url: string, mails: number): Promise<number> {
  const port = await freePort()
  const listener = await start(url, { SMTP_LISTEN: `127.0.0.1:${port}` })
  try {
    return await sendReady(port, mails)
  } finally {
    await listener.stop()
  }
}
