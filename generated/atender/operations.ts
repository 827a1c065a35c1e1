// Generated from openapi/atender/openapi.yaml: do not edit, run `npm run generate`.

export const operations = {
  createOutboundConversation: {
    method: 'post',
    path: '/v1/conversations/outbound',
    security: ['apiKey'],
    scopes: ['conversations:write'],
    query: [],
    statuses: [201, 400, 401, 403, 409, 413, 415, 429],
    maxBodyBytes: 2097152,
  },
  listConversations: {
    method: 'get',
    path: '/v1/conversations',
    security: ['apiKey'],
    scopes: ['conversations:read'],
    query: ['externalReference', 'limit', 'cursor'],
    statuses: [200, 400, 401, 403, 429],
    maxBodyBytes: null,
  },
  getConversation: {
    method: 'get',
    path: '/v1/conversations/{id}',
    security: ['apiKey'],
    scopes: ['conversations:read'],
    query: [],
    statuses: [200, 400, 401, 403, 404, 429],
    maxBodyBytes: null,
  },
} as const

export type OperationId = keyof typeof operations
