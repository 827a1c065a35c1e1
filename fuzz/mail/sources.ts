/** Mails that were made to hurt; each is given the marker that tells it from all others. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Random } from './random.ts'

type Make = (random: Random, marker: string) => string | Buffer

const folder = join(import.meta.dirname, '../../test/fixtures/mail')
const fixtures = readdirSync(folder)
  .filter(name => name.endsWith('.eml') && !name.startsWith('thread-'))
  .toSorted()
  .map(name => Buffer.from(readFileSync(join(folder, name))))

const head = (marker: string, more = '') =>
  `X-Marker: ${marker}\r\nFrom: Erlich <${marker}@aviato.example>\r\nSubject: ${marker}\r\n${more}`
const mail = (marker: string, more: string, body: string) =>
  `${head(marker, more)}\r\n${body}\r\n${marker}\r\n`
const html = (charset: string) => `Content-Type: text/html; charset=${charset}\r\n`

function mutate(random: Random, source: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
  const at = random.below(source.length + 1)
  const end = Math.min(source.length, at + 1 + random.below(40))
  const piece = source.subarray(at, end)
  const between = random.pick<() => Buffer<ArrayBuffer>>([
    () => random.bytes(1 + random.below(20)),
    () => Buffer.concat([piece, piece, piece]),
    () => Buffer.alloc(0),
    () =>
      Buffer.from(
        random.pick(['\0', '\r', '\n', '\r\n\r\n', '\r\n--', '=?', '?=', '"', ';', '\t', '<', '=']),
      ),
    () => Buffer.from(piece.toString('latin1').split('').reverse().join(''), 'latin1'),
    () => Buffer.concat([piece, random.pick(fixtures).subarray(0, 1 + random.below(400))]),
  ])()
  return Buffer.concat([source.subarray(0, at), between, source.subarray(end)])
}

function nest(marker: string, depth: number, open: (level: number) => string): string {
  return `${head(marker)}${Array.from({ length: depth }, (_, level) => open(level)).join('')}\r\n\r\n${marker}\r\n`
}

export const SOURCES: Record<string, Make> = {
  'mutated fixture': (random, marker) => {
    let source = random.pick(fixtures)
    for (let times = 1 + random.below(6); times > 0; times--) source = mutate(random, source)
    return Buffer.concat([Buffer.from(`X-Marker: ${marker}\r\n`), source, Buffer.from(`\r\n${marker}\r\n`)])
  },
  'bare CR and LF': (random, marker) =>
    mail(
      marker,
      '',
      Array.from({ length: 30 }, () => random.pick(['\r', '\n', 'x', '.', '\r\n', '\0'])).join(''),
    ),
  NUL: (random, marker) =>
    mail(marker, `X-\0: \0\r\nTo: "\0" <a@b\0.example>\r\n`, '\0'.repeat(1 + random.below(2000))),
  'very many headers': (random, marker) =>
    mail(marker, 'X: y\r\n'.repeat(random.pick([1000, 5000, 100_000])), 'Hello'),
  'multiparts in multiparts': (random, marker) =>
    nest(
      marker,
      random.pick([20, 300, 1000]),
      n => `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}\r\n`,
    ),
  'mails in mails': (random, marker) =>
    nest(marker, random.pick([20, 300, 1000]), () => 'Content-Type: message/rfc822\r\n\r\nSubject: in\r\n'),
  'encoded words': (random, marker) =>
    mail(
      marker,
      `X-Words: ${random
        .pick(['=?utf-8?q?=00=0D=0A?= ', '=?utf-8?b?', '=?x?q?a?=', '=?utf-8?q??='])
        .repeat(1 + random.below(4000))}\r\n`,
      'Hello',
    ),
  'references in a circle': (random, marker) => {
    const ids = Array.from({ length: 1 + random.below(3000) }, (_, n) => `<${n % 7}.${marker}@a.example>`)
    return mail(
      marker,
      `Message-ID: ${ids[0]}\r\nIn-Reply-To: ${ids[0]}\r\nReferences: ${ids.join('\r\n ')}\r\n`,
      'Hi',
    )
  },
  'bytes of no charset': (random, marker) =>
    Buffer.concat([
      Buffer.from(head(marker, 'To: ')),
      Buffer.from(
        random
          .bytes(40)
          .toString('latin1')
          .replace(/[\r\n]/g, ''),
        'latin1',
      ),
      Buffer.from('\r\n\r\n'),
      random.bytes(1 + random.below(3000)),
      Buffer.from(`\r\n${marker}\r\n`),
    ]),
  'charset that is none': (random, marker) =>
    mail(
      marker,
      html(random.pick(['x-none', '"', 'utf-16;;', 'utf-7', '__proto__', 'a'.repeat(5000)])),
      '<p>\u00e4',
    ),
  'broken boundaries': (random, marker) =>
    mail(
      marker,
      `Content-Type: multipart/mixed; boundary=${random.pick(['', '"', '"a', '""', 'a b', 'é', '-'.repeat(900)])}\r\n`,
      random.pick(['--', '--a', '--a--', '\r\n--a\r\n--a\r\n', '--\r\n']).repeat(1 + random.below(500)),
    ),
  'base64 that breaks': (random, marker) =>
    mail(marker, 'Content-Transfer-Encoding: base64\r\n', `${'A=B*\u00e9'.repeat(random.below(5000))}`),
  'very long lines': (random, marker) =>
    mail(marker, `X-Long: ${'y'.repeat(random.below(200_000))}\r\n`, 'z'.repeat(random.below(300_000))),
  'HTML in HTML': (random, marker) =>
    mail(
      marker,
      html('utf-8'),
      random.pick(['<div>', '<b', '<!--', '<table><tr><td>', '&#0;']).repeat(random.below(20_000)),
    ),
}
