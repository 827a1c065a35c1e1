import type { OpenAPIV3, OpenApiRequest } from 'express-openapi-validator/dist/framework/types.js'
import { RequestValidator } from 'express-openapi-validator/dist/middlewares/openapi.request.validator.js'

/*
 * What express-openapi-validator has compiled, called directly. Its middleware does for every request what never
 * changes: it looks at the schema of each parameter and parses the URL three times, 20 to 30 µs beside the few that
 * the compiled functions take. They are the very same functions, and what they do not accept passes the middleware.
 */

/** The parts of a request, as the compiled functions expect them. */
interface Data {
  query: Record<string, unknown>
  headers: object
  params: Record<string, unknown>
  cookies: undefined
  body: unknown
}

/** Checks a part of the data; converts values and fills in defaults in place. */
interface Compiled {
  (data: Data): boolean
  schema: { properties?: { body?: { _discriminator?: object } } }
}

/** The compiled functions of one operation. */
export interface CompiledOperation {
  /** Whether the middleware would leave the request as it is before it calls them. */
  takes(search: string, query: Data['query']): boolean
  accepts(data: Data): boolean
}

/** The members of the library that its types hide. */
interface Engine {
  ajvOpts: { request: ConstructorParameters<typeof RequestValidator>[1] }
  requestValidationMiddleware(apiDoc: ApiDoc): RequestValidator['validate']
}
interface Caches {
  ajv: { getSchema(key: string): Compiled | undefined }
  ajvBody: { getSchema(key: string): Compiled | undefined }
}
type ApiDoc = ConstructorParameters<typeof RequestValidator>[0]

/**
 * To be called after the middleware was made and before it is used.
 *
 * @param made the function that made it, which keeps what it made last
 * @returns finds what was compiled for the operation of a request that has passed; undefined for an operation that
 *   needs more than the compiled functions
 */
export function captureValidators(made: unknown): (passed: OpenApiRequest) => CompiledOperation | undefined {
  const engine = (made as { _oav?: Engine })._oav // index.js of version 5.6
  if (!engine?.requestValidationMiddleware)
    throw new Error('express-openapi-validator keeps its validator elsewhere than its version 5.6')
  let document: ApiDoc
  let validator: RequestValidator
  engine.requestValidationMiddleware = apiDoc => {
    document = apiDoc
    validator = new RequestValidator(apiDoc, engine.ajvOpts.request)
    return (request, response, next) => validator.validate(request, response, next)
  }
  return ({ openapi, method, headers }) => {
    const key = `${method}-${openapi?.expressRoute}-${headers['content-type'] ?? 'not_provided'}`
    const { ajv, ajvBody } = validator as unknown as Caches // private members, of version 5.6
    const [general, body] = [ajv.getSchema(key), ajvBody.getSchema(key)]
    if (!openapi || !general || !body || body.schema.properties?.body?._discriminator) return undefined
    const parameters = (openapi.schema.parameters ?? []).map(one => follow<Parameter>(document, one))
    // It gets a value even when it is not there.
    if (parameters.some(({ style }) => style === 'deepObject')) return undefined
    const simple = new Set(parameters.filter(one => isSimple(document, one)).map(({ name }) => name))
    return {
      takes: (search, query) =>
        search === '' || (plain.test(search) && Object.keys(query).every(name => simple.has(name))),
      accepts: data => general(data) && body(data),
    }
  }
}

/** Unreserved characters and percent-encodings alone (RFC 3986 section 2): the middleware refuses others in a value. */
const plain = /^[\w.~%=&-]*$/

type Parameter = OpenAPIV3.ParameterObject

/** Whether it is a parameter of the query with one value, which the middleware neither splits nor parses. */
function isSimple(document: ApiDoc, { in: place, schema, content }: Parameter): boolean {
  if (place !== 'query' || content || !schema) return false
  const { type } = follow<{ type?: unknown }>(document, schema)
  return type === 'string' || type === 'integer' || type === 'number' || type === 'boolean'
}

/** What a reference within the document names (RFC 6901); anything else as it is. */
function follow<T>(document: object, node: object): T {
  if (!('$ref' in node)) return node as T // the caller says what stands there
  const path = String(node.$ref).slice('#/'.length).split('/')
  return follow(
    document,
    path.reduce((value, key) => (value as Record<string, object>)[key] ?? {}, document),
  )
}
