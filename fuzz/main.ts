/**
 * Asks every operation of the APIs and of the control plane what nobody should ask: `npm run fuzz -- --requests 100000
 * [--seed 1] [--database sqlite|postgres]`. It ends with 1 when an answer was not as documented, late, or told too much.
 */
import { createTool } from '../scripts/tool.ts'
import { type Engine, fuzz } from './fuzz.ts'

const { requests, database, seed } = createTool(
  'fuzz',
  'Asks every operation of the APIs and of the control plane what nobody should ask.',
  'requests',
  100_000,
)
  .parse()
  .opts<{ requests: number; database: Engine; seed: number }>()
const started = performance.now()
let told = 0
const { rows, findings, heaps } = await fuzz({
  requests,
  seed,
  engine: database,
  tell(done, what) {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${done}/${requests} ${what}`)
    else if (performance.now() - told > 10_000) {
      told = performance.now()
      console.error(`${done}/${requests} ${what}`)
    }
  },
})
if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
console.table(
  Object.fromEntries(
    rows.map(({ face, kind, requests, answers, findings }) => [
      `${face} ${kind}`,
      { requests, ...answers, findings },
    ]),
  ),
  ['requests', '2xx', '3xx', '4xx', '5xx', 'none', 'findings'],
)
for (const { server, before, after } of heaps) {
  const [first, last] = [before, after].map(bytes => `${(bytes / 1024 / 1024).toFixed(1)} MiB`)
  console.log(`heap of the server of ${server}: ${first} after a third, ${last} at the end`)
}
for (const { what, line, seed } of findings) console.log(`\n${what} (seed ${seed})\n${line}`)
const sum = rows.reduce((sum, row) => sum + row.requests, 0)
console.log(
  `${sum} requests on ${database} with seed ${seed} in ${Math.round((performance.now() - started) / 1000)} s: ${findings.length} findings`,
)
process.exit(findings.length > 0 ? 1 : 0)
