import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { composeMime, htmlToText, type OutgoingMail } from '../../server/mail/mime.ts'
import { timed } from '../support/timed.ts'

const MIB = 1024 * 1024

function mail(changes: Partial<OutgoingMail> = {}): OutgoingMail {
  return {
    messageId: '<5f1c@demo.example>',
    date: new Date('2026-11-22T09:30:00Z'),
    from: { name: 'Monica Hall', address: 'support@demo.example' },
    to: [{ name: 'Richard Hendricks', address: 'richard@piedpiper.example' }],
    cc: [],
    subject: 'Your invoice',
    html: '<p>Hello</p>',
    attachments: [],
    ...changes,
  }
}

const file = (name: string, type = 'application/pdf', content = Buffer.from('x')) => ({ name, type, content })

/** The header block with its folded lines joined, RFC 5322 section 2.2.3. */
function headerLines(source: Buffer): string[] {
  return (source.toString('latin1').split('\r\n\r\n', 1)[0] as string)
    .replace(/\r\n(?=[ \t])/g, '')
    .split('\r\n')
}

/** The bytes of the text/html part, by a decoder of our own: postal-mime changes line endings. */
function htmlBytes(source: Buffer): Buffer {
  const part = /Content-Type: text\/html; charset=utf-8\r\n(.*?)\r\n\r\n(.*?)\r\n--/s.exec(
    source.toString('latin1'),
  )
  const [, head = '', body = ''] = part ?? []
  if (head.endsWith('base64')) return Buffer.from(body, 'base64')
  expect(head).toMatch(/quoted-printable$/)
  const joined = body.replace(/=\r\n/g, '')
  const bytes = joined.replace(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1')
}

async function attachmentsOf(source: Buffer) {
  const parsed = await PostalMime.parse(source, { attachmentEncoding: 'arraybuffer' })
  return parsed.attachments.map(({ filename, mimeType, content }) => ({
    filename,
    mimeType,
    content: Buffer.from(content as ArrayBuffer), // as asked for above
  }))
}

test('plain text alone is a mail with its header, and the text is whole', async () => {
  const text = `Grüße\n.\nFrom here\n-- \n${'x'.repeat(200)}`
  for (const body of [text, 'äöü'.repeat(50)]) {
    const source = await composeMime({ ...mail(), html: undefined, text: body })
    expect(headerLines(source)).toContain('Message-ID: <5f1c@demo.example>')
    const parsed = await PostalMime.parse(source)
    expect(parsed.subject).toBe('Your invoice')
    expect(parsed.html).toBeUndefined()
    expect(parsed.text?.replaceAll('\r\n', '\n').trimEnd()).toBe(body)
    expect(source.toString('latin1')).not.toMatch(/[^\r]\n|[^\0-\x7f]/)
  }
})

describe('the headers say what they were given', () => {
  test('sender, recipients, date, id and subject', async () => {
    const source = await composeMime(
      mail({
        to: [
          { name: 'Hall, "M"', address: 'a@b.co' },
          { name: null, address: 'c@d.co' },
        ],
        cc: [{ name: 'Jörg 高橋', address: 'e@f.co' }],
        inReplyTo: '<1@x.co>',
        references: ['<0@x.co>', '<1@x.co>'],
      }),
    )
    const parsed = await PostalMime.parse(source)
    expect(parsed.from).toEqual({ name: 'Monica Hall', address: 'support@demo.example' })
    expect(parsed.to).toEqual([
      { name: 'Hall, "M"', address: 'a@b.co' },
      { name: '', address: 'c@d.co' },
    ])
    expect(parsed.cc).toEqual([{ name: 'Jörg 高橋', address: 'e@f.co' }])
    expect(parsed).toMatchObject({
      subject: 'Your invoice',
      messageId: '<5f1c@demo.example>',
      inReplyTo: '<1@x.co>',
    })
    expect(headerLines(source)).toContain('Date: Sun, 22 Nov 2026 09:30:00 +0000')
    expect(headerLines(source)).toContain('References: <0@x.co> <1@x.co>')
  })

  test('blind copies alone: no To, no Cc and no Bcc header', async () => {
    const names = headerLines(await composeMime(mail({ to: [] }))).map(line => line.split(':', 1)[0])
    expect(names).toEqual(['From', 'Subject', 'Message-ID', 'Date', 'MIME-Version', 'Content-Type'])
  })

  test('no subject, no Subject header', async () => {
    for (const subject of ['', ' \r\n\t']) {
      const source = await composeMime(mail({ subject }))
      expect(headerLines(source).filter(line => /^subject/i.test(line))).toEqual([])
    }
  })

  test.each([
    'Grüße aus Köln 😀',
    'ご請求書'.repeat(40),
    'x'.repeat(250),
    '"quoted" and \\ back',
    'a  b',
    '=?UTF-8?Q?not_meant_as_an_encoded_word?=',
    '=?UTF-8?B?DQpCY2M6IGV2aWxAeC5jbw==?=',
  ])('the subject %j arrives as it was written', async subject => {
    const source = await composeMime(mail({ subject }))
    expect((await PostalMime.parse(source)).subject).toBe(subject)
  })

  test('the same mail gives the same bytes, another mail other boundaries', async () => {
    const [one, again, other] = await Promise.all([
      composeMime(mail()),
      composeMime(mail()),
      composeMime(mail({ messageId: '<other@demo.example>' })),
    ])
    expect(again.equals(one)).toBe(true)
    const boundary = (source: Buffer) => /boundary="(.*?)"/.exec(source.toString('latin1'))?.[1]
    expect(boundary(other)).not.toBe(boundary(one))
  })

  test('an address or a message id that was not checked is refused', async () => {
    const to = (address: string) => mail({ to: [{ name: null, address }] })
    await expect(composeMime(to('a@b.co\r\nBcc: evil@x.co'))).rejects.toThrow(TypeError)
    await expect(composeMime(to('a@b.co, evil@x.co'))).rejects.toThrow(TypeError)
    await expect(composeMime(mail({ messageId: '<a@b.co>\r\nBcc: evil@x.co' }))).rejects.toThrow(TypeError)
  })
})

test('a line break in any field never makes a header', async () => {
  const evil = 'x\r\nBcc: evil@x.co\r\n\r\nevil body\n\rX-Evil: 1\u2028\u0000'
  const source = await composeMime(
    mail({
      from: { name: evil, address: 'support@demo.example' },
      to: [{ name: evil, address: 'a@b.co' }],
      cc: [{ name: evil, address: 'c@d.co' }],
      subject: evil,
      inReplyTo: `<${evil}>`,
      references: [`<${evil}>`, '<1@x.co>\r\nBcc: evil@x.co', '<1@x.co>'],
      attachments: [
        file(evil, evil),
        file('a.txt', 'text/plain\r\nX-Evil: 1'),
        file('b', 'text/plain; charset="a\r\nb"'),
      ],
    }),
  )
  const names = headerLines(source).map(line => line.split(':', 1)[0])
  expect(names.toSorted().join()).toBe(
    'Cc,Content-Type,Date,From,MIME-Version,Message-ID,References,Subject,To',
  )
  expect(source.toString('latin1')).not.toMatch(/^(?:Bcc|X-Evil|evil)/im)
  const parsed = await PostalMime.parse(source)
  expect(parsed.bcc).toBeUndefined()
  expect(parsed.references).toBe('<1@x.co>')
  expect(parsed.inReplyTo).toBeUndefined()
  for (const text of [
    parsed.subject,
    parsed.from?.name,
    parsed.to?.[0]?.name,
    parsed.attachments[0]?.filename,
  ]) {
    expect(text).toMatch(/^x[ _]Bcc: evil@x\.co/)
    expect(text).not.toMatch(/\p{Cc}|\u2028/u)
  }
  expect(parsed.attachments.map(({ mimeType }) => mimeType)).toEqual(
    Array(3).fill('application/octet-stream'),
  )
})

describe('the body', () => {
  test('is the HTML and a plain text made from it', async () => {
    const source = await composeMime(
      mail({ html: '<h1>Hello</h1><p>Pay <a href="https://x.co/1">here</a>.</p>' }),
    )
    const parsed = await PostalMime.parse(source)
    expect(parsed.html?.trimEnd()).toBe('<h1>Hello</h1><p>Pay <a href="https://x.co/1">here</a>.</p>')
    expect(parsed.text?.trimEnd()).toBe('Hello\n\nPay here [https://x.co/1].')
    expect(headerLines(source)).toContainEqual(
      expect.stringMatching(/^Content-Type: multipart\/alternative;/),
    )
  })

  test.each<[string, string]>([
    ['nothing', ''],
    ['long lines', `<p>${'x'.repeat(5000)}</p>`],
    ['spaces and tabs at line ends', 'a \nb\t\r\nc  '],
    ['lone dots and From lines', '.\r\n..\nFrom me\r\n.\n\nFrom you\n>From them'],
    ['a line that breaks before a dot', `${'x'.repeat(73)}.${'y'.repeat(72)}From z`],
    ['bare LF', 'a\nb\n\nc\n'],
    ['bare CR and CRLF', 'a\rb\r\nc\r\r\n\n\r'],
    ['equals signs that look like encoding', '=3D =0A =\r\n=\n=zz'],
    ['lines that look like boundaries', '--\r\n----_NmP-x-Part_1--\n--x'],
    ['8-bit text', 'Grüße, 高橋 😀 \u0000\u0007\u00a0\u200b'],
    ['mostly Chinese', '<p>高橋様、</p>\n'.repeat(50)],
    ['a megabyte', '<p>words and words</p>\n'.repeat(50_000)],
  ])('%s: every byte of the HTML can be decoded again', async (_what, html) => {
    const source = await composeMime(mail({ html }))
    expect(htmlBytes(source).equals(Buffer.from(html))).toBe(true)
  })

  test('goes out in short lines of printable ASCII that no mailbox and no server has reason to change', async () => {
    const html = `From x\r\nFrom y\n.\r\n.z\n--a\n${'Ü \t'.repeat(300)} \r\n${'From . '.repeat(300)}`
    const source = await composeMime(
      mail({ html, attachments: [file('a', 'text/plain', Buffer.from('From x\n.\n'))] }),
    )
    const lines = source.toString('latin1').split('\r\n')
    expect(lines.at(-1)).toBe('')
    for (const line of lines) {
      expect(line).toMatch(/^[\x20-\x7e\t]{0,76}$/)
      expect(line).not.toMatch(/^From |^\.|[ \t]$/)
    }
  })
})

describe('attachments', () => {
  test('arrive byte for byte and in their order', async () => {
    const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
    const contents = [
      all,
      Buffer.alloc(0),
      Buffer.alloc(200_000, 'ab\n'),
      Buffer.from('\r\n.\r\nFrom x\n'),
      Buffer.alloc(57 * 1024 + 1, 7),
    ]
    const attachments = contents.map((content, n) => file(`${n}.bin`, 'application/x-test', content))
    const arrived = await attachmentsOf(await composeMime(mail({ attachments })))
    expect(arrived.map(({ filename }) => filename)).toEqual(['0.bin', '1.bin', '2.bin', '3.bin', '4.bin'])
    for (const [n, content] of contents.entries())
      expect(arrived[n]?.content.equals(content), `${n}`).toBe(true)
  })

  test.each([
    'invoice.pdf',
    'Rechnung für Jörg.pdf',
    '高橋様の請求書 2026年11月分 最終版.pdf',
    '😀'.repeat(40),
    `${'a'.repeat(296)}.pdf`,
    'it\'s; "50%" (1).pdf',
    '.htaccess',
  ])('the file name %j arrives as it was written', async name => {
    const [arrived] = await attachmentsOf(await composeMime(mail({ attachments: [file(name)] })))
    expect(arrived?.filename).toBe(name)
  })

  test.each([
    ['../../etc/passwd', '.._.._etc_passwd'],
    ['C:\\Users\\x.doc', 'C:_Users_x.doc'],
    ['a\u0000b\r\nc\td.txt', 'a_b_c_d.txt'],
    ['..', 'attachment'],
    ['', 'attachment'],
    [`${'a'.repeat(2000)}.pdf`, `${'a'.repeat(896)}.pdf`],
  ])('the file name %j cannot name a place or break a line: %j', async (name, expected) => {
    const [arrived] = await attachmentsOf(await composeMime(mail({ attachments: [file(name)] })))
    expect(arrived?.filename).toBe(expected)
  })

  test.each([
    ['image/png', 'image/png'],
    ['IMAGE/PNG', 'image/png'],
    ['application/vnd.ms-excel.sheet.macroEnabled.12', 'application/vnd.ms-excel.sheet.macroenabled.12'],
    ['text/csv; charset=iso-8859-1; header=present', 'text/csv; charset=iso-8859-1'],
    ['text/plain; name="other.exe"', 'text/plain'],
    ['', 'application/octet-stream'],
    ['pdf', 'application/octet-stream'],
    ['a/b/c', 'application/octet-stream'],
    ['text/plain, text/html', 'application/octet-stream'],
    ['text/ü', 'application/octet-stream'],
    ['multipart/mixed; boundary=x', 'application/octet-stream'],
    ['message/rfc822', 'application/octet-stream'],
  ])('the type %j is declared as %j', async (type, expected) => {
    const content = Buffer.from('--x\r\n\r\nhidden\r\n--x--')
    const source = await composeMime(mail({ attachments: [file('n.x', type, content)] }))
    expect(source.toString('latin1')).toContain(`\r\nContent-Type: ${expected}; name=n.x\r\n`)
    expect(source.toString('latin1')).toContain(content.toString('base64'))
  })

  test('25 MiB need less than three times their size on top and let other work run', async () => {
    const content = Buffer.alloc(25 * MIB, 7)
    const before = process.memoryUsage().arrayBuffers
    let peak = 0
    let turns = 0
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().arrayBuffers - before)
      turns++
    }, 1)
    const source = await composeMime(mail({ attachments: [file('big.bin', 'application/x-test', content)] }))
    clearInterval(watch)
    expect(source.length).toBeGreaterThan(34 * MIB)
    expect(peak).toBeGreaterThan(34 * MIB)
    expect(peak).toBeLessThan(75 * MIB)
    expect(turns).toBeGreaterThan(20)
  })
})

