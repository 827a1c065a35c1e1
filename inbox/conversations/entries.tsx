import { useState } from 'preact/hooks'
import { ask, bytes, control, type Schemas } from '../api.ts'
import { save } from '../files.ts'
import { countdown, size } from '../format.ts'
import { now } from '../live.ts'
import { HtmlFrame, insideMessage } from '../mail/frame.tsx'
import { PlainText } from '../mail/text.tsx'
import { Action, Avatar, Code, Dialog, State, Time, type Tone } from '../ui/basics.tsx'
import { Icon } from '../ui/icon.tsx'
import { tell } from '../ui/toast.tsx'

type TimelineMessage = Schemas['TimelineMessage']

const nobody = { name: 'Agent', email: 'agent' }

export function Message({ message }: { message: TimelineMessage }) {
  const { id, author, direction, at, text, html, attachments, isMail, isAutomated, recipients } = message
  const [isOpen, setOpen] = useState(false)
  const person = author ?? nobody
  const kind = direction === 'in' ? 'customer' : 'agent'
  return (
    <article
      class={`message ${kind}`}
      aria-label={`${kind === 'agent' ? 'Agent' : 'Customer'}: ${person.name ?? person.email}`}
    >
      <header>
        <Avatar person={person} />
        <span class="name">{person.name ?? person.email}</span>
        <span class="role">{kind}</span>
        {isAutomated && <State tone="quiet">automatic</State>}
        <Time at={at} />
        {isMail && (
          <button
            type="button"
            class="button bare small"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
            aria-label="Delivery and source"
            title="Delivery and source"
          >
            <Icon name="more" />
          </button>
        )}
      </header>
      {isMail && recipients.to.length + recipients.cc.length > 0 && (
        <p class="to">
          to {recipients.to.join(', ')}
          {recipients.cc.length > 0 && `, copy to ${recipients.cc.join(', ')}`}
        </p>
      )}
      <div class="said">
        {html !== null ? (
          <HtmlFrame html={html} inside={isMail ? insideMessage(id) : undefined} />
        ) : text !== null ? (
          <PlainText text={text} />
        ) : (
          <p class="quiet-line">(no text)</p>
        )}
      </div>
      {attachments.length > 0 && (
        <ul class="attachments">
          {attachments.map(attachment => (
            <li key={attachment.id}>
              <Action
                kind="plain"
                run={async () =>
                  save(
                    await bytes(
                      control.GET('/_control/attachments/{id}', {
                        params: { path: { id: attachment.id } },
                        parseAs: 'blob',
                      }),
                    ),
                    attachment.name,
                  )
                }
              >
                <Icon name="clip" />
                <span>{attachment.name}</span>
                <small>{size(attachment.size)}</small>
              </Action>
            </li>
          ))}
        </ul>
      )}
      {direction === 'out' && isMail && <Fate message={message} />}
      {isOpen && <Delivery message={message} />}
    </article>
  )
}

const fates: Record<TimelineMessage['status'], { tone: Tone; word: string }> = {
  pending: { tone: 'busy', word: 'Waiting to be sent' },
  sent: { tone: 'good', word: 'Sent' },
  received: { tone: 'good', word: 'Received' },
  bounced: { tone: 'bad', word: 'Bounced' },
  error: { tone: 'bad', word: 'Given up' },
}

/** What became of a mail, in one line. */
function Fate({ message }: { message: TimelineMessage }) {
  const { id, status, dueAt, canTakeBack, lastEvent } = message
  const { tone, word } = fates[status]
  const left = dueAt === null ? 0 : Date.parse(dueAt) - now.value
  const takeBack = async () => {
    await ask(control.DELETE('/_control/messages/{id}', { params: { path: { id } } }))
    tell('Taken back: it is not sent.')
  }
  return (
    <div class="fate">
      <State tone={tone}>
        {status === 'pending' && left > 0 ? (
          <>
            Sends in <span class="number">{countdown(left)}</span>
          </>
        ) : (
          word
        )}
      </State>
      {lastEvent && status !== 'sent' && (
        <span class="why">
          {[lastEvent.code, lastEvent.reason].filter(Boolean).join(' ')} <Time at={lastEvent.at} />
        </span>
      )}
      {status === 'pending' && canTakeBack && (
        <Action icon="undo" run={takeBack}>
          Take back
        </Action>
      )}
    </div>
  )
}

const tones: Record<string, Tone> = {
  accepted: 'good',
  captured: 'good',
  sent: 'good',
  waiting: 'busy',
  deferred: 'busy',
  lost: 'busy',
  refused: 'bad',
  bounced: 'bad',
  'given-up': 'bad',
}

/** What is known of a mail for each recipient, every attempt, and its source. */
function Delivery({ message }: { message: TimelineMessage }) {
  const [source, setSource] = useState<string | undefined>(undefined)
  const { id, deliveries, attempts, hasSource, recipients } = message
  const read = async () => {
    const blob = await bytes(
      control.GET('/_control/messages/{id}/source', { params: { path: { id } }, parseAs: 'blob' }),
    )
    setSource(await blob.text())
  }
  return (
    <div class="delivery">
      {recipients.bcc.length > 0 && <p class="to">blind copy to {recipients.bcc.join(', ')}</p>}
      {deliveries.length > 0 && (
        <ul aria-label="Recipients">
          {deliveries.map(({ address, state, code, reason }) => (
            <li key={address}>
              <State tone={tones[state] ?? 'plain'}>{state}</State> {address}{' '}
              <span class="why">{[code, reason].filter(Boolean).join(' ')}</span>
            </li>
          ))}
        </ul>
      )}
      {attempts.length > 0 && (
        <ol aria-label="Attempts">
          {attempts.map(({ at, outcome, code, reason }) => (
            <li key={at}>
              <Time at={at} /> <State tone={tones[outcome] ?? 'plain'}>{outcome}</State>{' '}
              <span class="why">{[code, reason].filter(Boolean).join(' ')}</span>
            </li>
          ))}
        </ol>
      )}
      {hasSource && (
        <Action icon="list" run={read}>
          Source
        </Action>
      )}
      {source !== undefined && (
        <Dialog title="Source" close={() => setSource(undefined)}>
          <Code text={source} what="the source" tall />
        </Dialog>
      )}
    </div>
  )
}

export const Note = ({ note: { author, at, html } }: { note: Schemas['TimelineNote'] }) => (
  <article class="message note" aria-label="Note">
    <header>
      <Avatar person={author ?? nobody} />
      <span class="name">{author?.name ?? author?.email ?? 'Agent'}</span>
      <span class="role">note</span>
      <Time at={at} />
    </header>
    <div class="said">
      <HtmlFrame html={html} />
    </div>
  </article>
)

const words: Record<Schemas['TimelineChange']['change'], (to: string | null) => string> = {
  status: to => `changed the status to ${to}`,
  assign: to => (to === null ? 'took away the assignee' : `assigned it to ${to}`),
  tag: to => `added the tag ${to}`,
  untag: to => `removed the tag ${to}`,
  subject: to => `changed the subject to “${to}”`,
  contact: to => `changed the contact to ${to}`,
}

export const Change = ({ change: { author, at, change, to } }: { change: Schemas['TimelineChange'] }) => (
  <p class="change">
    {author?.name ?? author?.email ?? 'Somebody'} {words[change](to)} · <Time at={at} />
  </p>
)
