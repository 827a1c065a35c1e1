/** Requests that are HTTP, whatever else they are: made from what the contract says of an operation. */
import fc from 'fast-check'
import { bodyOf, type Operation, parametersOf } from './faces.ts'
import { header, methods } from './headers.ts'
import { type Known, sortOf } from './known.ts'
import { changed, nasty, textOf, valid } from './values.ts'

export interface Request {
  method: string
  target: string
  headers: [name: string, value: string][]
  body: Buffer | undefined
}

export const kinds = ['body', 'parameters', 'headers', 'text'] as const
export type Kind = (typeof kinds)[number]

/** How often each kind is asked, of a hundred. */
export const shares: Record<Kind, number> = { body: 45, parameters: 30, headers: 12, text: 8 }

/** These wait for something to happen, so that the contract allows them long. */
const WAITS = 'wait'

const SEGMENTS = [
  ...[
    '%00',
    '%2F',
    '..%2f..%2fetc',
    '%2e%2e',
    '%ED%A0%80',
    '%',
    '%zz',
    '%C0%AF',
    '%F0%9F%98%80',
    '.',
    '..',
    '%20',
  ],
  ...[
    '__proto__',
    'constructor',
    'compose',
    '-0',
    '0',
    '1e400',
    '9007199254740993',
    '0x10',
    '01',
    '+1',
    "'--",
    '*',
  ],
  ...[
    'x'.repeat(65),
    'x'.repeat(5000),
    '1'.repeat(400),
    '%25'.repeat(300),
    ';a=b',
    '(.*)',
    '%0d%0aX:%20y',
    'undefined',
  ],
]
const NAMES = [
  '__proto__',
  'constructor',
  'constructor[prototype][x]',
  '__proto__[x]',
  '',
  'a',
  'limit[]',
  'limit[gt]',
  '%00',
]

const encoded = (value: unknown) => {
  const text = textOf(value)
  const isText = typeof value === 'string' && text.startsWith('"')
  return encodeURIComponent((isText ? value : text).toWellFormed())
}

const headersOf = (operation: Operation, hasBody: boolean): [string, string][] => [
  ...Object.entries(operation.face.keys),
  ...(hasBody ? ([['Content-Type', 'application/json']] as [string, string][]) : []),
]

/** Values for a path: of the schema, of what is there, and of nobody's. */
function pathOf(operation: Operation, known: readonly unknown[], isOdd: boolean): fc.Arbitrary<string> {
  const parameters = parametersOf(operation).filter(one => one.in === 'path')
  const values = parameters.map(({ name, schema }) => {
    const right = known.length > 0 ? fc.constantFrom(...known).map(encoded) : fc.constant('1')
    const likely = fc.oneof(
      { weight: 4, arbitrary: right },
      { weight: 1, arbitrary: valid(operation.face, schema, known).map(encoded) },
    )
    const odd = fc.oneof(
      fc.constantFrom(...SEGMENTS),
      nasty.map(encoded).map(text => text.slice(0, 9000)),
    )
    return (isOdd ? fc.oneof(likely, odd) : likely).map(value => [`{${name}}`, value] as const)
  })
  return fc
    .tuple(...values)
    .map(pairs => pairs.reduce((path, [name, value]) => path.replace(name, () => value), operation.path))
}

function queryOf(operation: Operation, known: readonly unknown[], isOdd: boolean): fc.Arbitrary<string> {
  const parameters = parametersOf(operation).filter(one => one.in === 'query' && one.name !== WAITS)
  if (!isOdd && parameters.length === 0) return fc.constant('')
  const right = parameters.map(({ name, schema }) =>
    valid(operation.face, schema, known).map(value => `${name}=${encoded(value)}`),
  )
  const name = fc.constantFrom(...parameters.map(one => one.name), ...NAMES)
  const odd = fc
    .tuple(name, fc.oneof(nasty.map(encoded), fc.constantFrom(...SEGMENTS)))
    .map(([one, value]) => `${one}=${value.slice(0, 3000)}`)
  const pair = isOdd ? fc.oneof(odd, ...right) : fc.oneof(...right)
  return fc
    .array(pair, { maxLength: isOdd ? 5 : 2, size: 'max' })
    .map(pairs => (pairs.length === 0 ? '' : `?${pairs.join('&')}`))
}

const exampleOf = (operation: Operation): fc.Arbitrary<unknown> => {
  const examples = bodyOf(operation)?.examples ?? []
  return examples.length > 0 ? fc.constantFrom(...examples) : fc.constant({})
}

const hasBody = (operation: Operation) => operation.maxBodyBytes !== null

