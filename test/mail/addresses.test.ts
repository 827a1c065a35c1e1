import emailAddresses from 'email-addresses'
import { describe, expect, test } from 'vitest'
import {
  isAddressList,
  isEmailAddress,
  MAX_MAILBOXES,
  parseAddressList,
  parseEmailAddress,
} from '../../server/mail/addresses.ts'

/** The mailboxes as `name|address`, or the reason for the refusal. */
function read(list: string): string[] | string {
  const parsed = parseAddressList(list)
  return parsed.ok ? parsed.mailboxes.map(({ name, address }) => `${name}|${address}`) : parsed.reason
}

describe('a list of recipients is read as it is meant', () => {
  test.each<[string, string, string[]]>([
    [
      'the vendor’s own sample',
      'Monica Hall <monica.hall@raviga-capital.com>',
      ['Monica Hall|monica.hall@raviga-capital.com'],
    ],
    ['bare addresses', 'a@b.co,c@d.co , e@f.co', ['null|a@b.co', 'null|c@d.co', 'null|e@f.co']],
    ['an address in angle brackets alone', '<a@b.co>', ['null|a@b.co']],
    [
      'a comma inside a quoted name',
      '"Hall, Monica" <a@b.co>, c@d.co',
      ['Hall, Monica|a@b.co', 'null|c@d.co'],
    ],
    ['an escaped quote in a name', String.raw`"Monica \"M\" Hall" <a@b.co>`, ['Monica "M" Hall|a@b.co']],
    [
      'a backslash before a comma in quotes',
      String.raw`"a\\" <a@b.co>,"\",b" <c@d.co>`,
      [String.raw`a\|a@b.co`, '",b|c@d.co'],
    ],
    ['a period in an unquoted name', 'Dr. Monica Hall <a@b.co>', ['Dr. Monica Hall|a@b.co']],
    [
      'quoted and plain words in one name',
      'Monica "the boss" Hall <a@b.co>',
      ['Monica the boss Hall|a@b.co'],
    ],
    ['an empty name', '"" <a@b.co>', ['null|a@b.co']],
    [
      'comments, also nested and with commas',
      '(one, (two), three) a@b.co (four), c@d.co',
      ['null|a@b.co', 'null|c@d.co'],
    ],
    ['comments around the parts of an address', '(a)x(b)@(c)b.co', ['null|x@b.co']],
    ['a name in any script', 'Jörg 高橋 😀 <a@b.co>', ['Jörg 高橋 😀|a@b.co']],
    ['encoded words', '=?UTF-8?Q?J=C3=B6rg_H?= <a@b.co>', ['Jörg H|a@b.co']],
    [
      'a character cut in two by encoded words',
      '=?utf-8?B?w7bD?= =?UTF-8?b?tg==?= x <a@b.co>',
      ['öö x|a@b.co'],
    ],
    ['encoded words in other charsets', '=?iso-8859-1?q?=F6?= =?koi8-r?Q?=C1?= <a@b.co>', ['öа|a@b.co']],
    ['encoded words in quotes', '"=?utf-8?q?Hall=2C_M?=" <a@b.co>', ['Hall, M|a@b.co']],
    [
      'an encoded word in an unknown charset stays as it is',
      '=?x-no?Q?a?= <a@b.co>',
      ['=?x-no?Q?a?=|a@b.co'],
    ],
    ['an international domain becomes ASCII', 'M <m@München.example>', ['M|m@xn--mnchen-3ya.example']],
    ['a domain becomes lower case, the local part does not', 'Ab@B.Co', ['null|Ab@b.co']],
    [
      'every character RFC 5321 allows without quotes',
      "!#$%&'*+-/=?^_`{|}~.9@b.co",
      ["null|!#$%&'*+-/=?^_`{|}~.9@b.co"],
    ],
    ['the same address twice', 'a@b.co, a@b.co', ['null|a@b.co', 'null|a@b.co']],
    ['the longest local part', `${'x'.repeat(64)}@b.co`, [`null|${'x'.repeat(64)}@b.co`]],
  ])('%s', (_rule, list, expected) => {
    expect(read(list)).toEqual(expected)
    expect(isAddressList(list)).toBe(true)
  })
})

