import { headersOf, type SampleRequest, urlOf } from './request.ts'

/** A script for Python 3 and its standard library. */
export function toPython(request: SampleRequest): string {
  const { method, body, answer } = request
  const headers = headersOf(request)
  return [
    ...(answer === 'json' || body !== undefined ? ['import json'] : []),
    'import urllib.request',
    '',
    'request = urllib.request.Request(',
    `    ${JSON.stringify(urlOf(request))},`,
    `    method="${method}",`,
    ...(headers.length > 0
      ? [
          '    headers={',
          ...headers.map(([name, value]) => `        ${JSON.stringify(name)}: ${JSON.stringify(value)},`),
          '    },',
        ]
      : []),
    ...(body === undefined ? [] : [`    data=json.dumps(${literal(body, '    ')}).encode(),`]),
    ')',
    'with urllib.request.urlopen(request) as response:',
    ...reading[answer].map(line => `    ${line}`),
  ].join('\n')
}

const reading: Record<SampleRequest['answer'], string[]> = {
  nothing: ['print(response.status)'],
  json: ['print(json.load(response))'],
  file: ['with open("download", "wb") as file:', '    file.write(response.read())'],
  stream: ['for line in response:', '    print(line.decode(), end="")'],
}

function literal(value: unknown, indent: string): string {
  const inner = `${indent}    `
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  // A string or a number of JSON is one of Python.
  if (typeof value !== 'object') return JSON.stringify(value)
  const [lines, open, close] = Array.isArray(value)
    ? [value.map(item => literal(item, inner)), '[', ']']
    : [
        Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${literal(item, inner)}`),
        '{',
        '}',
      ]
  if (lines.length === 0) return `${open}${close}`
  return `${open}\n${lines.map(line => `${inner}${line},\n`).join('')}${indent}${close}`
}
