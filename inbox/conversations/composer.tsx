import { useEffect, useRef, useState } from 'preact/hooks'
import { ask, control, type Schemas } from '../api.ts'
import { base64 } from '../files.ts'
import { size } from '../format.ts'
import { Action } from '../ui/basics.tsx'
import { Icon } from '../ui/icon.tsx'

const sides = [
  { side: 'agent', name: 'Reply as agent', placeholder: 'Write what the agent answers …' },
  { side: 'customer', name: 'Write as customer', placeholder: 'Write what the customer says …' },
] as const

/** How an answer is begun from elsewhere: at once, or in the conversation where that was asked for before it was there. */
export interface Reply {
  begin?: (() => void) | undefined
  askedIn?: string | undefined
}

/** Writes as one of the two sides; what is written is kept for each of them until it is sent. */
export function Composer({
  conversation: { id },
  reply,
}: {
  conversation: Schemas['ConversationDetail']
  reply: Reply
}) {
  const [side, setSide] = useState<'agent' | 'customer'>('agent')
  const [texts, setTexts] = useState({ agent: '', customer: '' })
  const [files, setFiles] = useState<File[]>([])
  const field = useRef<HTMLTextAreaElement>(null)
  const text = texts[side]
  useEffect(() => {
    reply.begin = () => {
      setSide('agent')
      field.current?.focus()
    }
    if (reply.askedIn === id) reply.begin()
    reply.askedIn = undefined
    return () => {
      reply.begin = undefined
    }
  }, [reply, id])

  const send = async () => {
    if (text.trim() === '') {
      field.current?.focus()
      return
    }
    const body = { text, attachments: await Promise.all(files.map(encoded)) }
    const params = { path: { id } }
    await ask(
      side === 'agent'
        ? control.POST('/_control/conversations/{id}/agent-reply', { params, body })
        : control.POST('/_control/conversations/{id}/customer-message', { params, body }),
    )
    setTexts(before => ({ ...before, [side]: '' }))
    setFiles([])
  }
  const button = useRef<HTMLDivElement>(null)
  return (
    <div class={`composer ${side}`}>
      <fieldset class="sides" aria-label="Who writes">
        {sides.map(one => (
          <button
            type="button"
            key={one.side}
            aria-pressed={side === one.side}
            onClick={() => setSide(one.side)}
          >
            {one.name}
          </button>
        ))}
      </fieldset>
      <textarea
        ref={field}
        aria-label={sides.find(one => one.side === side)?.name}
        placeholder={sides.find(one => one.side === side)?.placeholder}
        value={text}
        rows={3}
        maxLength={500_000}
        onInput={event => setTexts({ ...texts, [side]: event.currentTarget.value })}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
            button.current?.querySelector('button')?.click()
        }}
      />
      <div class="row">
        <label class="button plain">
          <Icon name="clip" />
          <span>Attach</span>
          <input
            type="file"
            multiple
            class="hidden"
            onChange={event => {
              setFiles([...files, ...(event.currentTarget.files ?? [])])
              event.currentTarget.value = ''
            }}
          />
        </label>
        {files.map(file => (
          <span class="file" key={file.name}>
            {file.name} <small>{size(file.size)}</small>
            <button
              type="button"
              class="button bare small"
              aria-label={`Remove ${file.name}`}
              onClick={() => setFiles(files.filter(one => one !== file))}
            >
              <Icon name="close" />
            </button>
          </span>
        ))}
        <span class="hint">Ctrl + Enter</span>
        <div ref={button}>
          <Action kind="main" run={send}>
            Send
          </Action>
        </div>
      </div>
    </div>
  )
}

const encoded = async (file: File) => ({
  name: file.name.replaceAll(/[\p{Cc}/\\]/gu, '_').slice(0, 255) || 'file',
  type: file.type || 'application/octet-stream',
  content: await base64(file),
})