describe('the plain text made from HTML', () => {
  test.each([
    ['paragraphs, line breaks, entities', '<p>a<br>b</p><p>c &amp; &lt;d&gt;</p>', 'a\nb\n\nc & <d>'],
    ['no styles and scripts', '<style>p{}</style><script>x()</script>a', 'a'],
    ['lists', '<ul><li>one</li><li>two</li></ul>', ' * one\n * two'],
    ['tables', '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b \nc '],
    ['a link that is its own text, once', '<a href="https://x.co">https://x.co</a>', 'https://x.co'],
    [
      'pictures by their alternative text',
      '<img src="https://x.co/t.gif" alt="Logo"><img src="cid:1">',
      'Logo',
    ],
    ['what stands behind a large inline picture', `<img src="data:a/b;base64,${'A'.repeat(500_000)}">b`, 'b'],
    ['nothing', '', ''],
  ])('has %s', (_what, html, text) => {
    expect(htmlToText(html)).toBe(text)
  })

  test('stops after 65,536 characters of HTML and says so', () => {
    const text = htmlToText('<p>word</p>'.repeat(20_000))
    expect(text).toMatch(/word\n\n.*\[…\]$/s)
    expect(text.length).toBeLessThan(65_536)
  })

  test.each([
    '<div>',
    '<b>',
    '<p><b>',
    '<ul><li>a',
    '<table><tr><td>a',
    '<',
    '<!--',
    '&',
    '<blockquote>',
    '</i><b>',
  ])('two million times %j take less than a second', timed, piece => {
    const start = performance.now()
    htmlToText(piece.repeat(2_000_000))
    expect(performance.now() - start).toBeLessThan(1000)
  })
})
