import { Refusal } from '../../errors/refusal.ts'
import type { ControlHandlers } from '../handler.ts'

export const sessionHandlers: ControlHandlers<'createSession' | 'deleteSession'> = {
  async createSession({ body, headers, sessions }) {
    if (!sessions.isNeeded) return { status: 204 }
    if (!sessions.isToken(body.token))
      throw new Refusal('unauthorized', 'That is not the ADMIN_TOKEN of the server.')
    // Whoever stands in front of the server says so; by itself it speaks no TLS.
    const isSecure =
      headers.origin?.startsWith('https://') === true || headers['x-forwarded-proto'] === 'https'
    return { status: 204, headers: { 'Set-Cookie': sessions.open(isSecure) } }
  },
  deleteSession: async ({ sessions }) => ({ status: 204, headers: { 'Set-Cookie': sessions.close() } }),
}
