import { useEffect, useRef, useState } from 'preact/hooks'
import { Dialog } from './ui/basics.tsx'

/** What a page does at a key. */
type Doing = Partial<Record<string, () => void>>

/** Those of the pages that are shown, as they are now. */
const pages: { current: Doing }[] = []

/** Has a page answer to keys for as long as it is shown. */
export function useShortcuts(doing: Doing): void {
  const latest = useRef(doing)
  latest.current = doing
  useEffect(() => {
    pages.push(latest)
    return () => void pages.splice(pages.indexOf(latest), 1)
  }, [])
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** The keys that all pages have, and those of the page that is shown. */
export function useKeys(): { isOpen: boolean; open: () => void; close: () => void } {
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return
      if (isTyping(event.target)) {
        if (event.key === 'Escape') (event.target as HTMLElement).blur() // `isTyping` has seen that it is one
        return
      }
      const run =
        event.key === '?'
          ? () => setOpen(true)
          : pages.findLast(({ current }) => current[event.key])?.current[event.key]
      if (!run) return
      event.preventDefault()
      run()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
  return { isOpen, open: () => setOpen(true), close: () => setOpen(false) }
}

const keys: [key: string, does: string][] = [
  ['j', 'next conversation'],
  ['k', 'the one before'],
  ['Enter', 'open it'],
  ['r', 'reply'],
  ['e', 'mark as done, or open again'],
  ['/', 'search'],
  ['Esc', 'back to the list'],
  ['?', 'this list'],
]

export const Help = ({ close }: { close: () => void }) => (
  <Dialog title="Keys" close={close}>
    <dl class="pairs keys">
      {keys.map(([key, does]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  </Dialog>
)
