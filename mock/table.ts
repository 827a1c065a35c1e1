import type { Contract } from '../server/contracts.ts'
import { rootOf, type Schema, type SchemaNode, under } from './schema.ts'

/** One answer that the contract documents for an operation. */
export interface Documented {
  /** `200`, or `default` for every status that is not listed. */
  key: string
  /** Undefined for an answer without content. */
  mediaType: string | undefined
  /** Undefined for an answer without content. */
  schema: SchemaNode | undefined
  /** The first one is answered when none is wished for. */
  examples: ReadonlyMap<string, unknown>
  /** Names of examples by the status that they belong to, where one answer documents several: `x-status`. */
  byStatus: ReadonlyMap<number, string>
  /** With the examples of the contract as values. */
  headers: Readonly<Record<string, string>>
}

/** An operation as the mock needs it. */
export interface MockOperation {
  id: string
  method: string
  path: string
  /** The schema of its JSON body; undefined for one without. */
  request: SchemaNode | undefined
  answers: ReadonlyMap<string, Documented>
  /** The documented success. */
  success: Documented
}

interface Header {
  schema?: Schema
  example?: unknown
}
interface Example {
  value: unknown
  'x-status'?: number
}
interface Response {
  headers?: Record<string, object>
  content?: Record<string, { schema?: Schema; examples?: Record<string, object> }>
}
interface Operation {
  operationId: string
  requestBody?: { content: Record<string, { schema?: Schema }> }
  responses: Record<string, object>
}

/** Every operation of a contract with its answers, by operationId: what the mock answers from. */
export function tableOf(contract: Contract): ReadonlyMap<string, MockOperation> {
  const table = new Map<string, MockOperation>()
  for (const [path, item] of Object.entries(contract.paths ?? {})) {
    for (const [method, node] of Object.entries(item ?? {})) {
      const operation = node as unknown as Operation // methods are all that a path holds
      const at = under(rootOf(contract), ['paths', path, method])
      const answers = new Map(
        Object.keys(operation.responses).map(key => [key, documented(under(at, ['responses', key]), key)]),
      )
      const success = [...answers.values()].find(({ key }) => key.startsWith('2'))
      if (!success) throw new Error(`${operation.operationId} has no success`)
      const hasBody = operation.requestBody?.content['application/json']?.schema
      table.set(operation.operationId, {
        id: operation.operationId,
        method,
        path,
        request: hasBody && under(at, ['requestBody', 'content', 'application/json', 'schema']),
        answers,
        success,
      })
    }
  }
  return table
}

function documented(at: SchemaNode, key: string): Documented {
  const response = at.schema as Response
  const [mediaType] = Object.keys(response.content ?? {})
  const content = mediaType === undefined ? undefined : under(at, ['content', mediaType])
  const examples = Object.keys(response.content?.[mediaType ?? '']?.examples ?? {}).map(
    name => [name, under(content ?? at, ['examples', name]).schema as Example] as const,
  )
  const headers = Object.keys(response.headers ?? {}).map(name => {
    const { example } = under(at, ['headers', name]).schema as Header
    return [name, String(example)] as const
  })
  return {
    key,
    mediaType,
    schema: content && under(content, ['schema']),
    examples: new Map(examples.map(([name, { value }]) => [name, value])),
    byStatus: new Map(
      examples.flatMap(([name, { 'x-status': status }]) => (status === undefined ? [] : [[status, name]])),
    ),
    headers: Object.fromEntries(headers),
  }
}
