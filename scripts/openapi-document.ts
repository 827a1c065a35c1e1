/** As much of a bundled OpenAPI 3.1 document as the scripts read. */

/** `ours` is what no vendor has. */
export type Provenance = 'documented' | 'described' | 'assumed' | 'ours'

type Extended = { $ref?: string; 'x-provenance'?: Provenance }

export type Schema = Extended & {
  description?: string
  properties?: Record<string, Schema>
  patternProperties?: Record<string, Schema>
  'x-assumed'?: string[]
  'x-printed'?: Record<string, string>
  [keyword: string]: unknown
}

type Example = { $ref?: string; summary?: string; value?: unknown }
export type MediaType = { schema?: Schema; example?: unknown; examples?: Record<string, Example> }
export type Content = Record<string, MediaType>
export type Parameter = Extended & {
  name?: string
  in?: string
  required?: boolean
  description?: string
  example?: unknown
  schema?: Schema
}
export type RequestBody = Extended & {
  description?: string
  'x-max-bytes'?: number
  required?: boolean
  content?: Content
}
export type Header = Extended & { description?: string }
export type Response = Extended & {
  description?: string
  /** Statuses of a range that are ours. */
  'x-assumed'?: string[]
  headers?: Record<string, Header>
  content?: Content
}

export type Operation = Extended & {
  operationId?: string
  tags?: string[]
  summary?: string
  description?: string
  security?: Record<string, string[]>[]
  'x-required-scopes'?: string[]
  'x-codeSamples'?: { lang: string; label: string; source: string }[]
  parameters?: Parameter[]
  requestBody?: RequestBody
  responses?: Record<string, Response>
}

export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const
export type Method = (typeof METHODS)[number]
export type PathItem = Extended & { parameters?: Parameter[] } & { [method in Method]?: Operation }

export type OpenApiDocument = {
  info: {
    title: string
    version: string
    summary?: string
    description?: string
    /** What the vendor prints, and the contract does not offer. */
    'x-not-here'?: { what: string; page: string }[]
    /** Where the vendor's pages stop, and what of the contract goes on from there. */
    'x-left-open'?: { page: string; says: string; for: string[] }[]
  }
  servers?: { url: string }[]
  tags?: { name: string; description?: string }[]
  security?: Record<string, string[]>[]
  paths?: Record<string, PathItem>
  webhooks?: Record<string, PathItem>
  components?: { schemas?: Record<string, Schema> } & Record<string, Record<string, unknown>>
}

/** A path of the document, or a webhook by its name. */
export type Place = { at: string; pathItem: PathItem; method: Method; operation: Operation }

/** Every operation under `paths` or `webhooks`, in the order of the document. */
export const operationsOf = (document: OpenApiDocument, section: 'paths' | 'webhooks'): Place[] =>
  Object.entries(document[section] ?? {}).flatMap(([at, item]) => {
    const pathItem = follow(document, item)
    return METHODS.flatMap(method => {
      const operation = pathItem[method]
      return operation === undefined ? [] : [{ at, pathItem, method, operation }]
    })
  })

/**
 * What a node stands for: itself, or what its `$ref` leads to in the same document.
 * @throws Error when the `$ref` leads nowhere or out of the document
 */
export const follow = <Node extends Extended>(document: OpenApiDocument, node: Node): Node => {
  if (node.$ref === undefined) return node
  if (!node.$ref.startsWith('#/')) throw new Error(`${node.$ref} leads out of the bundle.`)
  const target = node.$ref
    .slice(2)
    .split('/')
    .map(part => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document)
  if (target === undefined) throw new Error(`${node.$ref} leads nowhere.`)
  return follow(document, target as Node)
}
