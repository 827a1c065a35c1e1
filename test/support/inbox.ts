/** What the tests of the inbox do to a copy, and what they read of it. */
import type { components } from '../../generated/control/types.ts'
import { copyOf } from './control.ts'
import { conversation, mail, type TestServer } from './server.ts'

export type Schemas = components['schemas']
type Copy = ReturnType<typeof copyOf>

export const START = '2027-01-01T00:00:00.000Z'

/** A copy whose time stands still. */
export async function frozenCopy(server: Pick<TestServer, 'url'>): Promise<Copy> {
  const copy = copyOf(server)
  await copy.control.PUT('/_control/clock', { body: { now: START, frozen: true } })
  return copy
}

export async function open({ atender }: Copy, reference: string, more: object = {}): Promise<string> {
  const body = { ...conversation(reference), channel: 'webchat' as const, ...more }
  const { data, error } = await atender.POST('/v1/conversations/outbound', { body })
  if (!data) throw new Error(JSON.stringify(error))
  return data.id
}

export async function compose({ fernand }: Copy, more: object = {}): Promise<string> {
  const { data, error } = await fernand.POST('/conversations/compose', { body: { ...mail, ...more } })
  if (!data) throw new Error(JSON.stringify(error))
  return String(data.conversation_id)
}

type ListQuery = NonNullable<Parameters<typeof list>[1]>

/** What the inbox lists. */
export async function list(
  { control }: Copy,
  query: {
    folder?: keyof Schemas['ConversationList']['counts']
    api?: 'atender' | 'fernand'
    search?: string
    cursor?: string
    limit?: number
  } = {},
): Promise<Schemas['ConversationList']> {
  const { data, error } = await control.GET('/_control/conversations', { params: { query } })
  if (!data) throw new Error(JSON.stringify(error))
  return data
}

export const idsIn = async (copy: Copy, query?: ListQuery) =>
  (await list(copy, query)).data.map(({ id }) => id)

export async function timeline(
  { control }: Copy,
  id: string,
  query: { cursor?: string; limit?: number } = {},
) {
  const { data, error } = await control.GET('/_control/conversations/{id}/timeline', {
    params: { path: { id }, query },
  })
  if (!data) throw new Error(JSON.stringify(error))
  return data
}

/** The messages alone. */
export const messages = async (copy: Copy, id: string) =>
  (await timeline(copy, id)).data.filter(line => line.kind === 'message')

export const status = ({ control }: Copy, id: string, body: Schemas['StatusUpdate']) =>
  control.POST('/_control/conversations/{id}/status', { params: { path: { id } }, body })
