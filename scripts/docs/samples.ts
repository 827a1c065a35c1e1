/** Code that calls an operation, in several languages. */
import { type OpenApiDocument, operationsOf, type Place } from '../openapi-document.ts'
import { toCurl } from './samples/curl.ts'
import { toPhp } from './samples/php.ts'
import { toPython } from './samples/python.ts'
import { type Given, requestOf } from './samples/request.ts'
import { toTypeScript } from './samples/typescript.ts'

/** As Redoc reads them (`x-codeSamples`). */
export interface CodeSample {
  lang: string
  label: string
  source: string
}

const languages = [
  ['Shell', 'curl', toCurl],
  ['TypeScript', 'TypeScript', toTypeScript],
  ['Python', 'Python', toPython],
  ['PHP', 'PHP', toPhp],
] as const

/**
 * The samples of one operation, made of the examples in its contract.
 *
 * @param given what stands there instead, so that they run where other things are
 */
export const samplesOf = (
  api: string,
  document: OpenApiDocument,
  place: Place,
  given?: Given,
): CodeSample[] => {
  const request = requestOf(api, document, place, given)
  return languages.map(([lang, label, toSource]) => ({ lang, label, source: toSource(request) }))
}

/** @returns a copy in which each operation has its samples */
export const withSamples = (api: string, bundle: OpenApiDocument): OpenApiDocument => {
  const document = structuredClone(bundle)
  for (const place of operationsOf(document, 'paths')) {
    place.operation['x-codeSamples'] = samplesOf(api, bundle, place)
  }
  return document
}