describe('a list that could reach somebody else is refused, naming the piece at fault', () => {
  test.each<[string, string, string, RegExp]>([
    ['an empty list', ' ', ' ', /empty/],
    ['an empty place', 'a@b.co,,c@d.co', 'a@b.co,,c@d.co', /missing beside a comma/],
    ['a comma at the end', 'a@b.co,', 'a@b.co,', /missing beside a comma/],
    [
      'a quoted name without angle brackets',
      'a@b.co, "Monica Hall" monica.hall@raviga-capital.com',
      ' "Monica Hall" monica.hall@raviga-capital.com',
      /angle brackets: "Monica Hall" <monica\.hall@raviga-capital\.com>$/,
    ],
    ['two addresses and nothing between', 'a@b.co c@d.co', 'a@b.co c@d.co', /angle brackets|@/],
    ['a name, an address and a word', 'Monica a@b.co Hall', 'Monica a@b.co Hall', /./],
    ['a name and a quoted local part', 'Monica "m h"@b.co', 'Monica "m h"@b.co', /./],
    ['a name with half an address', 'Monica a@ b.co', 'Monica a@ b.co', /./],
    [
      'a line break and a header',
      'a@b.co\r\nBcc: evil@x.co',
      'a@b.co\\u{d}\\u{a}Bcc: evil@x.co',
      /control character/,
    ],
    ['a line break at the end', 'a@b.co\n', 'a@b.co\\u{a}', /control character/],
    [
      'a line break in a quoted name',
      '"a\r\n b" <a@b.co>',
      '"a\\u{d}\\u{a} b" <a@b.co>',
      /control character/,
    ],
    [
      'a line break hidden in an encoded word',
      '=?utf-8?Q?a=0D=0ABcc=3A?= <a@b.co>',
      '=?utf-8?Q?a=0D=0ABcc=3A?= <a@b.co>',
      /hides a control character/,
    ],
    ['NUL', 'a@b.co\0', 'a@b.co\\u{0}', /control character/],
    ['half a character', '\ud800 <a@b.co>', '\\u{d800} <a@b.co>', /broken Unicode/],
    ['a group', 'Team: a@b.co, c@d.co;', 'Team: a@b.co', /groups/],
    ['an empty group', 'undisclosed-recipients:;', 'undisclosed-recipients:;', /groups/],
    ['an obsolete route', '<@x.co:a@b.co>', '<@x.co:a@b.co>', /routes/],
    ['semicolons', 'a@b.co; c@d.co', 'a@b.co; c@d.co', /commas/],
    ['a quoted local part', '"a b"@c.co', '"a b"@c.co', /quoted local part/],
    [
      'a quoted local part that hides an address',
      '"x@evil.co"@b.co',
      '"x@evil.co"@b.co',
      /quoted local part/,
    ],
    ['a space in the local part', 'x a@b.co y', 'x a@b.co y', /./],
    ['two addresses in one', 'a@b.co@c.co', 'a@b.co@c.co', /dot-atom/],
    ['an address as a name', 'evil@x.co <a@b.co>', 'evil@x.co <a@b.co>', /name needs quotes/],
    ['two angle addresses', '<a@b.co> <c@d.co>', '<a@b.co> <c@d.co>', /./],
    ['an open angle bracket', '<a@b.co', '<a@b.co', /angle bracket/],
    ['an open quote', '"Hall, Monica <a@b.co>', '"Hall, Monica <a@b.co>', /quote is never closed/],
    ['an open comment', '(Hall, a@b.co', '(Hall, a@b.co', /parenthesis/],
    ['no address at all', 'Monica', 'Monica', /no @/],
    ['a comment alone', '(a@b.co)', '(a@b.co)', /./],
    ['a non-ASCII local part', 'jörg@b.co', 'jörg@b.co', /ASCII/],
    ['two dots', 'a..b@c.co', 'a..b@c.co', /dot-atom/],
    ['a local part of 65 characters', `${'x'.repeat(65)}@b.co`, `${'x'.repeat(65)}@b.co`, /64/],
    ['more than 254 characters', `a@${'x.'.repeat(125)}com`, `a@${'x.'.repeat(48)}x…`, /254/],
    ['a domain without a dot', 'a@localhost', 'a@localhost', /no dot/],
    ['an address literal', 'a@[127.0.0.1]', 'a@[127.0.0.1]', /literal/],
    ['an IP address', 'a@127.0.0.1', 'a@127.0.0.1', /IP address/],
    ['an IP address in other digits', 'a@１２７.0.0.1', 'a@１２７.0.0.1', /IP address/],
    ['a label with a hyphen at its end', 'a@b-.co', 'a@b-.co', /host name/],
    ['a label of 64 characters', `a@${'x'.repeat(64)}.co`, `a@${'x'.repeat(64)}.co`, /host name/],
    ['an underscore in the domain', 'a@b_c.co', 'a@b_c.co', /host name/],
    ['a dot at the end', 'a@b.co.', 'a@b.co.', /host name/],
    ['a percent-encoded domain', 'a@ü%2eco', 'a@ü%2eco', /host name/],
  ])('%s', (_rule, list, offender, reason) => {
    expect(parseAddressList(list)).toEqual({ ok: false, offender, reason: expect.stringMatching(reason) })
    expect(isAddressList(list)).toBe(false)
  })

  test('the piece named is printable and at most 100 characters long', () => {
    const parsed = parseAddressList(`a@b.co, ${'\u202e\u0007😀'.repeat(300)} x`)
    if (parsed.ok) expect.unreachable('it must be refused')
    else {
      expect(parsed.offender).toHaveLength(100)
      expect(parsed.offender).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
    }
  })
})

