import {
  createInstance,
  getHttpOperationsFromSpec,
  type IHttpConfig,
  type IHttpOperationConfig,
} from '@stoplight/prism-http'
import { type Api, apis } from '../server/apis.ts'
import type { Answer, Face, UntypedCall } from '../server/face.ts'
import { impossible, readPreferences } from './prefer.ts'

type IHttpOperation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number]
type PrismLogger = Parameters<typeof createInstance>[1]['logger']
type Method = Parameters<ReturnType<typeof createInstance>['request']>[0]['method']

/** What a key of each API looks like; the mock knows no tenants and takes every one. */
const keyForms: Record<Api, RegExp> = { atender: /^sa_(live|test)_./, fernand: /^sk_./ }

/** Every scope that an operation asks for. */
const allScopes = Object.values(apis).flatMap(({ operations }) =>
  Object.values(operations).flatMap(({ scopes }) => scopes),
)

/** Prism tells what it does in a log of its own form; the server's log has a line for each request already. */
const silent = (() => {
  const ignore = () => {}
  const logger = {
    fatal: ignore,
    error: ignore,
    warn: ignore,
    info: ignore,
    debug: ignore,
    trace: ignore,
    silent: ignore,
    success: ignore,
    child: () => logger,
  }
  return logger as unknown as PrismLogger // pino 6, of which Prism calls no more than this
})()

/** The faces of the mock: the server's front, with Prism behind it instead of handlers. */
export function mockFaces(): Promise<Face[]> {
  return Promise.all((Object.keys(apis) as Api[]).map(mockFace))
}

async function mockFace(api: Api): Promise<Face> {
  const { contract, operations } = apis[api]
  const resources = new Map(
    (await getHttpOperationsFromSpec(structuredClone(contract))).map(one => [one.iid, one]),
  )
  // The front has checked key, request and answer against the same contract.
  const config = (mock: IHttpOperationConfig): IHttpConfig => ({
    isProxy: false,
    checkSecurity: false,
    validateRequest: false,
    validateResponse: false,
    errors: false,
    upstreamProxy: undefined,
    mock,
  })
  const prism = createInstance(config({ dynamic: false }), { logger: silent })

  return {
    ...apis[api],
    principal: async key =>
      keyForms[api].test(key)
        ? { tenantId: 'mock', keyId: 'mock', tier: null, scopes: allScopes, hasWebhooks: true }
        : undefined,
    // Its keys have no limit.
    takeOfDay: async () => true,
    async answer(operationId: string, call: UntypedCall): Promise<Answer> {
      const facts = (operations as Face['operations'])[operationId]
      const resource = resources.get(operationId)
      if (!facts || !resource) throw new Error(`the contract has no operation ${operationId}`)
      const wish = readPreferences(call.headers.prefer, facts)
      requireExample(wish, resource)
      const result = await prism.request(
        { method: facts.method as Method, url: { path: facts.path }, body: call.body },
        [resource],
        config(wish),
      )()
      if (result._tag === 'Right') {
        const { statusCode, headers, body } = result.right.output
        const type = resource.responses.find(({ code }) => code === String(statusCode))?.contents?.[0]
          ?.mediaType
        const told = stringValues(headers ?? {})
        if (type === undefined || type === 'application/json')
          return { status: statusCode, body, headers: told }
        return {
          status: statusCode,
          body: Buffer.from(String(body)),
          headers: { ...told, 'Content-Type': type },
        }
      }
      throw result.left
    },
  }
}

/**
 * Prism takes another answer when the wished one lacks the wished example.
 *
 * @throws Refusal `validation_failed` naming the examples that there are
 */
function requireExample({ code, exampleKey }: IHttpOperationConfig, { responses }: IHttpOperation): void {
  if (exampleKey === undefined) return
  const answer =
    code === undefined
      ? responses.find(response => response.code.startsWith('2'))
      : (responses.find(response => response.code === String(code)) ??
        responses.find(response => response.code === 'default'))
  const keys = (answer?.contents ?? []).flatMap(({ examples }) => (examples ?? []).map(({ key }) => key))
  if (!keys.includes(exampleKey)) {
    throw impossible('example', `${exampleKey} is no example of this answer; it has ${keys.join(', ')}`)
  }
}

/** Prism gives numbers where the contract's example is one, and a Content-Type, which the front tells. */
const stringValues = (headers: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name.toLowerCase() !== 'content-type')
      .map(([name, value]) => [name, String(value)]),
  )
