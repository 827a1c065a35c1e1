import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { VList, type VListHandle } from 'virtua'
import { countdown } from '../format.ts'
import { now } from '../live.ts'
import { isUnread } from '../settings.ts'
import { Avatar, Empty, Problem, State, Tag, Time } from '../ui/basics.tsx'
import { Icon } from '../ui/icon.tsx'
import { type Chosen, type Conversation, folders, type useConversations } from './data.ts'

/** So many rows before the end the next page is asked for. */
const AHEAD = 20

export function ConversationList({
  list,
  chosen,
  marked,
  choose,
  addressOf,
  search,
}: {
  list: ReturnType<typeof useConversations>
  chosen: Chosen
  marked: string | undefined
  choose: (change: Record<string, string | undefined>) => void
  addressOf: (id: string) => string
  search: RefObject<HTMLInputElement | null>
}) {
  const { rows, counts, cursor, error, more, again } = list
  const view = useRef<VListHandle>(null)
  const index = rows.findIndex(({ id }) => id === marked)
  // Rows that come in between move nobody's view.
  useEffect(() => {
    if (index >= 0) view.current?.scrollToIndex(index, { align: 'nearest' })
  }, [marked])
  // What comes in above moves nobody's view either, unless it shows the top.
  const ends = useRef<{ first: string | undefined; last: string | undefined }>({
    first: undefined,
    last: undefined,
  })
  const [first, last] = [rows[0]?.id, rows.at(-1)?.id]
  const isAbove = first !== ends.current.first && last === ends.current.last
  useEffect(() => {
    ends.current = { first, last }
  }, [first, last])
  const lookAhead = () => {
    const handle = view.current
    if (handle && handle.findItemIndex(handle.scrollOffset + handle.viewportSize) > rows.length - AHEAD)
      more()
  }
  const total = counts && Object.values(counts).reduce((sum, count) => sum + count, 0)
  return (
    <section class="list" aria-label="Conversations">
      <header>
        <Search value={chosen.search} choose={search_ => choose({ search: search_ })} field={search} />
        <nav class="tabs" aria-label="Folders">
          {folders.map(({ folder, name }) => (
            <button
              type="button"
              key={folder}
              aria-current={chosen.folder === folder ? 'true' : undefined}
              onClick={() => choose({ folder })}
            >
              {name} <span class="count">{counts?.[folder] ?? ''}</span>
            </button>
          ))}
          <button
            type="button"
            aria-current={chosen.folder === undefined ? 'true' : undefined}
            onClick={() => choose({ folder: 'all' })}
          >
            All <span class="count">{total ?? ''}</span>
          </button>
        </nav>
        <label class="api-filter">
          <span class="hidden">API</span>
          <select value={chosen.api ?? ''} onChange={event => choose({ api: event.currentTarget.value })}>
            <option value="">Both APIs</option>
            <option value="atender">Atender</option>
            <option value="fernand">Fernand</option>
          </select>
        </label>
      </header>
      {error && <Problem error={error} again={again} />}
      {cursor !== undefined && rows.length === 0 && !error && (
        <Nothing chosen={chosen} isFirst={total === 0} choose={choose} />
      )}
      {/* Preact's types take the reference for one to an element. */}
      <VList
        shift={isAbove && (view.current?.scrollOffset ?? 0) > 0}
        ref={view as never}
        class="rows"
        onScroll={lookAhead}
        aria-label="Conversations"
        tabIndex={-1}
      >
        {rows.map(row => (
          <Row key={row.id} row={row} isMarked={row.id === marked} href={addressOf(row.id)} />
        ))}
      </VList>
    </section>
  )
}

function Search({
  value,
  choose,
  field,
}: {
  value: string
  choose: (search: string) => void
  field: RefObject<HTMLInputElement | null>
}) {
  const [text, setText] = useState(value)
  // Where it leads to may have changed when its time comes: a conversation was opened meanwhile.
  const latest = useRef(choose)
  latest.current = choose
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (text.trim() === value) return
    const timer = setTimeout(() => latest.current(text.trim()), 200)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <label class="search">
      <Icon name="search" />
      <span class="hidden">Search</span>
      <input
        ref={field}
        type="search"
        placeholder="Search"
        value={text}
        onInput={event => setText(event.currentTarget.value)}
        maxLength={200}
      />
      <kbd>/</kbd>
    </label>
  )
}

const Nothing = ({
  chosen,
  isFirst,
  choose,
}: {
  chosen: Chosen
  isFirst: boolean
  choose: (change: Record<string, string | undefined>) => void
}) =>
  isFirst ? (
    <p class="quiet-line first">What comes by API stands here.</p>
  ) : chosen.search !== '' ? (
    <Empty icon="search" title="Nothing found">
      <p>Whole words of a subject or a message are found, and whole addresses.</p>
      <button type="button" class="button plain" onClick={() => choose({ search: '', folder: 'all' })}>
        Show all conversations
      </button>
    </Empty>
  ) : (
    <Empty icon="check" title="Nothing here">
      <p>No conversation is in this folder.</p>
      <button type="button" class="button plain" onClick={() => choose({ folder: 'all', api: '' })}>
        Show all conversations
      </button>
    </Empty>
  )

function Row({ row, isMarked, href }: { row: Conversation; isMarked: boolean; href: string }) {
  const { contact, subject, preview, tags, team, agent } = row
  const isNew = isUnread(row)
  return (
    <a
      class={isNew ? 'conversation unread' : 'conversation'}
      href={href}
      aria-current={isMarked ? 'true' : undefined}
    >
      <Avatar person={contact} />
      <span class="who">
        {isNew && <span class="hidden">Unread: </span>}
        <span class="name">{contact.name ?? contact.email}</span>
        <Time at={row.updatedAt} />
      </span>
      <span class="subject">{subject || '(no subject)'}</span>
      <span class="preview">{preview || 'No message yet'}</span>
      <span class="marks">
        <span class={`badge ${row.api}`}>{row.api === 'atender' ? row.channel : 'e-mail'}</span>
        {row.pendingMails > 0 && <State tone="busy">sending</State>}
        {row.failedMails > 0 && <State tone="bad">not delivered</State>}
        {row.snoozedUntil && (
          <State tone="quiet">wakes in {countdown(Date.parse(row.snoozedUntil) - now.value)}</State>
        )}
        {tags.slice(0, 3).map(tag => (
          <Tag key={tag.slug} tag={tag} />
        ))}
        {(agent ?? team) && <span class="assignee">{agent?.name ?? team?.name}</span>}
      </span>
    </a>
  )
}
