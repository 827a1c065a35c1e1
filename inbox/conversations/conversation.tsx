import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { ask, control, type Schemas } from '../api.ts'
import { useQuery } from '../query.ts'
import { markSeen } from '../settings.ts'
import { Action, Empty, Problem, Time } from '../ui/basics.tsx'
import { Icon } from '../ui/icon.tsx'
import { Actions } from './actions.tsx'
import { Composer, type Reply } from './composer.tsx'
import { Details } from './details.tsx'
import { Change, Message, Note } from './entries.tsx'

/** What is read of a conversation at a time. */
const PAGE = 50

/** So close to its end, in pixels, a thread goes on to show what comes. */
const NEAR = 120

type Entry = Schemas['TimelineList']['data'][number]

/** A conversation that is open: its thread, what can be done, and what stands beside it. */
export function Conversation({
  id,
  back,
  reply,
  gone,
}: {
  id: string
  /** Is told when it is no longer there. */
  gone: (id: string) => void
  back: string
  reply: Reply
}) {
  const path = { path: { id } }
  const conversation = useQuery(`conversation ${id}`, () =>
    ask(control.GET('/_control/conversations/{id}', { params: path })),
  )
  const timeline = useTimeline(id)
  const [isDetailed, setDetailed] = useState(false)
  const thread = useRef<HTMLDivElement>(null)
  const wasNear = useRef(true)
  const { data } = conversation
  useEffect(() => {
    if (data) markSeen(data)
  }, [data])
  const isGone = conversation.error?.status === 404
  useEffect(() => {
    if (isGone) gone(id)
  }, [isGone, gone, id])
  useFollowing(thread, wasNear, timeline.entries)

  if (conversation.error && !data) {
    return (
      <section class="conversation-pane" aria-label="Conversation">
        <a class="button bare back-link" href={back}>
          <Icon name="back" /> Back
        </a>
        {isGone ? (
          <Empty icon="trash" title="This conversation is not there">
            <p>It was deleted; or it was never sent, and its only mail was taken back.</p>
            <a class="button plain" href={back}>
              To the list
            </a>
          </Empty>
        ) : (
          <Problem error={conversation.error} again={conversation.refresh} />
        )}
      </section>
    )
  }
  return (
    <section
      class={isDetailed ? 'conversation-pane detailed' : 'conversation-pane'}
      aria-label="Conversation"
    >
      <header class="conversation-head">
        <a class="button bare back-link" href={back} aria-label="Back to the list">
          <Icon name="back" />
        </a>
        <div class="title">
          <h1>{data?.subject || (data ? '(no subject)' : ' ')}</h1>
          {data && (
            <p>
              <span class={`badge ${data.api}`}>{data.api === 'atender' ? data.channel : 'e-mail'}</span>{' '}
              {data.contact.name ?? data.contact.email} · opened <Time at={data.createdAt} />
            </p>
          )}
        </div>
        <button
          type="button"
          class="button bare details-toggle"
          aria-expanded={isDetailed}
          onClick={() => setDetailed(!isDetailed)}
          aria-label="Contact and details"
          title="Contact and details"
        >
          <Icon name={isDetailed ? 'close' : 'info'} />
        </button>
        {data && <Actions conversation={data} />}
      </header>
      <div
        class="thread"
        ref={thread}
        tabIndex={0}
        role="log"
        aria-label="Messages"
        onScroll={({ currentTarget }) => {
          const { scrollHeight, scrollTop, clientHeight } = currentTarget
          wasNear.current = scrollHeight - scrollTop - clientHeight < NEAR
        }}
      >
        {timeline.cursor && (
          <Action kind="plain" run={timeline.earlier}>
            Earlier messages
          </Action>
        )}
        {timeline.entries?.length === 0 && (
          <p class="quiet-line">
            No message yet. Write as the customer below, and see what your code does with it.
          </p>
        )}
        {timeline.entries?.map(entry => (
          <One key={entry.id} entry={entry} />
        ))}
      </div>
      {data && <Composer conversation={data} reply={reply} />}
      {data && <Details conversation={data} />}
    </section>
  )
}

function One({ entry }: { entry: Entry }) {
  switch (entry.kind) {
    case 'message':
      return <Message message={entry} />
    case 'note':
      return <Note note={entry} />
    case 'change':
      return <Change change={entry} />
  }
}

/** What stands in a conversation, the oldest first, as far back as somebody has looked. */
function useTimeline(id: string) {
  const read = (cursor?: string) =>
    ask(
      control.GET('/_control/conversations/{id}/timeline', {
        params: { path: { id }, query: { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) } },
      }),
    )
  const latest = useQuery(`timeline ${id}`, () => read())
  const [older, setOlder] = useState<{ entries: Entry[]; cursor: string | null } | undefined>(undefined)
  const cursor = older ? older.cursor : latest.data?.nextCursor
  const newest = latest.data?.data
  const ids = new Set(newest?.map(entry => entry.id))
  const entries =
    newest && [...newest, ...(older?.entries.filter(entry => !ids.has(entry.id)) ?? [])].reverse()
  return {
    entries,
    cursor,
    async earlier() {
      if (typeof cursor !== 'string' || !newest) return
      const page = await read(cursor)
      setOlder({ entries: [...(older?.entries ?? newest), ...page.data], cursor: page.nextCursor })
    },
  }
}

/** Shows the end of a thread when it opens, and what comes to it while its reader is there. */
function useFollowing(
  thread: RefObject<HTMLDivElement | null>,
  isNear: RefObject<boolean>,
  entries: Entry[] | undefined,
): void {
  const last = entries?.at(-1)?.id
  // What came last decides.
  useLayoutEffect(() => {
    const view = thread.current
    if (!view || !isNear.current) return
    const toEnd = () => {
      if (isNear.current) view.scrollTop = view.scrollHeight
    }
    toEnd()
    // Mails grow when they are drawn.
    const observer = new ResizeObserver(toEnd)
    for (const child of view.children) observer.observe(child)
    return () => observer.disconnect()
  }, [last])
}
