import { inspect } from 'node:util'
import type { SampleRequest } from './request.ts'

/** A module that calls the operation with this package's client. */
export function toTypeScript(request: SampleRequest): string {
  const { api, baseUrl, key } = request
  const title = `${api[0]?.toUpperCase()}${api.slice(1)}`
  const isFile = request.answer === 'file'
  const options =
    key === undefined
      ? [`const ${api} = create${title}Client({ baseUrl: '${baseUrl}' })`]
      : [
          `const ${api} = create${title}Client({`,
          `  baseUrl: '${baseUrl}',`,
          `  apiKey: ${api}Key('${key}'),`,
          '})',
        ]
  const names = key === undefined ? `create${title}Client` : `${api}Key, create${title}Client, orThrow`
  return [
    ...(isFile ? ["import { writeFile } from 'node:fs/promises'"] : []),
    `import { ${names} } from 'conversation-contracts/${api}'`,
    '',
    ...options,
    ...(key === undefined ? plainCall(request) : checkedCall(request)),
  ].join('\n')
}

/** With the client of an API, which tells what went wrong. */
function checkedCall(request: SampleRequest): string[] {
  const call = callOf(request)
  if (request.answer === 'nothing') return [`orThrow(await ${call})`]
  return [`const answer = orThrow(await ${call})`, useOf(request, 'answer')]
}

/** With the generated client alone. */
function plainCall(request: SampleRequest): string[] {
  const hasAnswer = request.answer !== 'nothing'
  return [
    `const { ${hasAnswer ? 'data, ' : ''}error } = await ${callOf(request)}`,
    'if (error) throw new Error(error.detail)',
    ...(hasAnswer ? [useOf(request, request.answer === 'file' ? 'data as ArrayBuffer' : 'data')] : []),
  ]
}

function useOf({ answer }: SampleRequest, value: string): string {
  if (answer === 'file') return `await writeFile('download', new Uint8Array(${value}))`
  if (answer === 'json') return `console.log(${value})`
  return `for await (const text of ${value}!.pipeThrough(new TextDecoderStream())) console.log(text)`
}

function callOf({ api, method, path, pathValues, query, body, answer }: SampleRequest): string {
  const params = {
    ...(Object.keys(pathValues).length > 0 ? { path: pathValues } : {}),
    ...(Object.keys(query).length > 0 ? { query } : {}),
  }
  const init = {
    ...(Object.keys(params).length > 0 ? { params } : {}),
    ...(body === undefined ? {} : { body }),
    ...(answer === 'file' ? { parseAs: 'arrayBuffer' } : {}),
    ...(answer === 'stream' ? { parseAs: 'stream' } : {}),
  }
  const rest = Object.keys(init).length > 0 ? `, ${literal(init)}` : ''
  return `${api}.${method}('${path}'${rest})`
}

const literal = (value: unknown): string =>
  inspect(value, { depth: null, maxArrayLength: null, maxStringLength: null, breakLength: 80, compact: 1 })
