/** operations.ts: what a program wants to know of each operation without parsing the contract. */
import { follow, type OpenApiDocument, operationsOf, type Place } from '../openapi-document.ts'
import { boundsIn } from './bounds.ts'

/**
 * @returns the source of operations.ts, without its banner
 * @throws Error naming the operation that has no operationId, or one that another has already, or no size limit
 */
export const renderOperations = (document: OpenApiDocument): string => {
  const places = operationsOf(document, 'paths')
  const seen = new Map<string, string>()
  for (const { at, method, operation } of places) {
    const where = `${method.toUpperCase()} ${at}`
    const id = operation.operationId
    if (id === undefined) throw new Error(`${where} has no operationId.`)
    if (!/^[a-z][A-Za-z0-9]*$/.test(id)) throw new Error(`${where}: the operationId ${id} is not camelCase.`)
    const other = seen.get(id)
    if (other !== undefined) throw new Error(`${where} and ${other} have the same operationId: ${id}.`)
    seen.set(id, where)
  }
  return [
    'export const operations = {',
    ...places.map(place => renderOperation(document, place)),
    '} as const',
    '',
    'export type OperationId = keyof typeof operations',
    '',
  ].join('\n')
}

const renderOperation = (document: OpenApiDocument, { at, pathItem, method, operation }: Place): string => {
  const security = operation.security ?? document.security ?? []
  const query = [...(pathItem.parameters ?? []), ...(operation.parameters ?? [])]
    .map(parameter => follow(document, parameter))
    .flatMap(parameter => (parameter.in === 'query' ? [parameter.name ?? ''] : []))
  const statuses = Object.keys(operation.responses ?? {})
    .filter(status => /^\d{3}$/.test(status))
    .sort()
  return [
    `  ${operation.operationId}: {`,
    `    method: ${quote(method)},`,
    `    path: ${quote(at)},`,
    `    security: ${quoteAll([...new Set(security.flatMap(Object.keys))])},`,
    `    scopes: ${quoteAll(operation['x-required-scopes'] ?? [])},`,
    `    query: ${quoteAll(query)},`,
    `    statuses: [${statuses.join(', ')}],`,
    `    files: ${quoteAll(filesOf(document, operation))},`,
    `    maxBodyBytes: ${maxBodyBytes(document, operation)},`,
    `    isBodyRequired: ${isBodyRequired(document, operation)},`,
    `    bounds: ${renderBounds(document, operation)},`,
    '  },',
  ].join('\n')
}

/** The media types of its successes that are no JSON. */
const filesOf = (document: OpenApiDocument, { responses = {} }: Place['operation']): string[] =>
  Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([, response]) => Object.keys(follow(document, response).content ?? {}))
    .filter(type => type !== 'application/json')

const maxBodyBytes = (document: OpenApiDocument, operation: Place['operation']): number | null => {
  if (operation.requestBody === undefined) return null
  const limit = follow(document, operation.requestBody)['x-max-bytes']
  if (!Number.isSafeInteger(limit))
    throw new Error(`The request body of ${operation.operationId} has no x-max-bytes.`)
  return limit as number // isSafeInteger does not narrow
}

const isBodyRequired = (document: OpenApiDocument, { requestBody }: Place['operation']): boolean =>
  requestBody !== undefined && follow(document, requestBody).required === true

const renderBounds = (document: OpenApiDocument, { requestBody }: Place['operation']): string => {
  const schema =
    requestBody === undefined
      ? undefined
      : follow(document, requestBody).content?.['application/json']?.schema
  const bounds = schema === undefined ? [] : boundsIn(document, schema)
  if (bounds.length === 0) return '[]'
  const lines = bounds.map(({ at, rules }) => {
    const all = rules
      .map(([name, value]) => `, ${name}: ${typeof value === 'object' ? quoteAll(value) : value}`)
      .join('')
    return `      { at: ${quoteAll(at)}${all} },`
  })
  return ['[', ...lines, '    ]'].join('\n')
}

const quote = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`

const quoteAll = (texts: readonly string[]): string => `[${texts.map(quote).join(', ')}]`
