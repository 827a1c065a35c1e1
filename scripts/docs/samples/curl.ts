import { headersOf, type SampleRequest, urlOf } from './request.ts'

/** A command for a POSIX shell. */
export function toCurl(request: SampleRequest): string {
  const { method, body, answer } = request
  const isImplied = method === (body === undefined ? 'GET' : 'POST')
  return [
    `curl ${quote(urlOf(request))}`,
    ...(isImplied ? [] : [`-X ${method}`]),
    ...headersOf(request).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`-d ${quote(JSON.stringify(body, null, 2))}`]),
    ...(answer === 'file' ? ['--output download'] : []),
    ...(answer === 'stream' ? ['--no-buffer'] : []),
  ].join(' \\\n  ')
}

const quote = (text: string): string =>
  /^[\w:/.-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
