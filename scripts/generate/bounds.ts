/** What a request body is held against beside its schemas, or in better words than theirs, as operations.ts lists it. */
import { follow, type OpenApiDocument, type Schema } from '../openapi-document.ts'

/** What a value of a body is held against beside its schema. */
interface Bound {
  /** Members from the body down to the value; `*` for every entry of a list. */
  at: readonly string[]
  /** What the contract says of it, under the names that programs know it by. */
  rules: readonly (readonly [name: string, value: number | boolean | readonly string[]])[]
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
  const choices = [schema, ...((schema.allOf ?? []) as Schema[])].flatMap(({ anyOf }) => {
    const names = alternatives((anyOf ?? []) as Schema[])
    return names ? [{ at, rules: [['oneOf', names] as const] }] : []
  })
  return [
    ...(rules.length > 0 ? [{ at, rules }] : []),
    ...choices,
    ...Object.entries(schema.properties ?? {}).flatMap(([name, member]) =>
      boundsIn(document, member, [...at, name]),
    ),
    ...(schema.items ? boundsIn(document, schema.items as Schema, [...at, '*']) : []),
  ]
}

/** The members of which one has to be there, where that is all that the branches of an `anyOf` say. */
const alternatives = (branches: readonly Schema[]): string[] | undefined => {
  const names = branches.map(branch => {
    const { required, ...rest } = branch as { required?: readonly string[] }
    return required?.length === 1 && Object.keys(rest).length === 0 ? required[0] : undefined
  })
  return names.length > 1 && names.every(name => name !== undefined) ? names : undefined
}
