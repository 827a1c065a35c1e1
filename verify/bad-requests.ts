import { ABSENT, changed, Without } from './changed.ts'
import {
  type Api,
  exampleBody,
  nodeAt,
  type Operation,
  operationsOf,
  pointerOf,
  type Schema,
  schemaAt,
} from './contract.ts'
import { NO_NUMBER } from './harmless.ts'

/** A request that breaks one keyword of one schema of the contract. */
export interface BadRequest {
  /** What is wrong with it, for the name of a test. */
  name: string
  operationId: string
  method: string
  /** With its query. */
  path: string
  /** Undefined for an operation without a body. */
  body: unknown
  /** The violation that the answer must name, among others that the same value may bring. */
  expected: { in?: string; path: string; code: string }
  /** JSON Pointer into the contract: the keyword that is broken. */
  pointer: string
}

/** A value that breaks a keyword, and where it stands. */
interface Break {
  keyword: string
  /** Members and indexes from the body down to the value. */
  at: string[]
  value: unknown
  /** JSON Pointer into the contract. */
  pointer: string
}

const NUL = '\u0000'

/** Every keyword of every schema of an API's requests, broken once. */
export const badRequests = (api: Api): BadRequest[] => operationsOf(api).flatMap(ofOperation)

function ofOperation(operation: Operation): BadRequest[] {
  const { api, id: operationId, pointer: at } = operation
  const parameters = parametersOf(operation)
  const path = (values: Record<string, string> = {}) =>
    operation.path.replaceAll(/\{(\w+)\}/g, (_, name) => values[name] ?? sampleId(parameters, name))
  const example = exampleBody(operation)
  const common = { operationId, method: operation.method.toUpperCase() }

  const ofParameters = parameters.flatMap(({ name, place, schema, pointer }) =>
    textBreaks(schema).map(({ keyword, value }) => ({
      ...common,
      name: `${operationId} ${place} ${name}: ${keyword}`,
      path:
        place === 'path'
          ? path({ [name]: encodeURIComponent(value) })
          : `${path()}?${name}=${encodeURIComponent(value)}`,
      body: example,
      expected: { in: place, path: `/${name}`, code: keyword },
      pointer: `${pointer}/schema/${keyword}`,
    })),
  )
  const unknown = {
    ...common,
    name: `${operationId} query: a parameter that is not there`,
    path: `${path()}?surprise=1`,
    body: example,
    expected: { in: 'query', path: '/surprise', code: 'additionalProperties' },
    pointer: `${at}/responses/400`,
  }
  const bodyAt = `${at}${pointerOf('requestBody', 'content', 'application/json', 'schema')}`
  const hasBody = operation.maxBodyBytes !== null
  const ofBody = (hasBody ? breaksOf(api, bodyAt, []) : []).map(({ keyword, at: place, value, pointer }) => ({
    ...common,
    name: `${operationId} body${place.length > 0 ? ` ${place.join('.')}` : ''}: ${keyword} ${shown(value)}`,
    path: path(),
    body: changed(example, place, value),
    expected: { path: pointerTo(place), code: keyword },
    pointer,
  }))
  return [...ofParameters, unknown, ...ofBody]
}

interface Parameter {
  name: string
  place: string
  schema: Schema
  pointer: string
}

function parametersOf({ api, pointer }: Operation): Parameter[] {
  const list = (nodeAt(api, pointer).parameters as unknown[] | undefined) ?? []
  return list.map((_, index) => {
    const at = `${pointer}/parameters/${index}`
    const { name, in: place } = nodeAt(api, at) as { name: string; in: string }
    return { name, place, schema: schemaAt(api, `${at}/schema`), pointer: at }
  })
}

const pointerTo = (at: string[]) => at.map(name => `/${name}`).join('')
const shown = (value: unknown) => (value === ABSENT ? 'absent' : (JSON.stringify(value) ?? '').slice(0, 30))

function sampleId(parameters: Parameter[], name: string): string {
  const schema = parameters.find(one => one.name === name)?.schema
  return schema?.type === 'integer' ? String(NO_NUMBER) : 'none'
}

