import { headersOf, type SampleRequest, urlOf } from './request.ts'

/** A script for PHP 8 with its curl extension. */
export function toPhp(request: SampleRequest): string {
  const { method, body, answer } = request
  const headers = headersOf(request).map(([name, value]) => `${name}: ${value}`)
  return [
    '<?php',
    '',
    `$curl = curl_init(${text(urlOf(request))});`,
    'curl_setopt_array($curl, [',
    `    CURLOPT_CUSTOMREQUEST => '${method}',`,
    ...(headers.length > 0 ? [`    CURLOPT_HTTPHEADER => ${literal(headers, '    ')},`] : []),
    ...(body === undefined ? [] : [`    CURLOPT_POSTFIELDS => json_encode(${literal(body, '    ')}),`]),
    ...(answer === 'stream' ? [] : ['    CURLOPT_RETURNTRANSFER => true,']),
    ']);',
    '$answer = curl_exec($curl);',
    'if (curl_getinfo($curl, CURLINFO_RESPONSE_CODE) >= 400) {',
    '    throw new RuntimeException($answer);',
    '}',
    ...reading[answer],
  ].join('\n')
}

const reading: Record<SampleRequest['answer'], string[]> = {
  nothing: [],
  json: ['print_r(json_decode($answer, true));'],
  file: ["file_put_contents('download', $answer);"],
  stream: [],
}

const text = (value: string): string => `'${value.replaceAll(/[\\']/g, '\\$&')}'`

function literal(value: unknown, indent: string): string {
  const inner = `${indent}    `
  if (typeof value === 'string') return text(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const lines = Array.isArray(value)
    ? value.map(item => literal(item, inner))
    : Object.entries(value).map(([key, item]) => `${text(key)} => ${literal(item, inner)}`)
  // An empty array would be a list in JSON.
  if (lines.length === 0) return Array.isArray(value) ? '[]' : 'new stdClass()'
  return `[\n${lines.map(line => `${inner}${line},\n`).join('')}${indent}]`
}
