import { readFileSync } from 'node:fs'
import type { ServerProcess } from '../../test/support/process.ts'
import { connectSmtp } from '../../test/support/smtp-client.ts'
import { type Case, caseOf } from './cases.ts'

/** In milliseconds: for an answer, and for the server to say that it is well. */
const PATIENCE = 30_000
/** Of the whole server, in MiB. */
const MOST_MEMORY = 1024
const CONNECTIONS = 6
/** How often the server is looked at, in mails. */
const LOOK = 50
/** Behind the last message no more are looked for than this. */
const GAP = 300
const KEPT = 'The mail is kept'

export interface Row {
  sent: number
  '250': number
  '4xx': number
  '5xx': number
  dropped: number
  stored: number
  findings: number
}

export interface Finding {
  case: Case
  what: string
}

interface Told {
  kept: number
  last: string
  what: string | undefined
}

const timely = <T>(promise: Promise<T>): Promise<T | 'late'> => {
  const { promise: late, resolve } = Promise.withResolvers<'late'>()
  const timer = setTimeout(resolve, PATIENCE, 'late')
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

/** Says all of it, and tells what was answered. */
export async function say(smtpUrl: string, { steps, isCut }: Case): Promise<Told> {
  const client = await timely(connectSmtp(smtpUrl))
  if (client === 'late') return { kept: 0, last: '', what: 'no greeting' }
  const told: Told = { kept: 0, last: '', what: undefined }
  const hear = async () => {
    const reply = await timely(client.reply())
    if (reply === 'late') told.what = `no answer behind ${JSON.stringify(told.last)}`
    else if (reply !== 'closed' && !/^[2345]\d\d[ -]/.test(reply))
      told.what = `no reply: ${reply.slice(0, 200)}`
    else if (/^451/.test(reply)) told.what = `it will never be taken: ${reply}`
    if (reply.includes(KEPT)) told.kept++
    return reply
  }
  try {
    for (const { bytes, replies } of steps) {
      await client.write(bytes)
      for (let heard = 0; heard < replies; heard++) {
        told.last = await hear()
        if (told.last === 'closed' || told.last === 'late') return told
      }
    }
    if (isCut) return told
    await client.write('QUIT\r\n')
    for (let reply = ''; !/^(?:221|421|closed|late)/.test(reply); ) reply = await hear()
    return told
  } finally {
    client.destroy()
  }
}

function memoryOf(pid: number | undefined): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
}

/** Sends so many mails and dialogues, then reads what became of them. */
export async function fuzz(
  server: Pick<ServerProcess, 'url' | 'child'>,
  smtpUrl: string,
  { seed, cases, tell }: { seed: number; cases: Case[]; tell: (done: number, memory: number) => void },
): Promise<{ rows: Map<string, Row>; findings: Finding[]; memory: number; seed: number }> {
  const rows = new Map<string, Row>()
  const row = (kind: string) => {
    const none = { sent: 0, '250': 0, '4xx': 0, '5xx': 0, dropped: 0, stored: 0, findings: 0 }
    const found = rows.get(kind) ?? none
    rows.set(kind, found)
    return found
  }
  const findings: Finding[] = []
  const find = (one: Case, what: string) => {
    findings.push({ case: one, what })
    row(one.kind).findings++
  }
  const kept = new Map<string, number>()
  let next = 0
  let memory = 0

  async function look(one: Case): Promise<void> {
    const now = memoryOf(server.child.pid)
    memory = Math.max(memory, now)
    if (now > MOST_MEMORY) find(one, `the server takes ${Math.round(now)} MiB`)
    const answer = await timely(fetch(`${server.url}/healthz`).catch(() => undefined))
    if (answer === 'late' || !answer?.ok) find(one, 'the server is not well')
  }

  async function talk(): Promise<void> {
    for (let one = cases[next++]; one; one = cases[next++]) {
      const count = row(one.kind)
      count.sent++
      const told = await say(smtpUrl, one).catch(error => ({ kept: 0, last: '', what: String(error) }))
      kept.set(one.marker, told.kept)
      if (told.what) find(one, told.what)
      if (told.kept > one.most) find(one, `${told.kept} mails were made of ${one.most}`)
      if (told.last.startsWith('2')) count['250']++
      else if (told.last.startsWith('4')) count['4xx']++
      else if (told.last.startsWith('5')) count['5xx']++
      else count.dropped++
      if (next % LOOK < 1) {
        tell(next, memory)
        await look(one)
      }
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, talk))
  await audit()
  return { rows, findings, memory, seed }

  async function audit(): Promise<void> {
    const byMarker = new Map(cases.map(one => [one.marker, one]))
    const stored = new Map<string, number>()
    const read = async (path: string) => {
      const response = await fetch(`${server.url}/_control/messages/${path}`)
      return response.ok ? await response.text() : undefined
    }
    for (let id = 1, missing = 0; missing < GAP; id++) {
      const source = await read(`m-${id}/source`)
      missing = source === undefined ? missing + 1 : 0
      if (source === undefined) continue
      const shown = (await read(`m-${id}`)) ?? ''
      const markers = new Set(`${source}${shown}`.match(/fuzz-\d+-\d+-end/g))
      const [marker = ''] = markers
      const one = byMarker.get(marker)
      if (!one) {
        const [first] = cases
        if (first) find(first, `message m-${id} is of no mail: ${JSON.stringify(source.slice(0, 200))}`)
        continue
      }
      if (markers.size > 1) find(one, `message m-${id} holds ${[...markers].join(' and ')}`)
      stored.set(marker, (stored.get(marker) ?? 0) + 1)
      row(one.kind).stored++
    }
    for (const one of cases) {
      const [count, promised] = [stored.get(one.marker) ?? 0, kept.get(one.marker) ?? 0]
      const isRight = one.isCut ? count <= one.most : count === promised
      if (!isRight) find(one, `kept ${promised} times by its answer, stored ${count} times`)
    }
  }
}

/** From one seed, each kind as often as the next. */
export const casesOf = (seed: number, mails: number): Case[] =>
  Array.from({ length: mails }, (_, number) => caseOf(seed, number))
