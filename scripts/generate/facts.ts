/** facts.ts: the few numbers and names of a contract that a program needs at run time, without the whole document. */
import type { OpenApiDocument, Schema } from '../openapi-document.ts'

/** @returns the source of facts.ts, without its banner */
export const renderFacts = (document: OpenApiDocument): string =>
  [
    '/** The address that the contract names first; null when every installation has one of its own. */',
    `export const server = ${server(document)}`,
    '',
    '/** The lists whose members are bounded by their bytes, by schema and property. */',
    `export const byteLimits = {${byteLimits(document)}} as const`,
    '',
    '/** The events that are delivered to subscribers. */',
    `export const eventNames: readonly string[] = [${Object.keys(document.webhooks ?? {})
      .map(quote)
      .join(', ')}]`,
    '',
  ].join('\n')

const server = ({ servers }: OpenApiDocument): string => {
  const url = servers?.[0]?.url
  return url === undefined || url.includes('{') ? 'null' : quote(url)
}

const byteLimits = (document: OpenApiDocument): string => {
  const found = Object.entries(document.components?.schemas ?? {}).flatMap(([name, schema]) =>
    Object.entries(schema.properties ?? {}).flatMap(([property, limited]) => {
      const bytes = limited['x-max-decoded-bytes']
      return bytes === undefined ? [] : [renderLimit(`${name}.${property}`, bytes, limited)]
    }),
  )
  return found.length === 0 ? '' : `\n${found.join('\n')}\n`
}

/** @throws Error when a limit is no number */
const renderLimit = (at: string, bytes: unknown, { maxItems }: Schema): string => {
  if (!Number.isSafeInteger(bytes) || !Number.isSafeInteger(maxItems))
    throw new Error(`${at} needs both x-max-decoded-bytes and maxItems.`)
  return `  ${quote(at)}: { maxDecodedBytes: ${bytes}, maxItems: ${maxItems} },`
}

const quote = (text: string): string => `'${text.replaceAll("'", "\\'")}'`
