/**
 * Kills, locks, starves and confuses servers under load, and counts what they lose: `npm run torture -- --rounds 200
 * --database sqlite|postgres [--seed 1]`. It ends with 1 when anything acknowledged was lost, or came twice as two.
 */
import { createTool } from '../scripts/tool.ts'
import type { Row } from './audit.ts'
import { torture } from './torture.ts'
import type { Engine } from './world.ts'

const { rounds, database, seed } = createTool(
  'torture',
  'Kills, locks, starves and confuses servers under load, and counts what they lose.',
  'rounds',
  200,
)
  .parse()
  .opts<{ rounds: number; database: Engine; seed: number }>()
const started = performance.now()
const rows = await torture(database, rounds, seed, {
  tell(round, fault) {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${round}/${rounds} ${fault}`)
    else console.error(`${round}/${rounds} ${fault}`)
  },
})
if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
console.table(Object.fromEntries(rows.map(({ fault, ...row }) => [fault, row])))
const total = (column: Exclude<keyof Row, 'fault'>) => rows.reduce((sum, row) => sum + row[column], 0)
const again = total('mails again') + total('webhooks again')
const wrong = total('lost') + total('without a kill') + total('another id') + total('wrong answers')
console.log(
  `${rounds} rounds on ${database} in ${Math.round((performance.now() - started) / 1000)} s: ${total('acknowledged')} acknowledged, ${total('lost')} lost, ${again} repeated with the same id, ${total('without a kill')} of them without a kill, ${total('another id')} with another id, ${total('wrong answers')} answers that say neither yes nor 503`,
)
process.exitCode = wrong > 0 ? 1 : 0
