import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Contract } from '../../server/contracts.ts'
import type { ValidatorError } from '../../server/http/violations.ts'
import { formats } from '../fits.ts'
import { rootOf, type Schema, type SchemaNode, under } from '../schema.ts'

interface Parameter {
  name: string
  in: 'query' | 'path' | 'header'
  required?: boolean
}

/** The parts of a request; numbers among the parameters are converted, defaults filled in. */
export interface Parts {
  query: Record<string, unknown>
  params: Record<string, unknown>
  headers: object
  body: unknown
}

const NAME = 'contract'

/**
 * Checks requests where express-openapi-validator cannot run, with the same engine and the same words.
 *
 * @returns of an operation all that is wrong with a request
 */
export function createCheck(
  contract: Contract,
): (method: string, path: string, parts: Parts) => ValidatorError[] {
  const options = { strict: false, allErrors: true, useDefaults: true, formats }
  const [general, body] = [new Ajv2020({ ...options, coerceTypes: true }), new Ajv2020(options)]
  for (const ajv of [general, body]) ajv.addSchema({ ...contract }, NAME)
  const known = new Map<string, ValidateFunction[]>()

  return (method, path, parts) => {
    const at = under(rootOf(contract), ['paths', path, method])
    const validators = known.get(at.pointer) ?? [
      general.compile(parametersSchema(at)),
      body.compile(bodySchema(at)),
    ]
    known.set(at.pointer, validators)
    const errors = validators.flatMap(validate => (validate(parts) ? [] : (validate.errors ?? [])))
    return errors.map(toValidatorError)
  }
}

const refTo = ({ pointer }: SchemaNode) => ({ $ref: `${NAME}#${encodeURI(pointer)}` })

function parametersSchema(at: SchemaNode): object {
  const places = { query: {}, params: {}, headers: {} } as Record<string, Schema>
  const listed = (at.schema as { parameters?: unknown[] }).parameters ?? []
  for (const [index] of listed.entries()) {
    const node = under(at, ['parameters', String(index)])
    const { name, in: place, required } = node.schema as unknown as Parameter
    const key = place === 'path' ? 'params' : place === 'header' ? 'headers' : 'query'
    const schema = places[key] ?? {}
    places[key] = {
      type: 'object',
      properties: { ...schema.properties, [name]: refTo(under(node, ['schema'])) },
      required: [...(schema.required ?? []), ...(required ? [name] : [])],
    }
  }
  return { properties: places }
}

function bodySchema(at: SchemaNode): object {
  const { requestBody } = at.schema as { requestBody?: { required?: boolean } }
  if (!requestBody) return {}
  const schema = under(at, ['requestBody', 'content', 'application/json', 'schema'])
  return { properties: { body: refTo(schema) }, ...(requestBody.required ? { required: ['body'] } : {}) }
}

/** As express-openapi-validator writes an error of the engine down. */
function toValidatorError({ instancePath, keyword, message = '', params }: ErrorObject): ValidatorError {
  const member = params.missingProperty ?? params.additionalProperty
  const values = keyword === 'enum' ? `: ${params.allowedValues.join(', ')}` : ''
  return {
    path: member === undefined ? instancePath : `${instancePath}/${member}`,
    message: message + values,
    errorCode: `${keyword}.openapi.validation`,
  }
}