describe('no list takes long to read', () => {
  test('a list may hold 500 addresses and no more', () => {
    const list = (count: number) => Array.from({ length: count }, (_, n) => `a${n}@b.co`).join(',')
    expect(MAX_MAILBOXES).toBe(500)
    expect(read(list(500))).toHaveLength(500)
    expect(read(list(501))).toMatch(/more than 500/)
    expect(read(list(5000))).toMatch(/longer than|more than/)
  })

  test('comments and escapes are read in moderation', () => {
    const list = (count: number) => Array.from({ length: count }, () => '(comment) a@b.co').join(',')
    expect(read(list(200))).toHaveLength(200)
    expect(read(list(400))).toMatch(/too many comments/)
  })

  test.each(
    [
      'a',
      '@',
      '"',
      '" ',
      '(',
      '( ',
      '()',
      '<',
      ',',
      'a@b.co,',
      '\\',
      'é@é.',
      'a b <a@b.co>,',
      '"a" "b" <a@b.co>,',
      '(x)a@b.co,',
      '=?utf-8?q?a?= ',
      `${'('.repeat(400)}${')'.repeat(400)}a@b.co,`,
      `${'"a" '.repeat(200)}<a@b.co>,`,
    ].map(piece => [piece.slice(0, 20), piece.repeat(Math.ceil(32_000 / piece.length)).slice(0, 32_000)]),
  )(
    '32,000 characters of %j take less than a second, also with an address behind them',
    (_piece, hostile) => {
      for (const list of [hostile, `${hostile}a@b.co`]) {
        const start = process.cpuUsage()
        parseAddressList(list)
        const { user } = process.cpuUsage(start)
        expect(user / 1_000).toBeLessThan(1_000)
      }
    },
  )
})

test('the plain forms are read just as the RFC 5322 parser reads them', () => {
  let seed = 1
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }
  const pick = (alphabet: string[], most: number) =>
    Array.from({ length: random(most) }, () => alphabet[random(alphabet.length)]).join('')
  const nameCharacters = [...'ab  ö😀,\'<@()"\\!#$%&*+-/=?^_`{|}~']
  const addressCharacters = [...'ab.@+<>( "']
  let agreed = 0
  for (let round = 0; round < 6000; round++) {
    const quote = random(2) === 0 ? '"' : ''
    const address = random(4) === 0 ? pick(addressCharacters, 9) : `${pick(['a', '.', '+'], 4)}a@b.co`
    const list = `${quote}${pick(nameCharacters, 8)}${quote} <${address}>`
    const mine = parseAddressList(list)
    const theirs = emailAddresses.parseAddressList({ input: list, strict: true, rfc6532: true })
    if (!mine.ok) continue
    const [first] = theirs ?? []
    expect(first, list).toMatchObject({ type: 'mailbox', address: mine.mailboxes[0]?.address })
    const unspaced = (name: string | null | undefined) => (name ?? '').replaceAll(' ', '')
    expect(unspaced(first?.name), list).toBe(unspaced(mine.mailboxes[0]?.name))
    agreed++
  }
  expect(agreed).toBeGreaterThan(600)
})

test('one bare address is an address; a name, a list or a space around it is not', () => {
  expect(isEmailAddress('monica.hall@raviga-capital.com')).toBe(true)
  for (const other of [
    '',
    ' a@b.co',
    'a@b.co ',
    '<a@b.co>',
    'A <a@b.co>',
    'a@b.co,c@d.co',
    'a@b.co\n',
    'a@b',
    'a b@c.co',
  ]) {
    expect(isEmailAddress(other), other).toBe(false)
    expect(parseEmailAddress(other), other).toBeNull()
  }
  expect(parseEmailAddress('M@Bücher.Example')).toBe('M@xn--bcher-kva.example')
})
