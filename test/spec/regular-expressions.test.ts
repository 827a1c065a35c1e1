/** No text makes one of our regular expressions take more than its length. */
import { describe, expect, it } from 'vitest'
import {
  type Expression,
  expressionsIn,
  hurting,
  patternsOfContracts,
  reportsOn,
  timesOf,
} from '../support/regular-expressions.ts'

const segment = [/^\/v1\/conversations\/[^/]+\/messages$/, /\/v1\/conversations\/[^/]+\/messages$/]
/** What each call of `RegExp` makes; nothing where it is a pattern of the contracts, or what the caller gives. */
const made: Record<string, RegExp[][]> = {
  'server/store/search.ts': [[/((?:^| )[^ ]{100})[^ ]+/g]],
  'server/mail/fields.ts': [
    [
      /=\?([^?\s]{1,100})\?([bq])\?((?:(?!=\?[^?\s]{1,100}\?[bq]\?)[\s\S]){0,2000}?)\?=(?![0-9a-f]{2}\S{0,200}?\?=)/gi,
      /=\?([^?\s]{1,100})\?([bq])\?((?:(?!=\?[^?\s]{1,100}\?[bq]\?)[^"]){0,2000}?)\?=(?![0-9a-f]{2}\S{0,200}?\?=)/gi,
    ],
  ],
  'server/mail/mend.ts': [[/[;\s]charset\s*=\s*(?:"([^"]*)"|([^\s;]+))/i]],
  'server/http/control/fail.ts': [segment],
  'server/conversations/snooze.ts': [[/^(\d{1,3}|one|two|twelve) (minute|hour|day|week|month)s?$/]],
  'cli/verify.ts': [[]],
  'verify/bad-requests.ts': [[]],
  'verify/edges.ts': [[]],
  'verify/evidence.ts': [segment],
  'verify/testing/fixtures.ts': [segment],
  'inbox/mail/sanitise.ts': [
    [/^data:(image\/png|image\/jpeg);base64,[a-z0-9+/=\s]*$/i],
    [/\burl\("https?:[^"\\]*"\)/gi],
  ],
}

const folders = ['server', 'mock', 'client', 'cli', 'verify', 'testing', 'inbox']
const { literals, calls } = expressionsIn(folders)
const of = (file: string, expressions: RegExp[]): Expression[] =>
  expressions.map(({ source, flags }) => ({ file, source, flags }))
const all = [
  ...literals,
  ...Object.entries(made).flatMap(([file, perCall]) => of(file, perCall.flat())),
  ...patternsOfContracts(),
]
const nameOf = ({ file, source, flags }: Expression) => `${file}: /${source}/${flags}`
const looked = [...new Map(all.map(one => [nameOf(one), one])).values()]

it('every call of RegExp is known', () => {
  const inFiles = Object.entries(made).flatMap(([file, { length }]) => Array<string>(length).fill(file))
  expect(calls.toSorted()).toEqual(inFiles.toSorted())
  expect(literals.length).toBeGreaterThan(200)
})

it('none goes back over what it has read, by what it says', () => {
  const reports = looked.flatMap(one => reportsOn(one).map(report => ({ name: nameOf(one), ...report })))
  expect(reports).toEqual([])
})

/** A text of 1,500 characters shows what grows by the square; one of ten thousand proves it. */
const slowest = (one: Expression): number => {
  const texts = [...hurting(one)]
  const times = timesOf(
    one,
    texts.map(text => text(1_500)),
  )
  const most = Math.max(...times)
  if (most > 100) return most
  const worst = [...texts.keys()].sort((a, b) => (times[b] ?? 0) - (times[a] ?? 0)).slice(0, 2)
  const long = worst.flatMap(at => texts[at]?.(10_000) ?? [])
  return Math.max(...long.map(text => Math.min(...timesOf(one, [text, text]))))
}

describe('texts that are made to hurt are looked through at once', () => {
  it.each(folders.concat('generated'))('%s', folder => {
    const sources = looked.filter(({ file }) => file.startsWith(`${folder}/`))
    const slow = sources.filter(one => slowest(one) > 30).map(nameOf)
    expect(slow).toEqual([])
  })

  it('the test sees what is quadratic, and what is worse', () => {
    const [ends, cubic, exponential] = of('', [/\/+$/, /<\s*([^<>]{1,2000}?)\s*>/g, /^(?:a+)+$/])
    for (const one of [ends, cubic, exponential]) {
      if (!one) throw new Error('there are three')
      expect(slowest(one)).toBeGreaterThan(30)
      expect(reportsOn(one)).not.toEqual([])
    }
  })
})
