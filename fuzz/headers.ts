/** Headers that nobody should send, and methods that nobody has. */
import fc from 'fast-check'

const HEADERS: [string, string[]][] = [
  [
    'Content-Type',
    [
      '',
      'text/plain',
      'application/json; charset=utf-16',
      'application/json; charset=',
      'application/json;;;',
    ],
  ],
  [
    'Content-Type',
    ['multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'APPLICATION/JSON ; a=b', '*/*'],
  ],
  ['Content-Encoding', ['gzip', 'br', 'deflate', 'zstd', 'identity', 'gzip, gzip', 'nonsense', '']],
  [
    'Authorization',
    ['', 'Bearer', 'Bearer  ', 'Basic YTpi', 'Bearer sa_test_demo_full\t', 'Bearer __proto__', 'bearer a b'],
  ],
  ['X-API-Key', ['', '__proto__', 'sk_demo, sk_demo', 'é', 'sk_demo.', 'x'.repeat(4000)]],
  ['Control-Tenant', ['', '__proto__', 'nobody', 'demo', 'a.b', '../demo', 'x'.repeat(64)]],
  [
    'Accept',
    ['', 'text/html', '*/*;q=0', 'application/xml', 'a'.repeat(3000), ',,,,', 'text/event-stream;q='],
  ],
  ['Expect', ['200-ok', '100-continue, x']],
  ['Range', ['bytes=0-0', 'bytes=9999999-', 'bytes=-1', 'bytes=0-0,2-3,1-1', 'lines=1-2', 'bytes=a']],
  ['If-None-Match', ['*', '"a"', 'W/"', ',']],
  ['If-Modified-Since', ['yesterday', 'Thu, 01 Jan 1970 00:00:00 GMT']],
  ['Origin', ['null', 'http://evil.example', 'http://127.0.0.1:1', '://', 'http://[::1', 'x'.repeat(2000)]],
  ['Host', ['', 'evil.example', 'a b', '[::1', '127.0.0.1:99999', '__proto__', 'x'.repeat(300)]],
  ['X-Request-Id', ['', '__proto__', 'x'.repeat(2000), 'é', '{"a":1}', '\t']],
  ['traceparent', ['00-0-0-00', `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, 'ff-', 'x'.repeat(500)]],
  ['Cookie', ['a', '__proto__=1', ';;;=', 'session=%00', 'x'.repeat(4000)]],
  ['X-HTTP-Method-Override', ['DELETE', 'TRACE']],
  ['X-Forwarded-For', ['::1', '127.0.0.1, a', '__proto__']],
  ['X-Forwarded-Host', ['evil.example', 'a, b']],
  ['X-Forwarded-Proto', ['https', 'x']],
  ['Idempotency-Key', ['', 'a', '"a"', '__proto__', 'x'.repeat(3000)]],
  ['Access-Control-Request-Method', ['PUT', 'x']],
  ['Access-Control-Request-Headers', ['*', 'x'.repeat(2000)]],
  ['Last-Event-ID', ['', '-1', '__proto__', '1e400']],
]

export const header = fc.oneof(
  ...HEADERS.map(([name, values]) =>
    fc.constantFrom(...values).map(value => [name, value] as [string, string]),
  ),
)
export const methods = [
  'HEAD',
  'OPTIONS',
  'TRACE',
  'PATCH',
  'PUT',
  'DELETE',
  'POST',
  'GET',
  'PROPFIND',
  'QUERY',
  'MKCOL',
]
