import type { components } from '../../generated/fernand/types.ts'
import type { GivenChange } from '../conversations/update-mail.ts'
import { idOf, type Numbers } from '../tenants/numbers.ts'
import { storedStatus } from './views.ts'

/** What a body asks a conversation to become. */
export const changeOf = (
  body: components['schemas']['ConversationUpdate'],
  numbers: Numbers,
): GivenChange => ({
  status: body.status && storedStatus[body.status],
  snoozeUntil: body.snooze_until,
  agent:
    body.agent_id === undefined && body.agent_email === undefined
      ? undefined
      : body.agent_id === null
        ? null
        : { id: body.agent_id, email: body.agent_email },
  subject: body.subject,
  contactId: body.contact_id === undefined ? undefined : idOf(numbers, body.contact_id),
})
