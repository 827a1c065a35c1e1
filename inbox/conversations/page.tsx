import { useEffect, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { ask, control } from '../api.ts'
import { useShortcuts } from '../keyboard.tsx'
import { to } from '../places.ts'
import { tell } from '../ui/toast.tsx'
import type { Reply } from './composer.tsx'
import { Conversation } from './conversation.tsx'
import { type Chosen, folders, useConversations } from './data.ts'
import { FirstSteps } from './first-steps.tsx'
import { ConversationList } from './list.tsx'

/** The list, and the conversation that is open. */
export function Conversations({ id }: { id?: string }) {
  const { query, route } = useLocation()
  const chosen: Chosen = {
    folder:
      query.folder === 'all'
        ? undefined
        : (folders.find(({ folder }) => folder === query.folder)?.folder ?? 'open'),
    api: query.api === 'atender' || query.api === 'fernand' ? query.api : undefined,
    search: query.search ?? '',
  }
  const list = useConversations(chosen)
  const isFirst = list.counts !== undefined && Object.values(list.counts).every(count => count === 0)
  const [marked, setMarked] = useState(id)
  /** The same, for a key that is pressed before that is drawn. */
  const latest = useRef(id)
  const mark = (which: string) => {
    latest.current = which
    setMarked(which)
  }
  const reply = useRef<Reply>({}).current
  const search = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (id !== undefined) mark(id)
  }, [id])

  const address = (path: string, change: Record<string, string | undefined> = {}) =>
    to(path, { folder: query.folder, api: chosen.api, search: chosen.search, ...change })
  const open = (which: string) => route(address(`/inbox/conversations/${encodeURIComponent(which)}`))
  const choose = (change: Record<string, string | undefined>) =>
    route(address(id === undefined ? '/inbox' : `/inbox/conversations/${id}`, change), true)

  const move = (by: number) => {
    const index = list.rows.findIndex(row => row.id === latest.current)
    const next = list.rows[index === -1 ? 0 : Math.max(0, Math.min(list.rows.length - 1, index + by))]
    if (!next) return
    mark(next.id)
    // Where a conversation is open, the next one opens in its place.
    if (id !== undefined && innerWidth > 820) open(next.id)
  }
  const close = async () => {
    const target = list.rows.find(row => row.id === (id ?? latest.current))
    if (!target) return
    const isOpen = target.status === 'active' || target.status === 'snoozed'
    const word = target.api === 'atender' ? (['active', 'done'] as const) : (['opened', 'closed'] as const)
    try {
      await ask(
        control.POST('/_control/conversations/{id}/status', {
          params: { path: { id: target.id } },
          body: { status: word[isOpen ? 1 : 0] },
        }),
      )
      tell(isOpen ? 'Marked as done' : 'Open again')
    } catch (error) {
      tell(error)
    }
  }
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    Enter: () => {
      if (latest.current !== undefined) open(latest.current)
    },
    r: () => {
      if (reply.begin) reply.begin()
      else reply.askedIn = id
    },
    e: () => void close(),
    '/': () => search.current?.focus(),
    Escape: () => id !== undefined && route(address('/inbox')),
  })

  return (
    <div class={id !== undefined ? 'panes has-open' : isFirst ? 'panes is-first' : 'panes'}>
      {id === undefined && <h1 class="hidden">Inbox</h1>}
      <ConversationList
        list={list}
        chosen={chosen}
        marked={id ?? marked}
        choose={choose}
        addressOf={row => address(`/inbox/conversations/${encodeURIComponent(row)}`)}
        search={search}
      />
      {id === undefined ? (
        <section class="nothing-open" aria-label="Conversation">
          {isFirst ? (
            <FirstSteps />
          ) : (
            <p>Choose a conversation. With the keyboard: j, k and Enter; ? lists the keys.</p>
          )}
        </section>
      ) : (
        <Conversation key={id} id={id} back={address('/inbox')} reply={reply} gone={list.forget} />
      )}
    </div>
  )
}