/** The body that an operation takes, on the way to becoming another. */
function bodies(operation: Operation, known: readonly unknown[]): fc.Arbitrary<Buffer | undefined> {
  const body = bodyOf(operation)
  if (!body)
    return fc.option(
      nasty.map(value => Buffer.from(textOf(value))),
      { nil: undefined, freq: 2 },
    )
  const value = fc.oneof(exampleOf(operation), valid(operation.face, body.schema, known))
  return fc.oneof(changed(value), value, nasty).map(one => Buffer.from(textOf(one)))
}

const TEXTS = [
  ...[
    '',
    ' ',
    '{',
    '}',
    '[',
    '"',
    '{"a"',
    '{"a":',
    '{"a":1',
    '{"a":1,}',
    '[1,]',
    '{a:1}',
    "{'a':1}",
    'nul',
    'NaN',
  ],
  ...[
    '{"a":1}{"b":2}',
    '\ufeff{}',
    '// x',
    '{"a":01}',
    '{"a":+1}',
    '{"a":.5}',
    '"\\u12"',
    '"\\x"',
    '"\n"',
    '-',
    '1e',
    '\0',
  ],
  ...[
    'Infinity',
    'undefined',
    '<a/>',
    'a=b&c=d',
    '{"__proto__":1,"__proto__":{}}',
    '1e999999999',
    '-1e999999999',
  ],
].map(text => Buffer.from(text))

const LONG = [
  '[',
  '{"a":',
  '[{"a":',
  '"',
  '[[],',
  '\\',
  '0',
  ' ',
  '[1,',
  '{"__proto__":',
  '\u0001',
  '"\\u0000"',
  '-',
]

/** Bodies that are no JSON, or hardly. */
const texts = (operation: Operation): fc.Arbitrary<Buffer> =>
  fc.oneof(
    fc.constantFrom(...TEXTS),
    fc.uint8Array({ maxLength: 64 }).map(bytes => Buffer.from(bytes)),
    fc
      .tuple(
        fc.constantFrom(...LONG),
        fc.oneof({ weight: 8, arbitrary: fc.nat(3000) }, fc.nat(50_000), fc.constantFrom(100_000, 1_000_000)),
      )
      .map(([text, bytes]) => Buffer.from(text.repeat(Math.ceil(bytes / text.length)).slice(0, bytes))),
    // The example, with a few bytes of it replaced.
    fc
      .tuple(
        exampleOf(operation),
        fc.array(fc.tuple(fc.nat(5000), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      )
      .map(([value, changes]) => {
        const bytes = Buffer.from(JSON.stringify(value))
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte
        return bytes
      }),
    fc.tuple(exampleOf(operation), fc.nat(5000)).map(([value, at]) => {
      const bytes = Buffer.from(JSON.stringify(value))
      return bytes.subarray(0, at % bytes.length)
    }),
    // Each member twice.
    exampleOf(operation).map(value => {
      const text = JSON.stringify(value)
      return Buffer.from(
        text.startsWith('{') && text !== '{}' ? `${text.slice(0, -1)},${text.slice(1)}` : text,
      )
    }),
  )

/** What an operation is asked, of one kind. */
export function requests(operation: Operation, kind: Kind, things: Known): fc.Arbitrary<Request> {
  const right = operation.method.toUpperCase()
  const known = [...(things.get(sortOf(operation)) ?? [])]
  const isOdd = kind === 'parameters'
  const target = fc
    .tuple(pathOf(operation, known, isOdd), queryOf(operation, known, isOdd))
    .map(([path, query]) => path + query)
  const example = hasBody(operation)
    ? exampleOf(operation).map(value => Buffer.from(JSON.stringify(value)) as Buffer | undefined)
    : fc.constant(undefined)
  const body = kind === 'body' ? bodies(operation, known) : kind === 'text' ? texts(operation) : example
  const more = fc
    .array(header, kind === 'headers' ? { minLength: 1, maxLength: 3 } : { maxLength: 0 })
    // Two hosts are refused before it is known whose path it is.
    .map(some =>
      some.filter(([name], at) => name !== 'Host' || some.findIndex(([one]) => one === name) === at),
    )
  const method =
    kind === 'headers'
      ? fc.oneof({ weight: 5, arbitrary: fc.constant(right) }, fc.constantFrom(...methods))
      : fc.constant(right)
  return fc.record({ method, target, body, more }).map(({ more, ...request }) => {
    const replaced = new Set(more.map(([name]) => name.toLowerCase()))
    const own = headersOf(operation, request.body !== undefined)
    return { ...request, headers: [...own.filter(([name]) => !replaced.has(name.toLowerCase())), ...more] }
  })
}
