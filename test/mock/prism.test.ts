/** Prism, which the mock makes up answers with, beside the front that refuses for it. */
import { createInstance, getHttpOperationsFromSpec } from '@stoplight/prism-http'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Api, apis } from '../../server/apis/apis.ts'
import type { OperationFacts } from '../../server/contracts.ts'
import { badRequests } from '../../verify/bad-requests.ts'
import { exampleBody } from '../support/contract.ts'

type Logger = Parameters<typeof createInstance>[1]['logger']
type Method = Parameters<ReturnType<typeof createInstance>['request']>[0]['method']

const silent = (() => {
  const ignore = () => {}
  const logger = {
    debug: ignore,
    info: ignore,
    warn: ignore,
    error: ignore,
    success: ignore,
    child: () => logger,
  }
  return logger as unknown as Logger // all that Prism calls
})()

/** Members whose formats, `address-list` and `webhook-url`, Prism does not know; the front checks them. */
const ownFormats: Record<Api, string[]> = { atender: ['/url'], fernand: ['/to', '/cc', '/bcc'] }

describe.each(Object.keys(apis) as Api[])("Prism's verdict on requests of %s", api => {
  let violationsOf: (request: { method: string; path: string; body: unknown }) => Promise<unknown[]>
  beforeAll(async () => {
    const resources = await getHttpOperationsFromSpec(structuredClone(apis[api].contract))
    const prism = createInstance(
      {
        isProxy: false,
        checkSecurity: false,
        validateRequest: true,
        validateResponse: false,
        errors: false,
        upstreamProxy: undefined,
        mock: { dynamic: false },
      },
      { logger: silent },
    )
    violationsOf = async ({ method, path, body }) => {
      const { pathname, searchParams } = new URL(path, 'http://mock')
      const result = await prism.request(
        {
          method: method.toLowerCase() as Method,
          url: { path: pathname, query: Object.fromEntries(searchParams) },
          headers: { 'content-type': 'application/json' },
          body,
        },
        resources,
      )()
      if (result._tag === 'Left') throw result.left
      return result.right.validations.input
    }
  })

  it('is the one of the front, but for unknown parameters and formats of our own', async () => {
    const passed = []
    for (const request of badRequests(api)) {
      if ((await violationsOf(request)).length === 0) passed.push(request)
    }
    const unknown = passed.filter(({ expected }) => expected.in === 'query')
    expect(unknown.length).toBeGreaterThan(0)
    for (const { expected } of unknown) expect(expected.code).toBe('additionalProperties')
    const others = passed.filter(one => !unknown.includes(one))
    for (const { expected } of others) expect(expected.code).toBe('format')
    expect([...new Set(others.map(({ expected }) => expected.path))]).toEqual(ownFormats[api])
  })

  it('is that every example of a request is right', async () => {
    const operations: Readonly<Record<string, OperationFacts>> = apis[api].operations
    for (const [id, { method, path, maxBodyBytes, query }] of Object.entries(operations)) {
      const filled = path.replaceAll(/\{(\w+)\}/g, (_, name) =>
        name === 'uuid' || path.startsWith('/v1/attachments') ? '3c90c3cc-0d44-4b50-8888-8dd25736052a' : '7',
      )
      const request = {
        method,
        path: filled + (query.includes('token') ? '?token=a' : ''),
        body: maxBodyBytes === null ? undefined : exampleBody(api, id),
      }
      expect([id, await violationsOf(request)]).toEqual([id, []])
    }
  })
})
