/** What was sent, as a line for a shell. */
import type { Request } from './requests.ts'
import type { Place } from './send.ts'

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** Longer than that, the same byte over and over is written as a count. */
const RUN = 100

/** A command that prints these bytes. */
function printing(bytes: Buffer): string {
  const parts: string[] = []
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] as number // below the length
    let end = at
    while (bytes[end] === byte) end++
    if (end - at > RUN) {
      parts.push(JSON.stringify(text), `${JSON.stringify(String.fromCharCode(byte))}.repeat(${end - at})`)
      text = ''
    } else text += String.fromCharCode(byte).repeat(end - at)
    at = end
  }
  const plain = [...text].map(escaped).join('')
  if (parts.length === 0 && plain.length < 20_000) return `printf ${quoted(plain)}`
  const script = `process.stdout.write([${[...parts, JSON.stringify(text)].join(',')}].join(''),'latin1')`
  return `node -e ${quoted(script.replaceAll(/[\u007f-\u00ff]/g, sign => `\\x${sign.charCodeAt(0).toString(16)}`))}`
}

/** For printf(1). */
const escaped = (sign: string): string => {
  if (sign === '\\') return '\\\\'
  if (sign === '%') return '%%'
  return /[ -~]/.test(sign) ? sign : `\\${sign.charCodeAt(0).toString(8).padStart(3, '0')}`
}

export function curlOf({ host, port }: Place, { method, target, headers, body }: Request): string {
  const address = quoted(`http://${host}:${port}${target}`)
  const lines = headers.map(
    ([name, value]) => `-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`,
  )
  const curl = `curl -isg --path-as-is -X ${method} ${address} ${lines.join(' ')}`
  return body === undefined ? curl : `${printing(body)} | ${curl} --data-binary @-`
}

export const ncOf = ({ host, port }: Place, pieces: readonly Buffer[]): string =>
  `${printing(Buffer.concat(pieces))} | nc -q 5 ${host} ${port}`
