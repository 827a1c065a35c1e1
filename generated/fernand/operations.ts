// Generated from openapi/fernand/openapi.yaml: do not edit, run `npm run generate`.

export const operations = {
  composeConversation: {
    method: 'post',
    path: '/conversations/compose',
    security: ['apiKey'],
    scopes: [],
    query: [],
    statuses: [200, 400, 401, 404, 413, 415, 429],
    maxBodyBytes: 37748736,
  },
  getConversation: {
    method: 'get',
    path: '/conversations/{id}',
    security: ['apiKey'],
    scopes: [],
    query: [],
    statuses: [200, 400, 401, 404, 429],
    maxBodyBytes: null,
  },
  listMessages: {
    method: 'get',
    path: '/conversations/{id}/messages',
    security: ['apiKey'],
    scopes: [],
    query: ['before'],
    statuses: [200, 400, 401, 404, 429],
    maxBodyBytes: null,
  },
} as const

export type OperationId = keyof typeof operations
