/** The tables for people. */
import { figuresOf } from './figures.ts'
import type { Player } from './players.ts'
import type { Ratio } from './ratios.ts'
import type { Plan } from './rounds.ts'
import { number, table } from './table.ts'
import { workloads } from './workloads.ts'

/** A block for each workload and number of connections, and who took no part. */
export function sideBySide(players: Player[], plan: Plan): string {
  const blocks = plan.workloads.flatMap(workload =>
    plan.connections.map(connections => {
      const title = `${workloads[workload].title}, ${connections} connection${connections === 1 ? '' : 's'}`
      const rows = players.flatMap(player => {
        const figures = figuresOf(player, workload, connections)
        if (!figures) return []
        return [
          [
            player.title,
            number(figures.rate),
            `${number(figures.spread * 100)} %`,
            number(figures.p50, 2),
            number(figures.p99, 2),
            number(figures.cpu),
            number(figures.memory),
            number(figures.bytes),
          ],
        ]
      })
      return table([title, 'req/s', 'spread', 'p50 ms', 'p99 ms', 'cpu µs', 'RSS MB', 'bytes'], rows)
    }),
  )
  const absent = players.flatMap(({ title, out }) =>
    out ? [`${out.broken ? 'BROKEN' : 'not there'}: ${title}: ${out.reason}`] : [],
  )
  return [...blocks, ...absent].join('\n\n')
}

/** The named ratios, beside what they should reach. One whose rounds lie too far apart says nothing. */
export const ratioTable = (ratios: Ratio[]): string =>
  table(
    ['ratio', '', 'measured', 'spread', 'target', ''],
    ratios.map(({ name, value, rounds, digits, target, what }) => {
      const mark = !target || value === undefined ? '' : target.reached(value) ? '✓' : '✗'
      return [
        name,
        what,
        number(value, digits),
        rounds ? `${number(rounds.spread * 100)} %` : '',
        target?.text ?? '',
        rounds?.isTooWide ? 'too wide' : mark,
      ]
    }),
    2,
  )
