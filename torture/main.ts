/**
 * Kills, locks, starves and confuses servers under load, and counts what they lose: `npm run torture -- --rounds 200
 * --database sqlite|postgres [--seed 1]`. It ends with 1 when anything acknowledged was lost, or came twice as two.
 */
import { parseArgs } from 'node:util'
import { torture } from './torture.ts'
import type { Engine } from './world.ts'

const { rounds, database, seed } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    database: { type: 'string', default: 'sqlite' },
    seed: { type: 'string', default: '1' },
  },
}).values
if (!/^(sqlite|postgres)$/.test(database) || !(Number(rounds) > 0) || Number.isNaN(Number(seed))) {
  console.error('torture: --rounds <number> --database sqlite|postgres [--seed <number>]')
  process.exit(2)
}
const started = performance.now()
const rows = await torture(database as Engine, Number(rounds), Number(seed), (round, fault) => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${round}/${rounds} ${fault}`)
  else console.error(`${round}/${rounds} ${fault}`)
})
if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
console.table(Object.fromEntries(rows.map(({ fault, ...row }) => [fault, row])), [
  'rounds',
  'acknowledged',
  'kept',
  'lost',
  'repeated',
  'doubled',
])
const total = (column: 'acknowledged' | 'lost' | 'repeated' | 'doubled') =>
  rows.reduce((sum, row) => sum + row[column], 0)
console.log(
  `${rounds} rounds on ${database} in ${Math.round((performance.now() - started) / 1000)} s: ${total('acknowledged')} acknowledged, ${total('lost')} lost, ${total('repeated')} repeated with the same id, ${total('doubled')} with another`,
)
process.exitCode = total('lost') + total('doubled') > 0 ? 1 : 0
