import { type Api, apis } from '../../server/apis/apis.ts'
import type { OperationFacts } from '../../server/contracts.ts'
import { exampleBody } from './contract.ts'

/** A request to an operation that the mock lets through. */
export interface OperationRequest {
  api: Api
  id: string
  facts: OperationFacts
  /** With its query. */
  path: string
  init: { method: string; headers: Record<string, string>; body?: string }
}

/** One right request to every operation, with the first example of its body. */
export const operationRequests: OperationRequest[] = (Object.keys(apis) as Api[]).flatMap(api =>
  Object.entries(apis[api].operations as Readonly<Record<string, OperationFacts>>).map(([id, facts]) => {
    const path = facts.path.replaceAll(/\{(\w+)\}/g, (_, name) =>
      name === 'uuid' || facts.path.startsWith('/v1/attachments')
        ? '3c90c3cc-0d44-4b50-8888-8dd25736052a'
        : '7',
    )
    return {
      api,
      id,
      facts,
      path: path + (facts.query.includes('token') ? '?token=a' : ''),
      init: {
        method: facts.method.toUpperCase(),
        headers: {
          Authorization: 'Bearer sa_test_any',
          'X-API-Key': 'sk_any',
          'Content-Type': 'application/json',
        },
        ...(facts.maxBodyBytes === null ? {} : { body: JSON.stringify(exampleBody(api, id)) }),
      },
    }
  }),
)
