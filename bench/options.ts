/** What `npm run bench --` takes. */
import { parseArgs } from 'node:util'

export interface Options {
  /** Prints one JSON object of named ratios as the last line. */
  json: boolean
  /** Takes about a minute. */
  quick: boolean
  /** Names of contestants and of parts; undefined for all that the run measures by itself. */
  only: string[] | undefined
  million: boolean
}

/** What is measured besides the contestants side by side. */
const parts = [
  'startup',
  'content-types',
  'large',
  'million',
  'million-postgres',
  'mail',
  'mail-postgres',
  'webhooks',
  'webhooks-postgres',
  'sizing',
] as const
export type Part = (typeof parts)[number]

export const usage = (names: string[]): string => `npm run bench -- [options]

  --json         the named ratios as one JSON object on the last line
  --quick        about a minute: who a target names, creating and fetching, over 32 connections
  --million      also with a million conversations stored; filling takes a while
  --only a,b     only these: ${names.join(', ')},
                 ${parts.join(', ')}
                 (million-postgres: the same on PostgreSQL; mail-postgres: what leaves from two servers on PostgreSQL, too;
                 webhooks: how fast ten thousand leave for one receiver, and in what memory;
                 sizing: what a request costs in all, on either database)
  --help         this text
`

/** @throws Error with one line for what is not understood */
export function readOptions(args: string[], names: string[]): Options | 'help' {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      million: { type: 'boolean', default: false },
      only: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return 'help'
  const only = values.only?.split(',').filter(name => name !== '')
  const known = [...names, ...parts]
  const unknown = only?.filter(name => !known.includes(name)) ?? []
  if (unknown.length > 0) throw new Error(`--only: ${unknown.join(', ')}; there are ${known.join(', ')}`)
  const { json, quick, million } = values
  return { json, quick, only, million: million || only?.includes('million') === true }
}
