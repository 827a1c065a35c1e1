import { afterAll, describe, expect, it, test } from 'vitest'
import { detectLanguage } from '../../server/mail/language.ts'
import { createMailReader } from '../../server/mail/reader.ts'
import { textToHtml } from '../../server/mail/text.ts'

const reader = createMailReader()
afterAll(() => reader.close())

const bytes = (...pieces: (string | number[])[]) =>
  Buffer.concat(pieces.map(piece => Buffer.from(piece as string, 'latin1')))
const read = (...pieces: (string | number[])[]) => reader.read(bytes(...pieces))
const encoded = (text: string) => Buffer.from(text).toString('latin1')

// First, while the process is small.
test('a mail that is long neither stops what else the process does, nor takes its memory', async () => {
  const before = process.memoryUsage().rss
  let most = before
  let turns = 0
  const beat = setInterval(() => {
    turns++
    most = Math.max(most, process.memoryUsage().rss)
  }, 5)
  await read(`Content-Type: text/html\r\n\r\n${'<p>Hello <b>world</b></p>\r\n'.repeat(1_000_000)}`)
  clearInterval(beat)
  // It takes a second or more; a process that stood still meanwhile would have had two or three.
  expect(turns).toBeGreaterThan(20)
  expect(most - before).toBeLessThan(8e8)
})

describe('text', () => {
  it.each([
    ['in Latin 1', 'iso-8859-1', [0x47, 0x72, 0xfc, 0xdf, 0x65], 'Grüße'],
    ['in Windows 1252', 'windows-1252', [0x93, 0x80, 0x94], '“€”'],
    ['in Shift JIS', 'Shift_JIS', [0x8a, 0xbf, 0x8e, 0x9a], '漢字'],
    ['in ISO-2022-JP', 'iso-2022-jp', [0x1b, 0x24, 0x42, 0x34, 0x41, 0x3b, 0x7a, 0x1b, 0x28, 0x42], '漢字'],
    ['in GB 18030', 'gb18030', [0xba, 0xba, 0xd7, 0xd6], '汉字'],
    ['in KOI8-R', 'koi8-r', [0xf0, 0xd2, 0xc9], 'При'],
    ['in UTF-8', 'utf-8', [0xe2, 0x9c, 0x93], '✓'],
    ['in a charset that is none', 'x-nonsense', [0x61, 0x62], 'ab'],
  ])('%s is read', async (_what, charset, body, text) => {
    expect((await read(`Content-Type: text/plain; charset=${charset}\r\n\r\n`, body)).text).toBe(text)
  })

  it('that is not what it says loses nothing', async () => {
    expect((await read('Content-Type: text/plain; charset=utf-8\r\n\r\n', [0x61, 0xff, 0x62])).text).toBe(
      'aÿb',
    )
    const broken = 'Content-Transfer-Encoding: quoted-printable\r\n\r\na=3Db=ZZc=\r\nd=4'
    expect((await read(broken)).text).toBe('a=b=ZZcd=4')
    expect((await read('Content-Transfer-Encoding: base64\r\n\r\nSGVs*bG8=\r\n')).text).toBe('Hello')
  })

  it('holds neither NUL nor half a character, wherever they stand', async () => {
    const half = Buffer.from([0xd8, 0x00, 0x00, 0x61]).toString('base64')
    const mail = await read(
      'Subject: a\0b =?utf-16be?B?',
      half,
      '?=\r\nFrom: "N\0ul" <a@b.example>\r\n',
      'Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nc\0d\r\n',
      '--x\r\nContent-Type: text/html; charset=utf-16be\r\nContent-Transfer-Encoding: base64\r\n\r\n',
      half,
      '\r\n--x\r\nContent-Type: image/png; name="e\0f.png"\r\n\r\nz\r\n--x--\r\n',
    )
    const texts = JSON.stringify([mail.subject, mail.from, mail.text, mail.html, mail.attachments[0]?.name])
    expect(texts).not.toMatch(/\\u0000|\\ud[89a-f]/i)
    expect([mail.subject.slice(0, 3), mail.from?.name, mail.text?.slice(0, 2)]).toEqual(['a b', 'Nul', 'cd'])
    expect(mail.attachments[0]?.name).toBe('ef.png')
  })

  it('and HTML are taken each from its part, and HTML stays as it is', async () => {
    const html = '<style>p { color: red }</style>\n<p onclick="x()">Grüße</p>'
    const mail = await read(
      'Content-Type: multipart/alternative; boundary="=_ (a):b"\r\n\r\nignore me\r\n--=_ (a):b\r\n',
      'Content-Type: text/plain; format=flowed\r\n\r\nflowed \r\ntext\r\n--=_ (a):b  \r\n',
      'Content-Type: text/html; charset=utf-8\r\n\r\n',
      encoded(html),
      '\r\n--=_ (a):b--\r\nignore me',
    )
    expect([mail.text, mail.html]).toEqual(['flowed text', html])
  })

  it('of more than a million characters is cut', async () => {
    const mail = await read(`\r\n${'x'.repeat(900)}\r\n`.repeat(2000))
    expect(mail.text).toHaveLength(1_000_000)
  })
})

