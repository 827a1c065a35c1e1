/** What a contract states, as rows: one for each operation, parameter, status, header and field. */
import {
  follow,
  type OpenApiDocument,
  operationsOf,
  type Provenance,
  type Schema,
} from '../openapi-document.ts'
import { COMPOSITION, CONSTRAINTS, inlineSchemas, provenanceOf } from './provenance.ts'

export type Fact = {
  readonly kind: 'operation' | 'parameter' | 'status' | 'header' | 'field' | 'constraint'
  readonly name: string
  readonly description: string
  readonly provenance: Provenance
  /** The page that prints it, where the contract names one. */
  readonly page?: string
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
      facts: [
        ...constraints(schema, title, schema['x-provenance'] ?? 'documented'),
        ...fields(document, schema, ''),
      ],
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
        ...(operation.parameters ?? []).flatMap(parameter => [
          fact('parameter', `${parameter.name} (${parameter.in})`, parameter.description, parameter),
          ...constraints(parameter.schema ?? {}, `${parameter.name}`, provenanceOf(parameter, title)),
        ]),
        ...size(operation.requestBody?.['x-max-bytes']),
        ...inside(operation.requestBody?.content, 'body '),
        ...Object.entries(operation.responses ?? {}).flatMap(([status, response]) => [
          fact('status', status, response.description, response),
          ...(response['x-assumed'] ?? []).map(own =>
            fact('status', `${status}: ${own}`, 'Ours, within what the vendor says of the others.', assumed),
          ),
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
    ...constraints(property, prefix + key, provenanceOf(property, key)),
    ...inlineSchemas(property).flatMap(nested => fields(document, nested, `${prefix}${key}.`)),
  ]),
  ...COMPOSITION.flatMap(keyword => inlineSchemas(schema[keyword])).flatMap(part =>
    fields(document, part, prefix),
  ),
  ...inlineSchemas(schema.items).flatMap(item => fields(document, item, `${prefix.replace(/\.$/, '')}[].`)),
  ...inlineSchemas(schema.additionalProperties).flatMap(value => fields(document, value, `${prefix}*.`)),
]

/** What narrows a value down, each a fact of its own. */
const constraints = (schema: Schema, name: string, provenance: Provenance): Fact[] =>
  CONSTRAINTS.flatMap(keyword => {
    const value = schema[keyword]
    if (value === undefined || (keyword === 'additionalProperties' && value !== false)) return []
    const page = schema['x-printed']?.[keyword]
    const isOurs = provenance === 'assumed' || schema['x-assumed']?.includes(keyword)
    return [
      {
        ...fact(
          'constraint',
          `${name}: ${keyword}`,
          inWords[keyword] ?? `\`${String(value)}\``,
          isOurs ? assumed : { 'x-provenance': provenance },
        ),
        ...(page === undefined ? {} : { page }),
      },
    ]
  })

/** No vendor prints how large a body may be. */
const size = (bytes: number | undefined): Fact[] =>
  bytes === undefined ? [] : [fact('constraint', 'body: x-max-bytes', `\`${bytes}\``, assumed)]

const assumed = { 'x-provenance': 'assumed' } as const

const inWords: Record<string, string> = {
  additionalProperties: 'Members that are not listed are refused.',
  allOf: 'Which members there must be depends on the others.',
  anyOf: 'Which members there must be depends on the others.',
  if: 'What a member may be depends on another one.',
  dependentRequired: 'A member needs another one beside it.',
}

const fact = (
  kind: Fact['kind'],
  name: string,
  description: string | undefined,
  node: { 'x-provenance'?: Provenance },
): Fact => ({ kind, name, description: description ?? '', provenance: provenanceOf(node, name) })
