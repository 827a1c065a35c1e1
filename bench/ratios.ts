/** The named figures that the project is held to. */

import { type Comparison, compareRates } from './figures.ts'
import type { MailRates } from './mail.ts'
import type { Player } from './players.ts'
import type { WorkloadName } from './workloads.ts'

export interface Ratio {
  /** The name in the JSON; it does not change. */
  name: string
  value: number | undefined
  /** Of the rounds, as `Comparison` says; undefined for what is not compared in rounds. */
  rounds?: Pick<Comparison, 'spread' | 'isTooWide'> | undefined
  digits: number
  target: { text: string; reached(value: number): boolean } | undefined
  what: string
}

const atLeast = (bound: number) => ({ text: `≥ ${bound}`, reached: (value: number) => value >= bound })
const atMost = (bound: number) => ({ text: `≤ ${bound}`, reached: (value: number) => value <= bound })
const below = (bound: number) => ({ text: `< ${bound}`, reached: (value: number) => value < bound })

/** Of the connections that a ratio compares at. */
const CONNECTIONS = 32

type Pair = [name: string, one: string, other: string, workload: WorkloadName, least?: number]

const comparisons: Pair[] = [
  ['createVsValidatedEcho', 'sqlite', 'validated-echo', 'create', 0.45],
  ['createVsPrismCli', 'sqlite', 'prism-cli', 'create', 2.5],
  ['createVsExpressEcho', 'sqlite', 'express-echo', 'create'],
  ['createVsBareAjv', 'sqlite', 'bare-ajv', 'create'],
  ['getVsValidatedEcho', 'sqlite', 'validated-echo', 'fetch', 0.65],
  ['getVsPrismCli', 'sqlite', 'prism-cli', 'fetch', 2.5],
  ['composeVsValidatedEcho', 'sqlite', 'validated-echo', 'compose', 0.35],
  ['mockVsPrismCli', 'mock', 'prism-cli', 'create', 2],
  ['createControlOffVsOn', 'control-off', 'sqlite', 'create'],
  ['createSqliteVsMemory', 'sqlite', 'memory', 'create'],
  ['createPostgresVsSqlite', 'postgres', 'sqlite', 'create', 0.4],
  ['getPostgresVsSqlite', 'postgres', 'sqlite', 'fetch', 0.45],
  ['composePostgresVsSqlite', 'postgres', 'sqlite', 'compose', 0.5],
  ['createTwoVsOneOnPostgres', 'two-on-postgres', 'postgres', 'create', 1.6],
  ['getTwoVsOneOnPostgres', 'two-on-postgres', 'postgres', 'fetch', 1.6],
]

/** The ratios of those contestants who take part. */
export function comparisonRatios(players: Player[]): Ratio[] {
  const player = (name: string) => players.find(one => one.name === name)
  const ratios = comparisons.flatMap(([name, first, second, workload, least]): Ratio[] => {
    const [one, other] = [player(first), player(second)]
    if (!one || !other) return []
    const compared = compareRates(one, other, workload, CONNECTIONS)
    // Not a workload of this run.
    if (!compared && !one.out && !other.out) return []
    return [
      {
        name,
        value: compared?.value,
        rounds: compared,
        digits: 2,
        target: least === undefined ? undefined : atLeast(least),
        what: `${workload}: ${one.title} / ${other.title}`,
      },
    ]
  })
  const sqlite = player('sqlite')
  if (!sqlite) return ratios
  const turns = [...sqlite.turns.values()].flat()
  return [
    ...ratios,
    {
      name: 'rssUnderLoadMB',
      value: turns.length === 0 ? undefined : Math.max(...turns.map(({ memory }) => memory)),
      digits: 0,
      target: atMost(250),
      what: 'peak of the server on SQLite, over the whole run',
    },
  ]
}

/** With a million conversations stored, against ten thousand. */
export const millionRatios = (
  million: Player | undefined,
  few: Player | undefined,
  engine: 'sqlite' | 'postgres',
): Ratio[] =>
  (
    [
      ['createAt1MVs10k', 'create', 0.9],
      ['listAt1MVs10k', 'list', 0.9],
      ['getAt1MVs10k', 'fetch', undefined],
    ] as const
  ).map(([name, workload, least]) => {
    const compared = compareRates(million, few, workload, CONNECTIONS)
    return {
      name: engine === 'postgres' ? `${name}OnPostgres` : name,
      value: compared?.value,
      rounds: compared,
      digits: 2,
      target: least === undefined ? undefined : atLeast(least),
      what: `${workload}: a million stored / ten thousand`,
    }
  })

export const startupRatio = (value: number | undefined): Ratio => ({
  name: 'startupMs',
  value,
  digits: 0,
  target: atMost(700),
  what: 'start of the process to the first 200 of /healthz, the database being there',
})

export const largeRatios = (measured: { late: number; memory: number } | undefined): Ratio[] => [
  {
    name: 'largeMessageHoldUpMs',
    value: measured?.late,
    digits: 0,
    target: atMost(300),
    what: 'what the answers to others were late in all while a message of 25 MiB was composed and sent',
  },
  {
    name: 'largeMessageMemory',
    value: measured?.memory,
    digits: 1,
    target: atMost(7),
    what: 'memory that it took at its peak / its attachment',
  },
]

export const contentTypeRatios = (measured: { growth: number; rate: number } | undefined): Ratio[] => [
  {
    name: 'contentTypeHeapGrowthMB',
    value: measured?.growth,
    digits: 1,
    target: below(5),
    what: 'heap that creates leave behind, each with a Content-Type parameter of its own',
  },
  {
    name: 'contentTypeRateRatio',
    value: measured?.rate,
    digits: 2,
    target: atLeast(0.9),
    what: 'their rate / the rate with one Content-Type',
  },
]

export const mailRatios = ({ out, outStraight, in: taken, inAlone, outOnPostgres }: MailRates): Ratio[] => [
  {
    name: 'mailOutPerSecond',
    value: out,
    digits: 0,
    target: atLeast(600),
    what: 'mails of 2 kB that are due leave to one mail server, on SQLite',
  },
  {
    name: 'mailOutVsNodemailer',
    value: out / outStraight,
    digits: 2,
    target: atLeast(0.5),
    what: 'the same / nodemailer alone, composing them for the same server over as many connections',
  },
  {
    name: 'mailInPerSecond',
    value: taken,
    digits: 0,
    target: atLeast(900),
    what: 'mails of 2 kB that come over 10 connections, on SQLite',
  },
  {
    name: 'mailInVsSmtpServer',
    value: taken / inAlone,
    digits: 2,
    target: undefined,
    what: 'the same / smtp-server alone, which keeps none',
  },
  ...(outOnPostgres === undefined
    ? []
    : [
        {
          name: 'mailOutPostgresPerSecond',
          value: outOnPostgres,
          digits: 0,
          target: atLeast(300),
          what: 'such mails leave from two servers on one PostgreSQL',
        },
      ]),
]
