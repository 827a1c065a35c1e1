/** What Redoc is given: the contract, said so that its pages show all that it says. */
import {
  follow,
  type OpenApiDocument,
  operationsOf,
  type Provenance,
  type RequestBody,
  type Response,
  type Schema,
} from '../openapi-document.ts'
import { nestedSchemas } from './provenance.ts'

/** @param bundle with provenance spread over it */
export const forReading = (name: string, bundle: OpenApiDocument): OpenApiDocument => {
  const document = structuredClone(bundle)
  const links = `[All documentation](./index.html) · [How much of this is known](./fidelity.html#${name})`
  document.info.description = [document.info.description ?? '', links].join('\n\n')
  for (const { operation } of [...operationsOf(document, 'paths'), ...operationsOf(document, 'webhooks')]) {
    if (operation.requestBody) tellOfSchema(document, operation.requestBody)
    for (const response of Object.values(operation.responses ?? {})) {
      // Redoc marks operations, parameters and fields, not responses.
      response.description = `${response.description ?? ''} \`${response['x-provenance']}\``
      tellOfSchema(document, response)
    }
    for (const place of [operation.parameters, operation.requestBody, operation.responses]) mark(place)
  }
  for (const schema of Object.values(document.components?.schemas ?? {})) {
    dropConditions(schema)
    tellOfFields(document, schema)
    mark(schema)
  }
  return document
}

/** Redoc does not show what the schema of a whole body says of itself. */
const tellOfSchema = (document: OpenApiDocument, node: RequestBody | Response): void => {
  const [{ schema } = {}] = Object.values(node.content ?? {})
  if (schema) tell(node, [aboutOf(document, schema), ofItems(document, schema)])
}

const tell = (node: { description?: string }, texts: (string | undefined)[]): void => {
  const all = [node.description, ...texts].filter(text => text)
  if (all.length > 0) node.description = all.join('\n\n')
}

/** What the entries of a list are, where they have a schema of their own. */
const ofItems = (document: OpenApiDocument, schema: Schema): string | undefined => {
  const { items } = follow(document, schema) as { items?: Schema }
  return items && aboutOf(document, items)
}

/** What a schema says of itself, and of each kind where it is one of several. */
const aboutOf = (document: OpenApiDocument, written: Schema): string => {
  const { description = '', oneOf = [] } = follow(document, written)
  const kinds = (oneOf as Schema[]).flatMap(({ $ref: ref = '' }) => {
    const own = ref && follow(document, { $ref: ref } as Schema).description
    return own ? [`- \`${ref.split('/').at(-1)}\`: ${own.trim()}`] : []
  })
  return [description, kinds.join('\n')].filter(text => text !== '').join('\n\n')
}

/**
 * Redoc shows neither what is said of the entries of a list nor of a choice between something and null (one type that
 * may be null says the same), and of a field that stands twice what was said first.
 */
const tellOfFields = (document: OpenApiDocument, schema: Schema): void => {
  const { allOf, ...own } = schema
  const parts = ((allOf ?? []) as Schema[]).map(part => follow(document, part))
  if (own.properties && parts.length > 0 && parts.every(({ properties }) => properties)) {
    delete schema.allOf
    schema.properties = Object.assign({}, ...[...parts, own].map(({ properties }) => properties))
    schema.required = [...new Set([...parts, own].flatMap(({ required }) => (required ?? []) as string[]))]
  }
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const { oneOf, ...rest } = property
    const [given, none] = (oneOf ?? []) as Schema[]
    if (given && none?.type === 'null') {
      const { type, description, ...shown } = follow(document, given)
      tell(rest, [description])
      schema.properties = { ...schema.properties, [name]: { ...shown, type: [type, 'null'].flat(), ...rest } }
    }
    if (property.$ref === undefined) tell(property, [ofItems(document, property)])
  }
  for (const nested of nestedSchemas(schema)) tellOfFields(document, nested)
}

const COLOURS: Record<Provenance, string> = {
  documented: 'green',
  described: 'blue',
  assumed: 'orange',
  ours: 'grey',
}

/** Shows provenance as a mark beside the name (`x-badges`), not as a line below it; what is ours alone needs none. */
const mark = (node: unknown): void => {
  if (typeof node !== 'object' || node === null) return
  const marked = node as { 'x-provenance'?: Provenance; 'x-badges'?: object[] }
  const provenance = marked['x-provenance']
  if (provenance !== undefined) {
    delete marked['x-provenance']
    if (provenance !== 'ours') marked['x-badges'] = [{ name: provenance, color: COLOURS[provenance] }]
  }
  for (const [key, value] of Object.entries(node)) if (!/^(x-|examples?$)/.test(key)) mark(value)
}

/**
 * Redoc 3 renders a condition as alternatives, in each of which something is required that is not. A description
 * tells conditions to a reader better; machines read them in the contract.
 */
const dropConditions = (schema: Schema): void => {
  for (const keyword of CONDITIONS) delete schema[keyword]
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    const parts = schema[keyword]
    if (!Array.isArray(parts)) continue
    const rest = parts.filter(part =>
      Object.keys(part).some(key => ![...CONDITIONS, 'required'].includes(key)),
    )
    if (rest.length === 0) delete schema[keyword]
    else schema[keyword] = rest
  }
  for (const nested of nestedSchemas(schema)) dropConditions(nested)
}

const CONDITIONS = ['if', 'then', 'else', 'not']
