/** The list of conversations, a page at a time, and kept up to date. */
import { useSignalEffect } from '@preact/signals'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { ask, control, Refused, type Schemas } from '../api.ts'
import { version } from '../live.ts'
import { tenant } from '../settings.ts'

export type Conversation = Schemas['Conversation']
export type Folder = keyof Schemas['ConversationList']['counts']

/** What is looked for. */
export interface Chosen {
  folder: Folder | undefined
  api: Conversation['api'] | undefined
  search: string
}

export const folders: { folder: Folder; name: string }[] = [
  { folder: 'open', name: 'Open' },
  { folder: 'snoozed', name: 'Snoozed' },
  { folder: 'closed', name: 'Closed' },
  { folder: 'spam', name: 'Spam' },
]

const folderOf: Record<Conversation['status'], Folder> = {
  active: 'open',
  snoozed: 'snoozed',
  done: 'closed',
  archived: 'closed',
  spam: 'spam',
}

const PAGE = 100

interface List {
  rows: Conversation[]
  counts: Schemas['ConversationList']['counts'] | undefined
  /** Asks for the next page; null on the last one, undefined before the first. */
  cursor: string | null | undefined
  error: Refused | undefined
}

const empty: List = { rows: [], counts: undefined, cursor: undefined, error: undefined }

const read = ({ folder, api, search }: Chosen, cursor?: string) =>
  ask(
    control.GET('/_control/conversations', {
      params: {
        query: {
          limit: PAGE,
          ...(folder ? { folder } : {}),
          ...(api ? { api } : {}),
          ...(search === '' ? {} : { search }),
          ...(cursor === undefined ? {} : { cursor }),
        },
      },
    }),
  )

/** Those that fit, the latest first, as far as somebody has looked. */
export function useConversations(
  chosen: Chosen,
): List & { more: () => void; again: () => void; forget: (id: string) => void } {
  const { folder, api, search } = chosen
  const key = [tenant.value, folder, api, search].join(' ')
  const [list, setList] = useState<List & { key: string }>({ ...empty, key })
  const current = useRef({ key, isReading: false })
  current.current.key = key

  const begin = useCallback(async () => {
    const asked = key
    try {
      const { data, counts, nextCursor } = await read({ folder, api, search })
      if (current.current.key === asked)
        setList({ key: asked, rows: data, counts, cursor: nextCursor, error: undefined })
    } catch (error) {
      if (current.current.key === asked) setList(before => ({ ...before, key: asked, error: refusal(error) }))
    }
  }, [key, folder, api, search])

  useEffect(() => void begin(), [begin])

  /** What was touched comes to the top of a list of all, whether it is still to be shown here or not. */
  const follow = useCallback(async () => {
    const asked = key
    if (search !== '') return begin()
    try {
      const { data, counts } = await read({ folder: undefined, api, search })
      if (current.current.key !== asked) return
      setList(before => {
        if (before.key !== asked || before.cursor === undefined) return before
        const touched = new Map(data.map(row => [row.id, row]))
        const oldest = data.at(-1)?.updatedAt ?? ''
        const known = before.rows.filter(({ id }) => !touched.has(id))
        // More was touched than one page tells.
        if (data.length === PAGE && before.rows[0] && oldest > before.rows[0].updatedAt) {
          void begin()
          return { ...before, counts }
        }
        const shown = data.filter(({ status }) => folder === undefined || folderOf[status] === folder)
        const last = known.at(-1)?.updatedAt
        // What lies behind the last page that was read comes with the next one.
        const fresh = shown.filter(
          ({ updatedAt }) => before.cursor === null || last === undefined || updatedAt >= last,
        )
        const rows = [...fresh, ...known].sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))
        return { ...before, rows, counts, error: undefined }
      })
    } catch (error) {
      if (current.current.key === asked) setList(before => ({ ...before, error: refusal(error) }))
    }
  }, [key, folder, api, search, begin])

  const latest = useRef(follow)
  latest.current = follow
  const known = useRef(version.peek())
  useSignalEffect(() => {
    if (version.value === known.current) return
    known.current = version.value
    void latest.current()
  })

  const more = useCallback(async () => {
    const { cursor } = list
    if (typeof cursor !== 'string' || current.current.isReading) return
    const asked = key
    current.current.isReading = true
    try {
      const { data, nextCursor } = await read({ folder, api, search }, cursor)
      if (current.current.key !== asked) return
      setList(before => {
        const ids = new Set(before.rows.map(({ id }) => id))
        return {
          ...before,
          rows: [...before.rows, ...data.filter(({ id }) => !ids.has(id))],
          cursor: nextCursor,
        }
      })
    } catch (error) {
      if (current.current.key === asked) setList(before => ({ ...before, error: refusal(error) }))
    } finally {
      current.current.isReading = false
    }
  }, [key, list, folder, api, search])

  const shown = list.key === key ? list : { ...empty, counts: list.counts }
  /** Of one that is no longer there. */
  const forget = useCallback(
    (id: string) => setList(before => ({ ...before, rows: before.rows.filter(row => row.id !== id) })),
    [],
  )
  return { ...shown, more, again: begin, forget }
}

const refusal = (error: unknown): Refused =>
  error instanceof Refused ? error : new Refused(0, String(error))
