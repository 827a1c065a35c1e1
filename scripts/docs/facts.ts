/** What a contract states, as rows: one for each operation, parameter, status, header and field. */
import {
  follow,
  type OpenApiDocument,
  operationsOf,
  type Provenance,
  type Schema,
} from '../openapi-document.ts'
import { COMPOSITION, inlineSchemas, provenanceOf } from './provenance.ts'

export type Fact = {
  readonly kind: 'operation' | 'parameter' | 'status' | 'header' | 'field'
  readonly name: string
  readonly description: string
  readonly provenance: Provenance
}

/** An operation with what it takes and answers, or a schema with its fields. */
export type Group = { readonly title: string; readonly about: string; readonly facts: readonly Fact[] }

/** @param document with provenance spread over it; a schema that is reached by `$ref` is a group of its own */
export const groupsOf = (document: OpenApiDocument): Group[] => [
  ...operationGroups(document, 'paths'),
  ...operationGroups(document, 'webhooks'),
  ...Object.entries(document.components?.schemas ?? {})
    .map(([title, schema]) => ({
      title,
      about: schema.description ?? '',
      facts: fields(document, schema, ''),
    }))
    .filter(group => group.facts.length > 0),
]

const operationGroups = (document: OpenApiDocument, section: 'paths' | 'webhooks'): Group[] =>
  operationsOf(document, section).map(({ at, method, operation }) => {
    const title = section === 'paths' ? `${method.toUpperCase()} ${at}` : `webhook ${at}`
    const inside = (content: object | undefined, prefix: string): Fact[] =>
      inlineSchemas(Object.values(content ?? {}).map(({ schema }) => schema)).flatMap(schema =>
        fields(document, schema, prefix),
      )
    return {
      title,
      about: '',
      facts: [
        fact('operation', operation.operationId ?? title, operation.summary, operation),
        ...(operation.parameters ?? []).map(parameter =>
          fact('parameter', `${parameter.name} (${parameter.in})`, parameter.description, parameter),
        ),
        ...inside(operation.requestBody?.content, 'body '),
        ...Object.entries(operation.responses ?? {}).flatMap(([status, response]) => [
          fact('status', status, response.description, response),
          ...Object.entries(response.headers ?? {}).map(([name, header]) =>
            fact('header', `${status} ${name}`, header.description, header),
          ),
          ...inside(response.content, `${status} `),
        ]),
      ],
    }
  })

/** The fields of a schema and of what is nested in it, as far as no `$ref` leads elsewhere. */
const fields = (document: OpenApiDocument, schema: Schema, prefix: string): Fact[] => [
  ...Object.entries(schema.properties ?? {}).flatMap(([key, property]) => [
    fact('field', prefix + key, property.description ?? follow(document, property).description, property),
    ...inlineSchemas(property).flatMap(nested => fields(document, nested, `${prefix}${key}.`)),
  ]),
  ...COMPOSITION.flatMap(keyword => inlineSchemas(schema[keyword])).flatMap(part =>
    fields(document, part, prefix),
  ),
  ...inlineSchemas(schema.items).flatMap(item => fields(document, item, `${prefix.replace(/\.$/, '')}[].`)),
  ...inlineSchemas(schema.additionalProperties).flatMap(value => fields(document, value, `${prefix}*.`)),
]

const fact = (
  kind: Fact['kind'],
  name: string,
  description: string | undefined,
  node: { 'x-provenance'?: Provenance },
): Fact => ({ kind, name, description: description ?? '', provenance: provenanceOf(node, name) })
