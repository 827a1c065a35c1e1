/** What a contract states, as rows: one for each operation, parameter, status, header and field. */
import {
  follow,
  type OpenApiDocument,
  operationsOf,
  type Provenance,
  type Schema,
} from '../openapi-document.ts'
import { COMPOSITION, CONSTRAINTS, inlineSchemasAt, provenanceOf } from './provenance.ts'

export type Fact = {
  readonly kind: 'operation' | 'parameter' | 'status' | 'header' | 'field' | 'constraint'
  readonly name: string
  readonly description: string
  readonly provenance: Provenance
  /** JSON Pointer into the contract; undefined for what stands at no place of its own. */
  readonly pointer?: string
  /** The page that prints it, where the contract names one. */
  readonly page?: string
}

/** An operation with what it takes and answers, or a schema with its fields. */
export type Group = {
  readonly title: string
  /** The operationId, or the name of the event or schema. */
  readonly name: string
  readonly about: string
  readonly facts: readonly Fact[]
}

/** @param document with provenance spread over it; a schema that is reached by `$ref` is a group of its own */
export const groupsOf = (document: OpenApiDocument): Group[] => [
  ...operationGroups(document, 'paths'),
  ...operationGroups(document, 'webhooks'),
  ...Object.entries(document.components?.schemas ?? {})
    .map(([title, schema]) => {
      const at = pointerOf('components', 'schemas', title)
      return {
        title,
        name: title,
        about: schema.description ?? '',
        facts: [
          ...constraints(schema, title, schema['x-provenance'] ?? 'documented', at),
          ...fields(document, schema, '', at),
        ],
      }
    })
    .filter(group => group.facts.length > 0),
]

const operationGroups = (document: OpenApiDocument, section: 'paths' | 'webhooks'): Group[] =>
  operationsOf(document, section).map(({ at, method, operation }) => {
    const title = section === 'paths' ? `${method.toUpperCase()} ${at}` : `webhook ${at}`
    const place = pointerOf(section, at, method)
    const inside = (content: object | undefined, prefix: string, from: string): Fact[] =>
      Object.entries(content ?? {}).flatMap(([type, { schema }]) =>
        inlineSchemasAt(schema, `${from}${pointerOf('content', type, 'schema')}`).flatMap(([part, where]) =>
          fields(document, part, prefix, where),
        ),
      )
    return {
      title,
      name: section === 'paths' ? (operation.operationId ?? title) : at,
      about: '',
      facts: [
        fact('operation', operation.operationId ?? title, operation.summary, operation, place),
        ...(operation.parameters ?? []).flatMap((parameter, index) => {
          const from = `${place}/parameters/${index}`
          const { name, description } = parameter
          return [
            fact('parameter', `${name} (${parameter.in})`, description, parameter, from),
            ...constraints(
              parameter.schema ?? {},
              `${name}`,
              provenanceOf(parameter, title),
              `${from}/schema`,
            ),
          ]
        }),
        ...size(operation.requestBody?.['x-max-bytes']),
        ...inside(operation.requestBody?.content, 'body ', `${place}/requestBody`),
        ...Object.entries(operation.responses ?? {}).flatMap(([status, response]) => {
          const from = `${place}${pointerOf('responses', status)}`
          return [
            fact('status', status, response.description, response, from),
            ...(response['x-assumed'] ?? []).map(own =>
              fact(
                'status',
                `${status}: ${own}`,
                'Ours, within what the vendor says of the others.',
                assumed,
              ),
            ),
            ...Object.entries(response.headers ?? {}).map(([name, header]) =>
              fact(
                'header',
                `${status} ${name}`,
                header.description,
                header,
                `${from}${pointerOf('headers', name)}`,
              ),
            ),
            ...inside(response.content, `${status} `, from),
          ]
        }),
      ],
    }
  })

/** The fields of a schema and of what is nested in it, as far as no `$ref` leads elsewhere. */
const fields = (document: OpenApiDocument, schema: Schema, prefix: string, at: string): Fact[] => {
  const within = (value: unknown, place: string, inner: string): Fact[] =>
    inlineSchemasAt(value, place).flatMap(([part, from]) => fields(document, part, inner, from))
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
      const place = `${at}${pointerOf('properties', key)}`
      const description = property.description ?? follow(document, property).description
      return [
        fact('field', prefix + key, description, property, place),
        ...constraints(property, prefix + key, provenanceOf(property, key), place),
        ...within(property, place, `${prefix}${key}.`),
      ]
    }),
    ...COMPOSITION.flatMap(keyword => within(schema[keyword], `${at}/${keyword}`, prefix)),
    ...within(schema.items, `${at}/items`, `${prefix.replace(/\.$/, '')}[].`),
    ...within(schema.additionalProperties, `${at}/additionalProperties`, `${prefix}*.`),
  ]
}

/** What narrows a value down, each a fact of its own. */
const constraints = (schema: Schema, name: string, provenance: Provenance, at: string): Fact[] =>
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
          `${at}/${keyword}`,
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
  pointer?: string,
): Fact => ({
  kind,
  name,
  description: description ?? '',
  provenance: provenanceOf(node, name),
  ...(pointer === undefined ? {} : { pointer }),
})

/** A JSON Pointer (RFC 6901) of these names. */
const pointerOf = (...names: string[]): string =>
  names.map(name => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
