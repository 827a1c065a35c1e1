import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { exact, hueOf, initials, relative } from '../format.ts'
import { now } from '../live.ts'
import { Icon, type IconName } from './icon.tsx'
import { tell } from './toast.tsx'

/** When something was, in words; to the second for who points at it. */
export const Time = ({ at }: { at: string }) => (
  <time dateTime={at} title={exact(at)}>
    {relative(at, now.value)}
  </time>
)

export const Avatar = ({ person }: { person: { name: string | null; email: string } }) => (
  <span class="avatar" style={{ '--hue': String(hueOf(person.email)) }} aria-hidden="true">
    {initials(person)}
  </span>
)

export const Tag = ({ tag }: { tag: { name: string; color: string | null } }) => (
  <span class="tag" style={tag.color === null ? {} : { '--tag': tag.color }}>
    {tag.name}
  </span>
)

export type Tone = 'good' | 'bad' | 'busy' | 'quiet' | 'plain'

/** A state, in a word. */
export const State = ({ tone, children }: { tone: Tone; children: ComponentChildren }) => (
  <span class={`state ${tone}`}>{children}</span>
)

/** A button that shows that it is busy, and says what went wrong. */
export function Action({
  run,
  icon,
  kind = 'plain',
  label,
  children,
  disabled = false,
}: {
  run: () => Promise<unknown> | undefined
  icon?: IconName
  kind?: 'plain' | 'main' | 'danger' | 'bare'
  /** For a button that shows a picture alone. */
  label?: string
  children?: ComponentChildren
  disabled?: boolean
}) {
  const [isBusy, setBusy] = useState(false)
  const click = async () => {
    setBusy(true)
    try {
      await run()
    } catch (error) {
      tell(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <button
      type="button"
      class={`button ${kind}`}
      onClick={click}
      disabled={disabled || isBusy}
      aria-busy={isBusy}
      aria-label={label}
      title={label}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

/** Copies a text, and says so. */
export function Copy({ text, what }: { text: string; what: string }) {
  const [isDone, setDone] = useState(false)
  useEffect(() => {
    if (!isDone) return
    const timer = setTimeout(() => setDone(false), 1_500)
    return () => clearTimeout(timer)
  }, [isDone])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setDone(true)
    } catch {
      tell(new Error('The browser does not let this page copy. Select the text instead.'))
    }
  }
  return (
    <button
      type="button"
      class="button bare copy"
      onClick={copy}
      aria-label={`Copy ${what}`}
      title={`Copy ${what}`}
    >
      <Icon name={isDone ? 'check' : 'copy'} />
      <span aria-live="polite">{isDone ? 'Copied' : 'Copy'}</span>
    </button>
  )
}

/** A text to read or to paste, with its button. */
export const Code = ({ text, what, tall = false }: { text: string; what: string; tall?: boolean }) => (
  <div class={tall ? 'code tall' : 'code'}>
    <section tabIndex={0} aria-label={what}>
      <pre>{text}</pre>
    </section>
    <Copy text={text} what={what} />
  </div>
)

/** Where there is nothing yet: what to do next. */
export const Empty = ({
  icon,
  title,
  children,
}: {
  icon: IconName
  title: string
  children?: ComponentChildren
}) => (
  <div class="empty">
    <Icon name={icon} />
    <h2>{title}</h2>
    {children}
  </div>
)

/** A window over the page, which Escape closes. */
export function Dialog({
  title,
  close,
  children,
}: {
  title: string
  close: () => void
  children: ComponentChildren
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: with the keyboard Escape closes it
    <dialog
      ref={dialog}
      onClose={close}
      aria-labelledby="dialog-title"
      onClick={event => {
        if (event.target === dialog.current) dialog.current?.close()
      }}
    >
      <div class="dialog">
        <header>
          <h2 id="dialog-title">{title}</h2>
          <button
            type="button"
            class="button bare"
            aria-label="Close"
            onClick={() => dialog.current?.close()}
          >
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  )
}

/** What cannot be shown, and why. */
export const Problem = ({ error, again }: { error: Error; again: () => void }) => (
  <div class="problem" role="alert">
    <p>{error.message}</p>
    <button type="button" class="button plain" onClick={again}>
      Try again
    </button>
  </div>
)
