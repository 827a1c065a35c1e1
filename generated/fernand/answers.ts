// Generated from openapi/fernand/openapi.yaml: do not edit, run `npm run generate`.

const message = { id: 's', conversation_id: 'n', type: 's', way: 's', status: 's', source: 's' } as const

const violation = { path: 's', code: 's', message: 's' } as const

const validationError = { error: 's', errors: [violation] } as const

const error = { error: 's' } as const

const conversation = { id: 'n', contact_id: 'n', status: 's', channel_id: 'n' } as const

const conversationList = { data: [conversation] } as const

const conversationsUpdated = { conversations: [conversation] } as const

const note = { id: 's', conversation_id: 'n', type: 's' } as const

const timelineEntry = { id: 's', type: 's', $: 'type', $of: { MESSAGE: message, NOTE: note } } as const

const tag = { id: 'n' } as const

const draft = { created: 's', last_updated: 's', conversation_id: 'n' } as const

const contact = { id: 'n' } as const

const agent = { id: 'n' } as const

const organization = { name: 's', slug: 's' } as const

const channel = { id: 'n' } as const

const snippet = { id: 'n' } as const

/** By status the operations that answer it when all went well, each with what it answers; 0 for what is no JSON. */
export const successes = {
  200: {
    'POST /conversations/compose': message,
    'GET /conversations': conversationList,
    'POST /conversations/bulk': conversationsUpdated,
    'GET /conversations/{id}': conversation,
    'PATCH /conversations/{id}': conversation,
    'POST /conversations/{id}/reply': message,
    'GET /conversations/{id}/messages': [timelineEntry],
    'POST /conversations/{id}/notes': note,
    'PATCH /conversations/{id}/notes/{note_id}': note,
    'POST /conversations/{id}/tags': tag,
    'DELETE /conversations/{id}/tags/{tag}': conversation,
    'POST /conversations/{conv_id}/drafts': draft,
    'GET /contacts': [contact],
    'GET /contacts/{id}': contact,
    'PATCH /contacts/{id}': contact,
    'GET /conversations/{uuid}/original.eml': 0,
    'GET /attachments/{uuid}': 0,
    'GET /agents': [agent],
    'GET /organization': organization,
    'GET /organization/channels': [channel],
    'GET /snippets': [snippet],
    'POST /snippets': snippet,
    'GET /tags': [tag],
    'POST /tags': tag,
  },
  204: {
    'DELETE /conversations/{id}': 0,
    'DELETE /conversations/{id}/messages/{message_id}': 0,
    'DELETE /conversations/{conv_id}/drafts/{draft_id}': 0,
  },
} as const

/** The answers of all operations to what did not, by status; 0 for every other one. */
export const problems = { 0: error, 400: validationError } as const
