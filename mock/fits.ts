import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Contract } from '../server/contracts.ts'
import { formats } from '../server/http/formats.ts'
import type { SchemaNode } from './schema.ts'

/** Tells whether a value has the schema that stands somewhere in a contract. */
export type Fits = (node: SchemaNode, value: unknown) => boolean

const NAME = 'contract'

/** Compiles a schema when a value is first held against it. */
export function createFits(contract: Contract): Fits {
  const ajv = new Ajv2020({
    strict: false,
    formats: {
      uuid: /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i,
      'json-pointer': /^(\/([^~/]|~[01])*)*$/,
      uri: (text: string) => URL.canParse(text),
      ...Object.fromEntries(Object.entries(formats).map(([name, { validate }]) => [name, validate])),
      // Of numbers; every safe integer is one.
      int32: true,
      int64: true,
    },
  })
  ajv.addSchema({ ...contract }, NAME)
  const compiled = new Map<string, ValidateFunction>()
  return ({ pointer }, value) => {
    const known = compiled.get(pointer)
    const fits = known ?? ajv.compile({ $ref: `${NAME}#${encodeURI(pointer)}` })
    if (!known) compiled.set(pointer, fits)
    return fits(value) === true
  }
}
