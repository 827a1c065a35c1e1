import { Refusal } from '../../errors/refusal.ts'
import type { ControlHandlers } from '../handler.ts'

export const sessionHandlers: ControlHandlers<'createSession' | 'deleteSession'> = {
  async createSession({ body, headers, caller, sessions }) {
    if (!sessions.isNeeded) return { status: 204 }
    if (!sessions.isToken(body.token)) {
      sessions.wrongTokens.count(caller(), body.token)
      throw new Refusal('unauthorized', 'That is not the ADMIN_TOKEN of the server.')
    }
    // The server itself speaks no TLS; a page says how it was reached.
    const isSecure = headers.origin?.startsWith('https://') === true
    return { status: 204, headers: { 'Set-Cookie': sessions.open(isSecure) } }
  },
  deleteSession: async ({ sessions }) => ({ status: 204, headers: { 'Set-Cookie': sessions.close() } }),
}