describe('attachments', () => {
  it.each([
    ['encoded words', 'name="=?utf-8?Q?B=C3=BCro.pdf?="', 'Büro.pdf'],
    ['RFC 2231', "filename*=utf-8''B%C3%BCro.pdf", 'Büro.pdf'],
    ['continuations', "filename*0*=utf-8''B%C3%BC; filename*1=ro.pdf", 'Büro.pdf'],
    ['a path', 'filename="C:\\\\temp\\\\..\\\\a.pdf"', 'C:_temp_.._a.pdf'],
    ['dots alone', 'filename=".."', 'attachment'],
    ['nothing', '', 'document.pdf'],
  ])('are called by %s', async (_by, parameter, name) => {
    const where = parameter.startsWith('name')
      ? 'Content-Type: application/pdf; '
      : 'Content-Disposition: attachment; '
    const type = parameter.startsWith('name') ? '' : 'Content-Type: application/pdf\r\n'
    const { attachments } = await read(`${type}${where}${parameter}\r\n\r\nx`)
    expect(attachments.map(one => [one.name, one.type])).toEqual([[name, 'application/pdf']])
  })

  it('of 25 MiB are whole', async () => {
    const content = Buffer.alloc(25 * 1024 * 1024, 'attachment ')
    const base64 = content.toString('base64').replace(/.{76}/g, '$&\r\n')
    const mail = await read(
      'Content-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n',
      base64,
    )
    expect(mail.unreadable).toBeUndefined()
    expect(Buffer.from(mail.attachments[0]?.content ?? []).equals(content)).toBe(true)
  }, 60_000)

  it('that are mails stay mails', async () => {
    const mail = await read(
      'Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nSee below\r\n',
      '--x\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\nInner text\r\n--x--\r\n',
    )
    expect(mail.text).toBe('See below')
    expect(mail.attachments.map(({ name, type }) => [name, type])).toEqual([
      ['message.eml', 'message/rfc822'],
    ])
  })
})

describe('who and which', () => {
  it.each([
    [
      'a group',
      'To: Team: a@b.example, "C, D" <c@d.example>;',
      [
        { name: null, address: 'a@b.example' },
        { name: 'C, D', address: 'c@d.example' },
      ],
    ],
    ['what is no address', 'To: a b c, x@y.example, @, <>', [{ name: null, address: 'x@y.example' }]],
    ['one twice', 'To: x@y.example, X@Y.example', [{ name: null, address: 'x@y.example' }]],
    [
      'an international domain',
      encoded('To: x@bücher.example'),
      [{ name: null, address: 'x@xn--bcher-kva.example' }],
    ],
  ])('recipients: %s', async (_what, header, to) => {
    expect((await read(`${header}\r\n\r\n`)).to).toEqual(to)
  })

  it('a thousand recipients are a hundred', async () => {
    const many = Array.from({ length: 1000 }, (_, i) => `a${i}@b.example`).join(',\r\n ')
    expect((await read(`Cc: ${many}\r\n\r\n`)).cc).toHaveLength(100)
  })

  it.each([
    ['a valid one', '<a.b@c.example>', '<a.b@c.example>'],
    ['with a comment', '(x) <a@b.example> (y)', '<a@b.example>'],
    ['without brackets', 'a@b.example', '<a@b.example>'],
    ['with spaces', '<a b@c.example>', null],
    ['too long', `<${'x'.repeat(1000)}@c.example>`, null],
  ])('Message-ID: %s', async (_what, id, expected) => {
    expect((await read(`Message-ID: ${id}\r\n\r\n`)).messageId).toBe(expected)
  })

  it.each([
    ['Fri, 20 Nov 2026 10:00:00 +0100', Date.UTC(2026, 10, 20, 9)],
    ['yesterday', null],
    ['Fri, 20 Nov 99999 10:00:00 +0100', null],
    ['Thu, 1 Jan 1903 00:00:00 +0000', null],
  ])('Date: %s', async (date, expected) => {
    expect((await read(`Date: ${date}\r\n\r\n`)).date).toBe(expected)
  })
})

