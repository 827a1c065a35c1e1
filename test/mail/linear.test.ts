/** What strangers write, and the server takes apart: no input of them takes more than its length. */
import { describe, expect, it } from 'vitest'
import { parseMailQuery } from '../../server/conversations/mail-query.ts'
import { parseAddressList, parseEmailAddress } from '../../server/mail/addresses.ts'
import { safeFileName, safeMediaType } from '../../server/mail/files.ts'
import { readMail } from '../../server/mail/incoming.ts'
import { detectLanguage } from '../../server/mail/language.ts'
import { htmlToText } from '../../server/mail/mime.ts'
import { wordsOf } from '../../server/store/search.ts'
import { expectLinear } from '../support/linear.ts'

const times = (count: number, piece: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => piece(i))

describe('the time grows with the length', () => {
  it.each([
    ['commas', ','],
    ['addresses', 'a@b.example, '],
    ['comments', '('],
    ['comments with ends', '()'],
    ['angles', '<'],
    ['quotes', '"'],
    ['escapes', '\\"'],
    ['groups', 'a:'],
    ['groups with ends', 'a:;'],
    ['words', 'a '],
    ['labels', 'a.'],
    ['signs', '@'],
    ['literals', 'a@['],
    ['spaces', ' '],
  ])('of a list of addresses: %s', async (_what, piece) => {
    await expectLinear(count => parseAddressList(`a${piece.repeat(count)}b@c`), 20_000)
    await expectLinear(count => parseEmailAddress(`a${piece.repeat(count)}b@c`), 20_000)
  })

  it.each([
    ['fields', 'X-A: ', 'b\r\nX-A: ', 3_000],
    ['lines of a field', 'Subject: ', 'b\r\n ', 5_000],
    ['encoded words', 'Subject: ', '=?utf-8?q?a?= ', 5_000],
    ['encoded words without an end', 'Subject: ', '=?utf-8?q?', 5_000],
    ['encoded words with spaces', 'Subject: ', '=?utf-8?q?a b?= c ', 3_000],
    ['what could begin an encoded word', 'Subject: ', '=?', 10_000],
    ['what could end an encoded word', 'Subject: =?utf-8?q?', '?=41', 10_000],
    ['addresses', 'To: ', 'a@b.example, ', 2_000],
    ['commas in a name', 'From: ', 'a, ', 5_000],
    ['comments in addresses', 'To: ', '(', 10_000],
    ['quotes in addresses', 'To: ', '"', 10_000],
    ['groups', 'To: ', 'a:', 5_000],
    ['groups with members', 'To: ', 'a:b@c;', 3_000],
    ['ids', 'References: ', '<a@b> ', 5_000],
    ['ids without brackets', 'References: ', 'a@b ', 5_000],
    ['words between ids', 'References: ', 'a@b, c ', 5_000],
    ['ids without an end', 'References: ', '<', 10_000],
    ['links without an end', 'List-Unsubscribe: ', '<', 10_000],
    ['spaces in a link without an end', 'List-Unsubscribe: <', '\v', 1_900],
    ['parameters', 'Content-Type: text/plain; ', 'a=b; ', 5_000],
    ['quotes in parameters', 'Content-Type: text/plain; a="', '\\"', 10_000],
    ['comments in a date', 'Date: ', '(', 10_000],
  ])('of a header: %s', async (_what, begin, piece, count) => {
    await expectLinear(n => readMail(mail(`${begin}${piece.repeat(n)}x`, 'x')), count)
  })

  it.each([
    [
      'parameters in pieces',
      (n: number) => [`Content-Type: text/plain; ${times(n, i => `name*${i}*=a`).join(';')}`, ''],
      2_000,
    ],
    [
      'file names in pieces',
      (n: number) => [`Content-Disposition: attachment; ${times(n, i => `filename*${i}=a`).join(';')}`, ''],
      2_000,
    ],
    ['parts', (n: number) => [mixed, '--b\r\n\r\nx\r\n'.repeat(n)], 500],
    [
      'attachments',
      (n: number) => [mixed, '--b\r\nContent-Disposition: attachment\r\n\r\nx\r\n'.repeat(n)],
      400,
    ],
    [
      'mails in mails',
      (n: number) => ['Content-Type: message/rfc822', 'Content-Type: message/rfc822\r\n\r\n'.repeat(n)],
      500,
    ],
    ['signs of quoted-printable', (n: number) => [quotedPrintable, '='.repeat(n)], 20_000],
    ['soft breaks', (n: number) => [quotedPrintable, 'a=\r\n'.repeat(n)], 5_000],
    ['flowed lines', (n: number) => ['Content-Type: text/plain; format=flowed', 'a \r\n'.repeat(n)], 2_000],
    [
      'flowed quotes',
      (n: number) => ['Content-Type: text/plain; format=flowed', '> a \r\n'.repeat(n)],
      2_000,
    ],
    [
      'what could be a boundary',
      (n: number) => ['Content-Type: multipart/mixed', '--c\r\n'.repeat(n)],
      2_000,
    ],
    ['spaces behind dashes', (n: number) => ['Content-Type: multipart/mixed', `--${' '.repeat(n)}`], 10_000],
    ['boundaries', (n: number) => ['X-A: b', 'boundary=a\r\n--a\r\nb\r\n'.repeat(n)], 2_000],
    ['beginnings of files', (n: number) => [uuencoded, 'begin 644 a\r\n'.repeat(n)], 2_000],
    ['paddings', (n: number) => ['Content-Transfer-Encoding: base64', 'YQ==\r\n'.repeat(n)], 2_000],
    ['empty lines', (n: number) => ['X-A: b', '\r\n'.repeat(n)], 2_000],
    ...['<div>', '<', '<meta charset=', '<a href=', '<br>', '<style>', '<!--', '&am'].map(
      piece =>
        [`HTML of ${piece}`, (n: number) => ['Content-Type: text/html', piece.repeat(n)], 10_000] as const,
    ),
  ] as const)('of a mail: %s', async (_what, parts, count) => {
    await expectLinear(async n => {
      const [head = '', body = ''] = parts(n)
      await readMail(mail(head, body))
    }, count)
  })

  it.each(['<p>', '<a href="x">y', '<table><tr><td>x', '<ul><li>x', '<blockquote>x', '<', ' '])(
    'of the plain text of HTML: %s',
    async piece => {
      await expectLinear(count => htmlToText(`a${piece.repeat(count)}b`), 2_000)
    },
  )

  it.each(['a ', 'a', '\u0301', '\ufdfa', '. ', 'a=b;', '"', ':', 'tag:"', 'status:'])(
    'of words, names, types and searches: %j',
    async piece => {
      for (const work of [wordsOf, safeFileName, safeMediaType, parseMailQuery, detectLanguage]) {
        await expectLinear(count => work(`a/b;${piece.repeat(count)}`), 10_000)
      }
    },
  )
})

const mixed = 'Content-Type: multipart/mixed; boundary=b'
const quotedPrintable = 'Content-Transfer-Encoding: quoted-printable'
const uuencoded = 'Content-Transfer-Encoding: x-uuencode'
const mail = (head: string, body: string) => Buffer.from(`From: a@b.example\r\n${head}\r\n\r\n${body}`)

it('the test sees what is not linear', async () => {
  const square = (count: number) => {
    let sum = 0
    for (let i = 0; i < count * count; i++) sum = (sum + i) % 1_000
    return sum
  }
  await expect(expectLinear(square, 4_000)).rejects.toThrow()
})
