/** Bytes that are no request, two requests, or one that never ends. */
import fc from 'fast-check'
import { bodyOf, type Face, type Operation } from './faces.ts'

export interface Bytes {
  /** What they are. */
  what: string
  pieces: Buffer[]
  /** Between two pieces, in milliseconds. */
  pause: number
  /** How many answers there may be at most. */
  most: number
}

const CRLF = '\r\n'
const latin = (text: string) => Buffer.from(text, 'latin1')

/** The head of a right request, up to where more headers may follow. */
const headOf = ({ method, path, face }: Operation): string =>
  [
    `${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, '1')} HTTP/1.1`,
    'Host: 127.0.0.1',
    ...Object.entries(face.keys).map(([name, value]) => `${name}: ${value}`),
    'Content-Type: application/json',
    '',
  ].join(CRLF)

/** Answered before it matters what came before it. */
const SMUGGLED = `GET /smuggled HTTP/1.1${CRLF}Host: 127.0.0.1${CRLF}${CRLF}`

/** Headers that two programs may understand differently. */
const DOUBTFUL = [
  ['Content-Length: 4', 'Transfer-Encoding: chunked'],
  ['Transfer-Encoding: chunked', 'Content-Length: 4'],
  ...[
    'xchunked',
    'chunked, identity',
    'chunked, chunked',
    'identity',
    'gzip, chunked',
    'chunked\u000b',
    '"chunked"',
  ].map(coding => ['Content-Length: 4', `Transfer-Encoding: ${coding}`]),
  ['Content-Length: 4', 'Transfer-Encoding : chunked'],
  ['Content-Length: 4', 'Transfer-Encoding:', ' chunked'],
  ['Content-Length: 4', 'X: y\nTransfer-Encoding: chunked'],
  ['Content-Length: 4', '\u0000Transfer-Encoding: chunked'],
  ['Content-Length: 4', 'Content-Length: 5'],
  ...['4, 4', '+4', '4 5', '0x4', '-1', '99999999999999999999', '4\u0000', '', ' ', '4.0', '1e1'].map(
    length => [`Content-Length: ${length}`],
  ),
]

const SIZES = [
  ...[
    'ffffffffffffffff',
    'fffffffffffffffff',
    '-1',
    '+2',
    '0x2',
    ' 2',
    '2 ',
    '2;a',
    '2;a="b"',
    '00000002',
    '2\u0000',
  ],
  ...[
    'g',
    '',
    '2;\n',
    `2;${'x'.repeat(20_000)}`,
    '7fffffffffffffff',
    '2\t',
    '2\r',
    `2;a="${'\\"'.repeat(50)}"`,
    '02',
    'A',
  ],
]
const ENDS = [
  '0\r\n\r\n',
  '0\r\nX: y\r\n\r\n',
  '0\r\nContent-Length: 9\r\n\r\n',
  '0\n\n',
  '',
  '0\r\n',
  '00\r\n\r\n',
  `0\r\n${'T: x\r\n'.repeat(4000)}\r\n`,
]

const TARGETS = [
  ...[
    '*',
    '/',
    '//',
    '///x',
    '?',
    '/?',
    '#',
    'http://evil.example/',
    'http://',
    'https://a:b@c/',
    '://',
    'x',
    '/\u0000',
    '/\u00ff',
  ],
  ...[
    '/%',
    '/\\..\\',
    '/a b',
    '127.0.0.1:80',
    '/v1/../../etc/passwd',
    '/docs/../package.json',
    '/docs/%2e%2e/%2e%2e/package.json',
  ],
  ...[
    '/docs/..%2f..%2fpackage.json',
    '/docs%5c..',
    '/_tenants/a/x',
    '/_tenants/__proto__/v1/x',
    '/_receivers/__proto__',
    '/inbox/..%2f',
  ],
  ...[
    '/metrics',
    '/healthz?a=%',
    '/inbox/assets/%00',
    `/${'x'.repeat(20_000)}`,
    '/;/',
    '/.',
    '/..',
    '/%2e%2e/',
    '/docs/%ff',
  ],
]
const METHODS = [
  'GET',
  'CONNECT',
  'OPTIONS',
  'TRACE',
  'PRI',
  'get',
  'G\u0000T',
  'POST',
  'HEAD',
  'X'.repeat(300),
  '',
  'PURGE',
]
const VERSIONS = [
  'HTTP/1.1',
  'HTTP/1.0',
  'HTTP/0.9',
  'HTTP/2.0',
  'HTTP/1.2',
  'http/1.1',
  'HTTP/1.1 ',
  '',
  'HTTP/11.1',
  'XTTP/1.1',
]

const OTHERS = [
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000\u0000\u0004\u0000\u0000\u0000\u0000\u0000',
  '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
  '\u0005\u0001\u0000',
  'EHLO a\r\nMAIL FROM:<a@b.example>\r\n',
  '\r\n\r\n\r\n',
  '\u0000'.repeat(3000),
  'GET /\r\n\r\n',
  `GET / HTTP/1.1\r\n\r\n`,
  'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: a\r\n Host: b\r\n\r\n',
]

