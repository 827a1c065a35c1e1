import { useEffect, useRef, useState } from 'preact/hooks'
import { ask, control } from '../api.ts'
import { scheme } from '../settings.ts'
import { sanitise } from './sanitise.ts'

/** The tallest that a mail is shown at once, in pixels. */
const TALLEST = 20_000

/** The pictures inside a message, by their Content-ID. */
type Inside = ReadonlyMap<string, string>
const none: Inside = new Map()

/**
 * What a stranger wrote as HTML: sanitised, in a document of its own in which nothing runs, and which asks for nothing.
 *
 * @param inside gives the pictures inside it, where it names any
 */
export function HtmlFrame({ html, inside }: { html: string; inside?: (() => Promise<Inside>) | undefined }) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [isWanted, setWanted] = useState(false)
  const [remote, setRemote] = useState(0)
  const [height, setHeight] = useState(48)
  const [isPlain, setPlain] = useState(false)
  const [isEmpty, setEmpty] = useState(false)
  const [pictures, setPictures] = useState(none)
  const [isLoaded, setLoaded] = useState(false)

  // They are those of this text.
  useEffect(() => {
    if (!inside || !/cid:/i.test(html)) return
    let isShown = true
    inside().then(
      found => isShown && setPictures(found),
      () => {},
    )
    return () => {
      isShown = false
    }
  }, [html])

  useEffect(() => {
    const place = frame.current?.contentWindow as (Window & typeof globalThis) | null | undefined // of this origin
    if (!isLoaded || !place?.document.body) return
    const target = place.document
    const clean = sanitise(html, { remote: isWanted, inside: pictures }, place)
    target.body.replaceChildren(clean.content)
    setRemote(clean.remote)
    setPlain(!clean.isPainted)
    setEmpty(clean.isEmpty)
    // What has no colours of its own has those of the page.
    target.documentElement.className = clean.isPainted ? '' : 'plain'
    target.documentElement.dataset.scheme = scheme.value
    const measure = () => setHeight(Math.min(TALLEST, Math.ceil(target.documentElement.offsetHeight)))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(target.documentElement)
    return () => observer.disconnect()
  }, [html, isLoaded, isWanted, pictures, scheme.value])

  return (
    <>
      {remote > 0 && !isWanted && (
        <p class="remote">
          {remote === 1 ? 'A picture stands' : `${remote} pictures stand`} elsewhere. To show{' '}
          {remote === 1 ? 'it' : 'them'} tells the sender that you read this.{' '}
          <button
            type="button"
            class="button plain small"
            onClick={() => {
              setLoaded(false)
              setWanted(true)
            }}
          >
            Show pictures
          </button>
        </p>
      )}
      {isEmpty && <p class="quiet-line">(nothing that can be shown)</p>}
      <iframe
        ref={frame}
        key={String(isWanted)}
        class={isPlain ? 'mail-frame plain' : 'mail-frame'}
        title="Message"
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        referrerpolicy="no-referrer"
        src={isWanted ? '/inbox/message-with-pictures.html' : '/inbox/message.html'}
        style={{ height: `${height}px` }}
        onLoad={() => setLoaded(true)}
      />
    </>
  )
}

/** The pictures inside a message of a conversation. */
export const insideMessage = (id: string) => async (): Promise<Inside> => {
  const { data } = await ask(control.GET('/_control/messages/{id}/inline', { params: { path: { id } } }))
  return new Map(data.map(({ contentId, type, content }) => [contentId, `data:${type};base64,${content}`]))
}