describe('a mail that is built to hurt', () => {
  it.each([
    ['nothing', ''],
    ['an empty line', '\r\n'],
    ['noise', Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)],
    ['a header without end', `Subject: ${'x'.repeat(100_000)}`],
    ['a boundary that never comes', 'Content-Type: multipart/mixed; boundary=never\r\n\r\nHello\r\n'],
    ['a boundary that is empty', 'Content-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n\r\nHello\r\n'],
    [
      'part in part, a thousand deep',
      Array.from(
        { length: 1000 },
        (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`,
      ).join(''),
    ],
    ['a header of three megabytes', `${'X-Header: y\r\n'.repeat(250_000)}\r\nHello`],
  ] as [string, string | number[]][])('is read as well as can be: %s', async (_what, source) => {
    const mail = await read('From: a@b.example\r\nMessage-ID: <a@b.example>\r\n', source)
    expect([mail.from?.address, mail.messageId]).toEqual(['a@b.example', '<a@b.example>'])
  })

  it.each([
    ['ten million lines', `\r\n${'a\r\n'.repeat(10_000_000)}`],
    [
      'two million parts',
      `Content-Type: multipart/mixed; boundary=x\r\n\r\n${'--x\r\n\r\na\r\n'.repeat(2_000_000)}`,
    ],
  ])(
    'by %s is read by halves, in bounded time and memory, and the next one as a whole',
    async (_what, source) => {
      const before = process.memoryUsage().rss
      const mail = await read('From: a@b.example\r\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n', source)
      expect(mail.unreadable).toBeDefined()
      expect([mail.from?.address, mail.subject]).toEqual(['a@b.example', 'Grüße'])
      expect(mail.text).toContain('a')
      expect(process.memoryUsage().rss - before).toBeLessThan(1.5e9)
      expect((await read('Subject: next\r\n\r\nHello')).unreadable).toBeUndefined()
    },
    60_000,
  )
})

test('mails that come together are read one after the other, and none pays for one before it', async () => {
  const parts = `Content-Type: multipart/mixed; boundary=x\r\n\r\n${'--x\r\n\r\na\r\n'.repeat(30_000)}`
  const all = [
    'Subject: 1\r\n\r\nHello',
    `Subject: 2\r\n${parts}`,
    'Subject: 3\r\n\r\nHello',
    'Subject: 4\r\n\r\nHello',
  ]
  const mails = await Promise.all(all.map(source => read(source)))
  expect(mails.map(({ subject }) => subject)).toEqual(['1', '2', '3', '4'])
  expect(mails.map(({ unreadable }) => unreadable !== undefined)).toEqual([false, true, false, false])
})

test.each([
  ['Hello Monica, your account is ready.', 'en'],
  ['Bonjour, votre commande est partie ce matin.', 'fr'],
  ['Hola, ¿dónde está mi pedido? Lo necesito mañana.', 'es'],
  ['Guten Tag, wo bleibt meine Bestellung?', 'de'],
  ['Buongiorno, vorrei sapere dove si trova il mio ordine.', 'it'],
  ['Здравствуйте, где мой заказ?', 'ru'],
  ['こんにちは、注文はどこですか。', 'ja'],
  ['OK', null],
  ['#4521, 12.50 EUR', null],
  ['https://example.com/a/b/c?d=e', null],
  ['> The quick brown fox jumps over the lazy dog.\nMerci beaucoup pour votre réponse rapide.', 'fr'],
  ['', null],
])('the language of %j is %s', (text, language) => {
  expect(detectLanguage(text)).toBe(language)
})

test('text as HTML holds no mark of its own', () => {
  expect(textToHtml(`<a href="x" on='y'>&amp;`)).toBe(
    '<div style="white-space: pre-wrap">&lt;a href=&quot;x&quot; on=&#39;y&#39;&gt;&amp;amp;</div>',
  )
  expect(textToHtml('')).toBe('')
})
