import type { operations } from '../../../generated/fernand/types.ts'
import { messagePageSize } from '../../contracts.ts'
import type { Handler } from '../../face/handler.ts'
import { idOf } from '../../tenants/numbers.ts'
import { parseEntryId, timelineView } from '../views.ts'

export const listMessages: Handler<operations['listMessages']> = async (
  { principal, path, query, links },
  domain,
) => {
  const timeline = await domain.listTimeline(principal.tenantId, idOf(principal.numbers, path.id), {
    before: query.before === undefined ? undefined : parseEntryId(query.before, principal.numbers),
    limit: messagePageSize,
  })
  return { status: 200, body: timeline.map(entry => timelineView(entry, links, principal)) }
}
