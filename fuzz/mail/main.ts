/**
 * Sends mails and dialogues to a server that were made to hurt it: `npm run fuzz:mail -- --mails 10000
 * [--database sqlite|postgres] [--seed 1] [--replay FILE]`. It ends with 1 when one of them was not answered, was kept
 * twice or not at all, or holds something of another.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTool } from '../../scripts/tool.ts'
import { freePort } from '../../test/support/free-port.ts'
import { startPostgres } from '../../test/support/postgres-server.ts'
import { startServerProcess, temporaryFolder } from '../../test/support/process.ts'
import type { Case } from './cases.ts'
import { casesOf, type Finding, fuzz } from './fuzz.ts'

const { mails, database, seed, replay } = createTool(
  'fuzz:mail',
  'Sends mails and dialogues to a server that were made to hurt it.',
  'mails',
  10_000,
)
  .option('--replay <file>', 'sends the one that a finding has kept')
  .parse()
  .opts<{ mails: number; database: 'sqlite' | 'postgres'; seed: number; replay?: string }>()

function load(file: string): Case[] {
  const one = JSON.parse(readFileSync(file, 'utf8'))
  const steps = one.steps.map(({ bytes, replies }: { bytes: string; replies: number }) => ({
    bytes: Buffer.from(bytes, 'base64'),
    replies,
  }))
  return [{ ...one, steps }]
}

function save({ case: one, what }: Finding): string {
  const file = join(tmpdir(), `${one.marker}.json`)
  const steps = one.steps.map(({ bytes, replies }) => ({ bytes: bytes.toString('base64'), replies }))
  writeFileSync(file, JSON.stringify({ ...one, steps, what }))
  return file
}

const folder = temporaryFolder()
const postgres = database === 'postgres' ? await startPostgres() : undefined
const port = await freePort()
const server = await startServerProcess({
  DATABASE_URL: postgres?.url ?? `sqlite:${join(folder, 'fuzz.db')}`,
  SMTP_LISTEN: `127.0.0.1:${port}`,
  LOG_LEVEL: 'silent',
})
const started = performance.now()
try {
  const cases = replay ? load(replay) : casesOf(seed, mails)
  const { rows, findings, memory } = await fuzz(server, `smtp://127.0.0.1:${port}`, {
    seed,
    cases,
    tell: (done, now) => {
      const text = `${done}/${cases.length}, ${Math.round(now)} MiB`
      process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${text}` : done % 1000 === 0 ? `${text}\n` : '')
    },
  })
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
  console.table(Object.fromEntries(rows))
  for (const one of findings)
    console.log(`${one.case.kind}: ${one.what}\n  seed ${seed}, npm run fuzz:mail -- --replay ${save(one)}`)
  const seconds = Math.round((performance.now() - started) / 1000)
  console.log(
    `${cases.length} on ${database}, seed ${seed}, in ${seconds} s: ${findings.length} findings, at most ${Math.round(memory)} MiB`,
  )
  process.exitCode = findings.length > 0 ? 1 : 0
} finally {
  await server.kill('SIGKILL')
  await postgres?.remove()
  rmSync(folder, { recursive: true, force: true })
}
