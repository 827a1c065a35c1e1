import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Contract } from '../server/contracts.ts'
import { formats as ownFormats } from '../server/http/formats.ts'
import type { SchemaNode } from './schema.ts'

/** Tells whether a value has the schema that stands somewhere in a contract. */
export type Fits = (node: SchemaNode, value: unknown) => boolean

/** Every format of the contracts. */
export const formats = {
  uuid: /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i,
  'json-pointer': /^(\/([^~/]|~[01])*)*$/,
  uri: (text: string) => URL.canParse(text),
  ...Object.fromEntries(Object.entries(ownFormats).map(([name, { validate }]) => [name, validate])),
  // Of numbers, as express-openapi-validator knows them.
  int32: {
    type: 'number',
    validate: (value: number) => Number.isInteger(value) && Math.abs(value) <= 2 ** 31 - 1,
  },
  int64: { type: 'number', validate: (value: number) => Number.isInteger(value) },
} as const

const NAME = 'contract'

/** Compiles a schema when a value is first held against it. */
export function createFits(contract: Contract): Fits {
  const ajv = new Ajv2020({
    strict: false,
    formats,
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
