import { type Api, pointerOf, type Schema, schemaAt } from './contract.ts'

/** A value that a keyword just allows. */
export interface Edge {
  /** `body contact.name: maxLength`. */
  name: string
  /** Members from the body down to the value. */
  at: string[]
  value: unknown
  /** JSON Pointer into the contract: the keyword. */
  pointer: string
}

/** Longer texts are tried by nobody: they would be most of what is sent. */
const MOST = 20_000

/**
 * Every bound, value of an enum and null that a body may have, one at a time.
 *
 * @param pointer to the schema of the body
 */
export function edgesOf(api: Api, pointer: string, at: string[] = []): Edge[] {
  const schema = schemaAt(api, pointer)
  const edges: Edge[] = []
  const add = (keyword: string, value: unknown, what = keyword) =>
    edges.push({ name: `body ${at.join('.')}: ${what}`, at, value, pointer: `${pointer}/${keyword}` })
  if (at.length > 0) {
    for (const value of schema.enum ?? []) add('enum', value, `enum ${JSON.stringify(value)}`)
    if ([schema.type].flat().includes('null')) add('type', null, 'null')
    for (const keyword of ['minLength', 'maxLength'] as const) {
      const length = schema[keyword]
      if (length && length <= MOST && isPlainText(schema)) add(keyword, 'x'.repeat(length))
    }
    for (const keyword of ['minimum', 'maximum'] as const) {
      if (schema[keyword] !== undefined) add(keyword, schema[keyword])
    }
  }
  for (const name of Object.keys(schema.properties ?? {}))
    edges.push(...edgesOf(api, `${pointer}${pointerOf('properties', name)}`, [...at, name]))
  if (schema.items) edges.push(...edgesOf(api, `${pointer}/items`, [...at, '0']))
  return edges
}

/** Whether any text of the right length will do. */
const isPlainText = ({ format, pattern, enum: some }: Schema): boolean =>
  format === undefined &&
  some === undefined &&
  (pattern === undefined || new RegExp(pattern, 'u').test('xxx'))
