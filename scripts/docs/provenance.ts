/** Where each operation, parameter, status, header and field of a contract is known from. */
import {
  type Content,
  follow,
  type OpenApiDocument,
  operationsOf,
  type Place,
  type Provenance,
  type Schema,
} from '../openapi-document.ts'

/**
 * @returns a copy in which every operation, parameter, response, header and property has its own `x-provenance`, where the
 * contract leaves it to the nearest one above. A schema that is reached by `$ref` is read in many places, so what
 * stands above the `$ref` does not count inside it. What an operation takes and answers stands in it in
 * full, as the same response may be documented for one and assumed for another.
 * @throws Error naming what has none and nothing above it either; `npm run lint` shows where that is
 */
export const spreadProvenance = (bundle: OpenApiDocument): OpenApiDocument => {
  const document = structuredClone(bundle)
  for (const place of operationsOf(document, 'paths')) spreadOperation(document, place)
  for (const place of operationsOf(document, 'webhooks')) spreadOperation(document, place)
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    spreadSchema(document, schema, undefined, `Schema ${name}`)
  }
  return document
}

/** @throws Error naming what has no provenance of its own */
export const provenanceOf = (node: { 'x-provenance'?: Provenance }, what: string): Provenance => {
  const provenance = node['x-provenance']
  if (provenance === undefined) throw new Error(`${what} has no x-provenance, and nothing above it has one.`)
  return provenance
}

/** What a schema says of the same object, by keyword: lists of schemas, or one. */
export const COMPOSITION = ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else'] as const

/** What narrows a value down. `openapi/house-rules.js` asks of each of them where it is known from. */
export const CONSTRAINTS = [
  ...['minLength', 'maxLength', 'pattern', 'minimum', 'maximum', 'minItems', 'maxItems', 'uniqueItems'],
  ...['minProperties', 'maxProperties', 'additionalProperties', 'allOf', 'anyOf', 'if', 'dependentRequired'],
  ...['x-max-depth', 'x-max-json-bytes', 'x-max-decoded-bytes'],
]

/** The schemas that a keyword of a schema holds, without those that a `$ref` leads to. */
const inlineSchemas = (value: unknown): Schema[] =>
  [value].flat().filter(part => isObject(part) && !('$ref' in part)) as Schema[] // the bundle is linted OpenAPI

/** The same with the JSON Pointer to each, from the one to the value. */
export const inlineSchemasAt = (value: unknown, at: string): [Schema, string][] => {
  const parts: [unknown, string][] = Array.isArray(value)
    ? value.map((part, index) => [part, `${at}/${index}`])
    : [[value, at]]
  return parts.flatMap(([part, place]) =>
    inlineSchemas(part).map(schema => [schema, place] as [Schema, string]),
  )
}

/** What is nested in a schema, as far as no `$ref` leads elsewhere. */
export const nestedSchemas = (schema: Schema): Schema[] =>
  [
    ...Object.values(schema.properties ?? {}),
    ...[...COMPOSITION, 'items', 'additionalProperties'].map(keyword => schema[keyword]),
  ].flatMap(inlineSchemas)

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const spreadOperation = (document: OpenApiDocument, { at, method, pathItem, operation }: Place): void => {
  const what = `${method.toUpperCase()} ${at}`
  const above = provenanceOf({ ...pathItem, ...operation }, what)
  operation['x-provenance'] = above
  const inPlace = <Node extends { $ref?: string; 'x-provenance'?: Provenance }>(
    written: Node,
    around = above,
  ): Node => {
    const node = structuredClone(follow(document, written))
    return { ...node, 'x-provenance': node['x-provenance'] ?? around }
  }
  operation.parameters = [...(pathItem.parameters ?? []), ...(operation.parameters ?? [])].map(node =>
    inPlace(node),
  )
  if (operation.requestBody !== undefined) {
    operation.requestBody = inPlace(operation.requestBody)
    spreadContent(document, operation.requestBody.content, provenanceOf(operation.requestBody, what), what)
  }
  for (const [status, written] of Object.entries(operation.responses ?? {})) {
    const response = inPlace(written)
    const around = provenanceOf(response, what)
    operation.responses = { ...operation.responses, [status]: response }
    for (const [name, header] of Object.entries(response.headers ?? {})) {
      response.headers = { ...response.headers, [name]: inPlace(header, around) }
    }
    spreadContent(document, response.content, around, `${what} ${status}`)
  }
}

const spreadContent = (
  document: OpenApiDocument,
  content: Content | undefined,
  above: Provenance,
  what: string,
): void => {
  for (const { schema } of Object.values(content ?? {})) {
    if (schema !== undefined && schema.$ref === undefined) spreadSchema(document, schema, above, what)
  }
}

const spreadSchema = (
  document: OpenApiDocument,
  schema: Schema,
  inherited: Provenance | undefined,
  what: string,
): void => {
  const above = schema['x-provenance'] ?? inherited
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    // What stands beside a `$ref` counts first, then what the `$ref` leads to.
    const own = property['x-provenance'] ?? follow(document, property)['x-provenance'] ?? above
    property['x-provenance'] = provenanceOf(
      own === undefined ? {} : { 'x-provenance': own },
      `${what}: ${name}`,
    )
    for (const inside of inlineSchemas(property)) spreadSchema(document, inside, own, what)
  }
  for (const keyword of [...COMPOSITION, 'items', 'additionalProperties']) {
    for (const inside of inlineSchemas(schema[keyword])) spreadSchema(document, inside, above, what)
  }
}