/** What breaks a parameter's schema, as text in a URL. */
function textBreaks(schema: Schema): { keyword: string; value: string }[] {
  const breaks: { keyword: string; value: string }[] = []
  const add = (keyword: string, value: string) => breaks.push({ keyword, value })
  if (schema.type === 'integer') {
    add('type', 'x')
    add('type', '1.5')
    if (schema.minimum !== undefined) add('minimum', String(schema.minimum - 1))
    if (schema.maximum !== undefined) add('maximum', String(schema.maximum + 1))
  }
  if (schema.maxLength !== undefined) add('maxLength', 'x'.repeat(schema.maxLength + 1))
  if (schema.enum) add('enum', 'surprise')
  if (schema.format === 'email') add('format', 'surprise')
  const odd = oddText(schema)
  if (odd !== undefined) add('pattern', odd)
  return breaks
}

function breaksOf(api: Api, pointer: string, at: string[]): Break[] {
  const schema = schemaAt(api, pointer)
  const types = schema.type === undefined ? [] : [schema.type].flat()
  const breaks: Break[] = []
  const add = (keyword: string, value: unknown) =>
    breaks.push({ keyword, at, value, pointer: `${pointer}/${keyword === 'nul' ? 'pattern' : keyword}` })

  if (types.length > 0) {
    for (const value of [true, 'x', 1.5, null, [], {}]) {
      if (!types.some(type => isOfType(value, type))) add('type', value)
    }
  }
  if (schema.enum) add('enum', 'surprise')
  if (schema.minLength) add('minLength', '')
  if (schema.maxLength !== undefined) add('maxLength', 'x'.repeat(schema.maxLength + 1))
  if (schema.format !== undefined && !['int32', 'int64'].includes(schema.format)) add('format', '\u0001 ,')
  const odd = oddText(schema)
  // A NUL has a rule of its own, which says it better.
  if (odd !== undefined) add(odd.startsWith(NUL) ? 'nul' : 'pattern', odd)
  if (schema.minimum !== undefined) add('minimum', schema.minimum - 1)
  if (schema.maximum !== undefined) add('maximum', schema.maximum + 1)
  if (schema.minItems) add('minItems', [])
  if (schema.maxItems !== undefined) add('maxItems', Array(schema.maxItems + 1).fill('x'))
  if (schema.uniqueItems) {
    const { enum: some = [], type } = schemaAt(api, `${pointer}/items`)
    const [one = type === 'integer' ? NO_NUMBER : 'x'] = some
    add('uniqueItems', [one, one])
  }
  if (schema.minProperties) add('minProperties', {})
  if (schema.maxProperties !== undefined) {
    add(
      'maxProperties',
      Object.fromEntries(Array.from({ length: schema.maxProperties + 1 }, (_, i) => [`m${i}`, 'x'])),
    )
  }
  for (const name of schema.required ?? [])
    breaks.push({ keyword: 'required', at: [...at, name], value: ABSENT, pointer: `${pointer}/required` })
  for (const { anyOf = [] } of [schema, ...(schema.allOf ?? [])]) {
    const names = anyOf.flatMap(({ required = [] }) => required)
    if (names.length > 0)
      breaks.push({ keyword: 'anyOf', at, value: new Without(names), pointer: `${pointer}/anyOf` })
  }
  if (schema.additionalProperties === false) {
    const where = `${pointer}/additionalProperties`
    breaks.push({ keyword: 'additionalProperties', at: [...at, 'surprise'], value: 1, pointer: where })
  } else if (typeof schema.additionalProperties === 'object') {
    breaks.push(...breaksOf(api, `${pointer}/additionalProperties`, [...at, 'member']))
  }
  for (const name of Object.keys(schema.properties ?? {})) {
    breaks.push(...breaksOf(api, `${pointer}${pointerOf('properties', name)}`, [...at, name]))
  }
  if (schema.items) breaks.push(...breaksOf(api, `${pointer}/items`, [...at, '0']))
  return breaks
}

/** A text that the pattern does not allow, of a length that is. */
function oddText({ pattern, minLength = 1 }: Schema): string | undefined {
  if (pattern === undefined) return undefined
  const expression = new RegExp(pattern, 'u')
  return ['\n', '/', '?', ' ', NUL]
    .map(odd => odd.padEnd(minLength, 'x'))
    .find(text => !expression.test(text))
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null
    case 'array':
      return Array.isArray(value)
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    case 'integer':
      return Number.isInteger(value)
    default:
      // The other types of JSON Schema are JavaScript's.
      return typeof value === type
  }
}
