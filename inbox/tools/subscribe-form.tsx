import { useState } from 'preact/hooks'
import { ask, control, type Schemas } from '../api.ts'
import { Action } from '../ui/basics.tsx'
import { useWorkspace } from '../workspace.ts'

/** Subscribes a URL to events. */
export function SubscribeForm({ done }: { done: (made: Schemas['Subscription']) => void }) {
  const workspace = useWorkspace()
  const [name, setName] = useState('')
  const [url, setUrl] = useState('')
  const [events, setEvents] = useState<string[]>(['message.sent'])
  const toggle = (event: string) =>
    setEvents(events.includes(event) ? events.filter(one => one !== event) : [...events, event])
  return (
    <form class="panel fields" onSubmit={event => event.preventDefault()}>
      <label>
        <span>Name</span>
        <input value={name} maxLength={100} onInput={event => setName(event.currentTarget.value)} />
      </label>
      <label class="long">
        <span>URL</span>
        <input
          type="url"
          value={url}
          placeholder="http://127.0.0.1:8080/hooks"
          onInput={event => setUrl(event.currentTarget.value)}
        />
      </label>
      <fieldset>
        <legend>Events</legend>
        {workspace.data?.events.map(event => (
          <label key={event}>
            <input type="checkbox" checked={events.includes(event)} onChange={() => toggle(event)} /> {event}
          </label>
        ))}
      </fieldset>
      <Action
        kind="main"
        run={async () =>
          done(await ask(control.POST('/_control/subscriptions', { body: { name, url, events } })))
        }
      >
        Subscribe
      </Action>
    </form>
  )
}
