import { filled } from '../../face/handler.ts'
import type { ControlHandlers } from '../handler.ts'
import { requireDetail } from '../inbox/detail.ts'
import { listConversations } from '../inbox/list.ts'
import { setTags } from '../inbox/tags.ts'
import { listTimeline } from '../inbox/timeline.ts'

export const conversationHandlers: ControlHandlers<
  'listConversations' | 'getConversation' | 'listTimeline' | 'updateTags'
> = {
  listConversations: async ({ world, query }) => ({
    status: 200,
    body: await listConversations(world, { ...query, limit: filled(query.limit) }),
  }),
  getConversation: async ({ world, path }) => ({ status: 200, body: await requireDetail(world, path.id) }),
  listTimeline: async ({ world, path, query }) => ({
    status: 200,
    body: await listTimeline(world, path.id, { ...query, limit: filled(query.limit) }),
  }),
  updateTags: async ({ world, path, body }) => ({
    status: 200,
    body: await setTags(world, path.id, body.tags),
  }),
}
