/** JSON that nobody should send: what a schema allows, changed here and there. */
import fc from 'fast-check'
import { type Face, type Node, resolved } from './faces.ts'

/** Stands in a value for text that `JSON.stringify` cannot write. */
const RAW = '\u0001raw:'
const raw = (text: string) => `${RAW}${text}`

const deep = (levels: number, open: string, close: string) =>
  raw(`${open.repeat(levels)}1${close.repeat(levels)}`)

const NASTY: unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -0,
    -1,
    1.5,
    2 ** 31,
    2 ** 53 + 2,
    -(2 ** 63),
    1e308,
    '',
    ' ',
    [],
    {},
    [[]],
    [null],
  ],
  ...['1e400', '-1e400', '-0', '1E-400', '9007199254740993', '1'.repeat(400), '0.1e1'].map(raw),
  ...[
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\udc00x',
    '\uffff',
    '\u202e',
    '\u{1f600}',
    'e\u0301'.repeat(20),
    '\r\nX: y',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    '{{7*7}}',
    "' OR 1=1 --",
    '<script>',
    '../../etc/passwd',
    '%00',
    '%s',
  ],
  ...['x'.repeat(256)],
  ...['9999-12-31T23:59:59Z', '0000-01-01T00:00:00Z', '2026-02-30T00:00:00Z', '275760-09-13T00:00:00Z'],
  ...[
    'a@b',
    'a@b.example',
    '"a b"@c.example',
    'a@[127.0.0.1]',
    `${'a'.repeat(64)}@${'b.'.repeat(120)}example`,
  ],
  ...[
    'http://127.0.0.1:9/',
    'http://[::1]:9/',
    'https://hooks.example/\u0000',
    'javascript:1',
    'file:///etc/hosts',
  ],
  ...[deep(50, '[', ']'), deep(500, '{"a":', '}'), { __proto__: null, toJSON: 1 }],
  ...['{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":{"polluted":1}}}', '{"a":1,"a":2}'].map(
    raw,
  ),
  ...['{"length":1e9}', '{"type":"Buffer","data":[1]}', '{"$ref":"#"}'].map(raw),
]

/** What takes long to look at, where somebody looks carelessly. */
const LARGE: unknown[] = [
  ...['x'.repeat(70_000), '<'.repeat(20_000), 'é'.repeat(5000), 'a@'.repeat(3000), '('.repeat(3000)],
  ...[deep(4000, '[', ']'), deep(4000, '{"a":', '}')],
  ...[
    'a, '.repeat(5000),
    '<a@b.example>,'.repeat(500),
    '\n'.repeat(9000),
    '&#x'.repeat(9000),
    ' '.repeat(30_000),
  ],
  Array(2000).fill(0),
  Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, i])),
]

const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '',
  ' ',
  'a/b',
  'a~b',
  '\u0000',
]

export const nasty: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 1, arbitrary: fc.constantFrom(...LARGE) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 2, arbitrary: fc.double().map(number => (Number.isFinite(number) ? number : raw('1e999'))) },
)

/** As JSON, with the marked texts as they are. */
export const textOf = (value: unknown): string =>
  JSON.stringify(value)?.replaceAll(/"\\u0001raw:((?:[^"\\]|\\.)*)"/g, (_, text) =>
    JSON.parse(`"${text}"`),
  ) ?? ''

const FORMATS: Record<string, string[]> = {
  email: ['erlich@aviato.example', 'a+b@c.example', 'ü@exämple.example'],
  'address-list': ['a@b.example', 'A <a@b.example>, "B, C" <c@d.example>'],
  'date-time': ['2026-05-11T09:00:00Z', '2030-01-01T00:00:00.123456789+14:00', '1970-01-01T00:00:00Z'],
  'webhook-url': ['http://127.0.0.1:9/hook', 'http://localhost:9/'],
  uri: ['http://127.0.0.1:9/'],
  byte: ['', 'YQ==', 'YWJj'],
  'snooze-time': ['5m', '+30', 'tomorrow', 'one week', '2030-01-01T00:00:00Z'],
  uuid: ['3c90c3cc-0d44-4b50-8888-8dd25736052a'],
}

/** Values that a schema allows, nearly all of them. */
export function valid(
  face: Face,
  node: unknown,
  known: readonly unknown[],
  depth = 0,
): fc.Arbitrary<unknown> {
  const schema = resolved(face, node)
  const within = (one: unknown) => valid(face, one, known, depth + 1)
  if ('const' in schema) return fc.constant(schema.const)
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum)
  const choices = (schema.oneOf ?? (schema.properties ? undefined : schema.anyOf)) as unknown[] | undefined
  if (choices) return fc.oneof(...choices.map(within))
  if (Array.isArray(schema.allOf) && !schema.properties) return within(merged(face, schema.allOf))
  if (Array.isArray(schema.type)) {
    return fc.oneof(...schema.type.map(type => within({ ...schema, type })))
  }
  switch (schema.type) {
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'integer':
    case 'number':
      return numbers(schema, known)
    case 'string':
      return strings(schema, known)
    case 'array': {
      const { minItems = 0, maxItems = 3 } = schema as { minItems?: number; maxItems?: number }
      const maxLength = Math.max(minItems, Math.min(maxItems, 3))
      return depth > 6 ? fc.constant([]) : fc.array(within(schema.items), { minLength: minItems, maxLength })
    }
    case 'object':
      return depth > 6 ? fc.constant({}) : objects(schema, within)
    default:
      return fc.jsonValue({ maxDepth: 1 })
  }
}

