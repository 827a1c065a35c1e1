// Generated from openapi/fernand/openapi.yaml: do not edit, run `npm run generate`.

const message = { id: 's', conversation_id: 'n', type: 's', timestamp: 's', way: 's', status: 's', source: 's' } as const

const violation = { path: 's', code: 's', message: 's' } as const

const validationError = { error: 's', errors: [violation] } as const

const error = { error: 's' } as const

const recipient = { id: 'n', contact_id: 'n', kind: 's', conversation_id: 'n' } as const

const conversation = { id: 'n', contact_id: 'n', subject: 's', status: 's', last_update: 's', tags: 'a', recipients: [recipient], agent_id: 'n0', channel_id: 'n', snooze_until: 's0', cursor: 's' } as const

const conversationList = { data: [conversation], cursor: 's0' } as const

const note = { id: 's', conversation_id: 'n', message: 's', created: 's', type: 's', timestamp: 's', agent_id: 'n0', actions: ['o'], edited_at: 's0' } as const

const timelineEvent = { id: 's', conversation_id: 'n', type: 's', timestamp: 's', event: 's', agent_id: 'n0', data: 'o' } as const

const timelineEntry = { id: 's', conversation_id: 'n', type: 's', timestamp: 's', $: 'type', $of: { MESSAGE: message, NOTE: note, EVENT: timelineEvent } } as const

const tag = { id: 'n', slug: 's', name: 's', color: 's', count_conversations: 'n', is_system: 'b' } as const

const agent = { id: 'n', email: 's', name: 's', is_removed: 'b' } as const

const channel = { id: 'n', name: 's', email: 's', destination: 's', is_valid: 'b' } as const

const snippet = { id: 'n', title: 's', created: 's', applied_count: 'n', categories: 'a', actions: [{ id: 'n', name: 's', data: 'o', sort: 'n' }] } as const

/** Of each operation, the answer to what went well, by status; 0 for one that is no JSON. */
export const successes = {
  'POST /conversations/compose': { 200: message },
  'GET /conversations': { 200: conversationList },
  'GET /conversations/{id}': { 200: conversation },
  'DELETE /conversations/{id}': { 204: 0 },
  'PATCH /conversations/{id}': { 200: conversation },
  'POST /conversations/{id}/reply': { 200: message },
  'GET /conversations/{id}/messages': { 200: [timelineEntry] },
  'DELETE /conversations/{id}/messages/{message_id}': { 204: 0 },
  'POST /conversations/{id}/notes': { 200: note },
  'PATCH /conversations/{id}/notes/{note_id}': { 200: note },
  'POST /conversations/{id}/tags': { 200: tag },
  'DELETE /conversations/{id}/tags/{tag}': { 200: conversation },
  'GET /conversations/{uuid}/original.eml': { 200: 0 },
  'GET /attachments/{uuid}': { 200: 0 },
  'GET /agents': { 200: [agent] },
  'GET /organization/channels': { 200: [channel] },
  'GET /snippets': { 200: [snippet] },
  'GET /tags': { 200: [tag] },
} as const

/** The answers of all operations to what did not, by status; 0 for every other one. */
export const problems = { 0: error, 400: validationError } as const
