import { useState } from 'preact/hooks'
import { ask, bytes, control, type Schemas } from '../api.ts'
import { dataUrl, save } from '../files.ts'
import { size } from '../format.ts'
import { HtmlFrame } from '../mail/frame.tsx'
import { isPicture } from '../mail/sanitise.ts'
import { PlainText } from '../mail/text.tsx'
import { to } from '../places.ts'
import { useQuery } from '../query.ts'
import { Action, Code, Empty, Problem, State, Time, type Tone } from '../ui/basics.tsx'
import { Icon } from '../ui/icon.tsx'
import { Split, Tool } from '../ui/tool.tsx'

type Mail = Schemas['Mail']

const tones: Record<Mail['outcome'], Tone> = {
  captured: 'good',
  sent: 'good',
  deferred: 'busy',
  lost: 'busy',
  bounced: 'bad',
}

/** Mail that left, or would have. */
export function Mailbox({ id }: { id?: string }) {
  const mails = useQuery('mailbox', () => ask(control.GET('/_control/mailbox')))
  const all = mails.data?.data.toReversed()
  const mail = all?.find(one => one.id === id)
  const clear = async () => ask(control.DELETE('/_control/mailbox'))
  return (
    <Tool
      title="Mailbox"
      about="Every mail that left; without SMTP_URL they are captured here and go nowhere."
      docs="listMails"
      actions={
        all && all.length > 0 ? (
          <Action icon="trash" run={clear}>
            Forget all
          </Action>
        ) : undefined
      }
    >
      {mails.error && <Problem error={mails.error} again={mails.refresh} />}
      {all?.length === 0 && (
        <Empty icon="mail" title="No mail has left yet">
          <p>
            Answer a conversation by e-mail in the <a href={to('/inbox')}>inbox</a>, or send one from the{' '}
            <a href="/">first page</a>.
          </p>
        </Empty>
      )}
      {all && all.length > 0 && (
        <Split
          isOpen={id !== undefined}
          list={
            <ul class="items">
              {all.map(one => (
                <li key={one.id}>
                  <a href={to(`/inbox/mailbox/${one.id}`)} aria-current={one.id === id ? 'true' : undefined}>
                    <span class="first">
                      <strong>{one.envelope.to.join(', ')}</strong>
                      <Time at={one.at} />
                    </span>
                    <span class="second">
                      <span>{one.subject || '(no subject)'}</span>
                      {one.attachments.length > 0 && <Icon name="clip" />}
                      <State tone={tones[one.outcome]}>{one.outcome}</State>
                    </span>
                  </a>
                </li>
              ))}
            </ul>
          }
        >
          {mail ? (
            <OneMail key={mail.id} mail={mail} />
          ) : (
            <p class="quiet-line">{id === undefined ? 'Choose a mail.' : 'This mail is no longer kept.'}</p>
          )}
        </Split>
      )}
    </Tool>
  )
}

const views = ['HTML', 'Text', 'Headers', 'Source'] as const

function OneMail({ mail }: { mail: Mail }) {
  const { id, envelope, subject, html, text, headers, attachments, outcome, code, reason, at } = mail
  const [view, setView] = useState<(typeof views)[number]>(html === '' ? 'Text' : 'HTML')
  const path = { path: { id } }
  const source = useQuery(`mail source ${id}`, async () =>
    view === 'Source' || view === 'Text'
      ? (await bytes(control.GET('/_control/mailbox/{id}/source', { params: path, parseAs: 'blob' }))).text()
      : '',
  )
  const show = (one: (typeof views)[number]) => {
    setView(one)
    if (one === 'Source') setTimeout(source.refresh)
  }
  const attachment = (index: number) =>
    bytes(
      control.GET('/_control/mailbox/{id}/attachments/{index}', {
        params: { path: { id, index } },
        parseAs: 'blob',
      }),
    )
  const inside = async () => {
    const named = attachments.flatMap(({ contentId, type }, index) =>
      contentId === null || !isPicture(type) ? [] : [{ contentId, type, index }],
    )
    return new Map(
      await Promise.all(
        named.map(
          async ({ contentId, type, index }): Promise<[string, string]> => [
            contentId,
            await dataUrl(new Blob([await attachment(index)], { type })),
          ],
        ),
      ),
    )
  }
  return (
    <article class="mail" aria-label={subject}>
      <a class="button bare back-link" href={to('/inbox/mailbox')}>
        <Icon name="back" /> Back
      </a>
      <h2>{subject || '(no subject)'}</h2>
      <dl class="pairs">
        <div>
          <dt>From</dt>
          <dd>{envelope.from}</dd>
        </div>
        <div>
          <dt>To</dt>
          <dd>{envelope.to.join(', ')}</dd>
        </div>
        <div>
          <dt>Outcome</dt>
          <dd>
            <State tone={tones[outcome]}>{outcome}</State> {[code, reason].filter(Boolean).join(' ')} ·{' '}
            <Time at={at} />
          </dd>
        </div>
      </dl>
      <fieldset class="tabs" aria-label="View">
        {views.map(one => (
          <button type="button" key={one} aria-pressed={view === one} onClick={() => show(one)}>
            {one}
          </button>
        ))}
      </fieldset>
      {view === 'HTML' &&
        (html === '' ? <p class="quiet-line">It has no HTML.</p> : <HtmlFrame html={html} inside={inside} />)}
      {view === 'Text' &&
        (text === '' ? <p class="quiet-line">It has no text.</p> : <PlainText text={text} />)}
      {view === 'Headers' && (
        <dl class="pairs headers">
          {headers.map(({ name, value }, index) => (
            // A header may be there twice.
            <div key={index}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {view === 'Source' && <Code text={source.data ?? ''} what="the source" tall />}
      {attachments.length > 0 && (
        <ul class="attachments">
          {attachments.map(({ name, size: length }, index) => (
            // Its place is what it is asked for by.
            <li key={index}>
              <Action kind="plain" run={async () => save(await attachment(index), name || 'attachment')}>
                <Icon name="clip" />
                <span>{name || 'attachment'}</span>
                <small>{size(length)}</small>
              </Action>
            </li>
          ))}
        </ul>
      )}
    </article>
  )
}