const UPGRADES = ['websocket', 'h2c', 'TLS/1.0', 'HTTP/2.0', '', 'a, b', 'x'.repeat(9000)]

/** Bytes for the operations of a face, of every sort. */
export function bytesFor(face: Face): fc.Arbitrary<Bytes> {
  const operation = fc.constantFrom(...face.operations)
  const head = operation.map(headOf)
  const withBody = fc.constantFrom(...face.operations.filter(one => one.maxBodyBytes !== null))
  const small = (what: string, pieces: string[], most = 1, pause = 0): Bytes => ({
    ...{ what, most, pause },
    pieces: pieces.map(latin),
  })

  const flood = fc
    .tuple(head, fc.constantFrom(10, 300, 1990, 2100, 9000), fc.constantFrom(0, 5, 60))
    .map(([begin, count, length]) =>
      small('header flood', [begin, `X: ${'y'.repeat(length)}${CRLF}`.repeat(count), CRLF]),
    )
  const long = fc
    .tuple(
      head,
      fc.constantFrom('a', ':', ' ', '\t', '\u00ff', '"'),
      fc.constantFrom(100, 8000, 17_000, 300_000),
    )
    .map(([begin, sign, length]) => small('long header', [`${begin}X: ${sign.repeat(length)}${CRLF}${CRLF}`]))
  const chunks = fc
    .tuple(
      head,
      fc.array(fc.constantFrom(...SIZES, '2'), { minLength: 1, maxLength: 4 }),
      fc.constantFrom(...ENDS),
    )
    .map(([begin, sizes, end]) =>
      small('chunks', [
        `${begin}Transfer-Encoding: chunked${CRLF}${CRLF}`,
        ...sizes.map(size => `${size}${CRLF}{}${CRLF}`),
        end,
      ]),
    )
  const pair = fc
    .tuple(withBody.map(headOf), fc.constantFrom(...DOUBTFUL))
    .map(([begin, lines]) =>
      small('smuggling', [`${begin}${lines.join(CRLF)}${CRLF}${CRLF}0${CRLF}${CRLF}${SMUGGLED}`]),
    )
  const slow = fc
    .tuple(withBody, fc.integer({ min: 2, max: 12 }), fc.constantFrom(0, 1, 10), fc.boolean())
    .map(([one, count, pause, isWhole]) => {
      const body = JSON.stringify(bodyOf(one)?.examples[0] ?? {})
      const length = Buffer.byteLength(body) + (isWhole ? 0 : 10)
      const all = Buffer.from(`${headOf(one)}Content-Length: ${length}${CRLF}${CRLF}${body}`)
      const size = Math.ceil(all.length / count)
      const pieces = Array.from({ length: count }, (_, i) => all.subarray(i * size, (i + 1) * size))
      return { what: 'slow', pieces: pieces.filter(piece => piece.length > 0), pause, most: 1 }
    })
  const pipeline = fc
    .tuple(
      fc.constantFrom(...face.operations.filter(one => one.method === 'get' && !isStream(one))),
      fc.integer({ min: 2, max: 40 }),
    )
    .map(([one, count]) => small('pipelining', [`${headOf(one)}${CRLF}`.repeat(count)], count))
  const upgrade = fc
    .tuple(head, fc.constantFrom(...UPGRADES), fc.boolean())
    .map(([begin, to, isLonely]) =>
      small('upgrade', [
        `${begin}Upgrade: ${to}${CRLF}${isLonely ? '' : `Connection: Upgrade, HTTP2-Settings${CRLF}`}HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA${CRLF}${CRLF}`,
      ]),
    )
  const line = fc
    .tuple(
      fc.constantFrom(...METHODS),
      fc.constantFrom(...TARGETS),
      fc.constantFrom(...VERSIONS),
      fc.boolean(),
    )
    .map(([method, target, version, isPlain]) =>
      small('request line', [
        `${method} ${target} ${version}${CRLF}${isPlain ? `Host: 127.0.0.1${CRLF}` : ''}${CRLF}`,
      ]),
    )
  const other = fc.constantFrom(...OTHERS).map(text => small('other protocols', [text], 2))
  const any = fc
    .uint8Array({ maxLength: 300, size: 'max' })
    .map(bytes => ({ what: 'noise', pieces: [Buffer.from(bytes)], pause: 0, most: 9 }))
  const bent = fc
    .tuple(
      fc.oneof(chunks, pair, upgrade, line),
      fc.array(fc.tuple(fc.nat(3000), fc.nat(255)), { minLength: 1, maxLength: 3 }),
    )
    .map(([{ pieces }, changes]) => {
      const bytes = Buffer.concat(pieces)
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte
      return { what: 'bent', pieces: [bytes], pause: 0, most: 9 }
    })
  return fc.oneof(flood, long, chunks, pair, slow, pipeline, upgrade, line, other, any, bent)
}

/** Whose answer goes on and on. */
const isStream = ({ files, path }: Operation): boolean =>
  files.includes('text/event-stream') || path.endsWith('/changes')
