/** The bounds of a request body that no keyword of JSON Schema states, as operations.ts lists them. */
import { follow, type OpenApiDocument, type Schema } from '../openapi-document.ts'

/** What a value of a body is held against beside its schema. */
interface Bound {
  /** Members from the body down to the value; `*` for every entry of a list. */
  at: readonly string[]
  /** What the contract says of it, under the names that programs know it by. */
  rules: readonly (readonly [name: string, value: number | boolean])[]
}

const extensions = {
  'x-max-depth': 'maxDepth',
  'x-max-json-bytes': 'maxJsonBytes',
  'x-max-decoded-bytes': 'maxDecodedBytes',
  'x-custom-fields': 'customFields',
} as const

/** @returns the bounds in the order of the document */
export const boundsIn = (document: OpenApiDocument, given: Schema, at: readonly string[] = []): Bound[] => {
  const schema = given.$ref === undefined ? given : { ...follow(document, given), ...given }
  const rules = Object.entries(extensions).flatMap(([extension, name]) => {
    const value = schema[extension]
    return value === undefined ? [] : [[name, value as number | boolean] as const] // a house rule of the contracts
  })
  return [
    ...(rules.length > 0 ? [{ at, rules }] : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, member]) =>
      boundsIn(document, member, [...at, name]),
    ),
    ...(schema.items ? boundsIn(document, schema.items as Schema, [...at, '*']) : []),
  ]
}