/** All of them at once. */
function merged(face: Face, parts: unknown[]): Node {
  const all = parts.map(part => resolved(face, part))
  const required = all.flatMap(part => (part.required as string[] | undefined) ?? [])
  const properties = Object.assign({}, ...all.map(part => part.properties ?? {}))
  return { ...Object.assign({}, ...all), required, properties }
}

function objects(schema: Node, within: (node: unknown) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema.properties as object | undefined) ?? {})
  if (properties.length === 0) {
    const { additionalProperties } = schema
    const member = typeof additionalProperties === 'object' ? within(additionalProperties) : fc.jsonValue()
    return fc.dictionary(fc.constantFrom('order_id', 'gift', 'member', 'a'), member, { maxKeys: 3 })
  }
  const members = Object.fromEntries(properties.map(([name, node]) => [name, within(node)]))
  const required = (schema.required as string[] | undefined) ?? []
  return fc.record(members, { requiredKeys: required.filter(name => name in members) })
}

function numbers(schema: Node, known: readonly unknown[]): fc.Arbitrary<unknown> {
  const { minimum: min = -(2 ** 40), maximum: max = 2 ** 40 } = schema as {
    minimum?: number
    maximum?: number
  }
  const ours = known.filter(one => typeof one === 'number' && one >= min && one <= max)
  const edges = fc.constantFrom(min, max, min - 1, max + 1, ...ours)
  return fc.oneof(
    edges,
    fc.maxSafeInteger().map(any => Math.min(max, Math.max(min, any))),
    fc.constant(min),
  )
}

function strings(schema: Node, known: readonly unknown[]): fc.Arbitrary<unknown> {
  const {
    minLength = 0,
    maxLength = 60,
    format,
    pattern,
  } = schema as {
    minLength?: number
    maxLength?: number
    format?: string
    pattern?: string
  }
  const named = FORMATS[format ?? '']
  if (named) return fc.constantFrom(...named)
  const ours = known.filter(one => typeof one === 'string')
  const lengths = [minLength, maxLength, maxLength + 1].filter(length => length <= 70_000)
  const edges = fc.constantFrom(...lengths.map(length => 'a'.repeat(length)), ...ours)
  const free = fc.string({
    unit: 'grapheme',
    minLength,
    maxLength: Math.max(minLength, Math.min(maxLength, 40)),
  })
  if (pattern === undefined) return fc.oneof(edges, free)
  return fc.oneof(edges, free, fc.stringMatching(new RegExp(pattern, 'u'), { size: 'small' }))
}

/** One change: what is done, and to which of all the places of a value. */
const change = fc.record({
  place: fc.nat(200),
  what: fc.oneof(
    { weight: 4, arbitrary: nasty.map(value => ({ do: 'replace' as const, value, name: '' })) },
    { weight: 1, arbitrary: fc.constant({ do: 'remove' as const, value: null, name: '' }) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 5 })), nasty)
        .map(([name, value]) => ({ do: 'add' as const, value, name })),
    },
  ),
})

/** A value, changed at up to three places. */
export const changed = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(value, fc.array(change, { maxLength: 3 })).map(([base, changes]) =>
    changes.reduce<unknown>((current, { place, what }) => {
      const whole: Holder = { body: structuredClone(current) }
      const places = placesOf(whole)
      const [parent, key] = places[place % places.length] ?? [whole, 'body']
      if (what.do === 'remove') delete parent[key]
      else if (what.do === 'replace') define(parent, key, what.value)
      else {
        const target = parent[key]
        if (Array.isArray(target)) target.push(what.value)
        else if (typeof target === 'object' && target !== null) define(target, what.name, what.value)
      }
      return whole.body
    }, base),
  )

type Holder = Record<string, unknown>

/** An own member, whatever its name. */
const define = (on: object, name: string, value: unknown) =>
  Object.defineProperty(on, name, { value, enumerable: true, configurable: true, writable: true })

function placesOf(holder: object): [Holder, string][] {
  return Object.entries(holder).flatMap(([key, value]): [Holder, string][] => [
    [holder as Holder, key],
    ...(typeof value === 'object' && value !== null ? placesOf(value) : []),
  ])
}
