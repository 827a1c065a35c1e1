import { useEffect, useState } from 'preact/hooks'
import { ask, control, type Schemas } from '../api.ts'
import { now } from '../live.ts'
import { tell } from '../ui/toast.tsx'
import { useWorkspace } from '../workspace.ts'

type Detail = Schemas['ConversationDetail']
type Status = Detail['status']

const names: Record<Status, string> = {
  active: 'Open',
  snoozed: 'Snoozed',
  done: 'Done',
  archived: 'Archived',
  spam: 'Spam',
}

/** What Fernand's API calls them. */
const fernand = { active: 'opened', done: 'closed', spam: 'spam' } as const

const HOUR = 3_600_000
const snoozes = [
  { name: '1 hour', ahead: HOUR },
  { name: '4 hours', ahead: 4 * HOUR },
  { name: '1 day', ahead: 24 * HOUR },
  { name: '1 week', ahead: 7 * 24 * HOUR },
]

/** What an agent can do to a conversation. */
export function Actions({ conversation }: { conversation: Detail }) {
  const { id, api, status, statuses, agent } = conversation
  const workspace = useWorkspace()
  const params = { path: { id } }
  const guarded = async (done: string, run: () => Promise<unknown>) => {
    try {
      await run()
      tell(done)
    } catch (error) {
      tell(error)
    }
  }
  const change = (to: Status) => {
    if (to === 'snoozed' || to === status) return
    const word = api === 'fernand' ? fernand[to === 'archived' ? 'done' : to] : to
    return guarded(`Status: ${names[to].toLowerCase()}`, () =>
      ask(control.POST('/_control/conversations/{id}/status', { params, body: { status: word } })),
    )
  }
  const snooze = (ahead: number) =>
    guarded('Snoozed', () =>
      ask(
        control.POST('/_control/conversations/{id}/status', {
          params,
          body: { status: 'snoozed', until: new Date(now.peek() + ahead).toISOString() },
        }),
      ),
    )
  const assign = (to: string) =>
    guarded(to === '' ? 'Assigned to nobody' : 'Assigned', () =>
      ask(
        control.POST('/_control/conversations/{id}/assignee', {
          params,
          body: { agentId: to === '' ? null : Number(to) },
        }),
      ),
    )
  const own = [status, ...statuses.filter(one => one !== status && one !== 'snoozed')]
  return (
    <div class="actions">
      <label>
        <span>Status</span>
        <select value={status} onChange={event => change(event.currentTarget.value as Status)}>
          {own.map(one => (
            <option key={one} value={one}>
              {names[one]}
            </option>
          ))}
        </select>
      </label>
      {statuses.includes('snoozed') && (
        <label>
          <span class="hidden">Snooze</span>
          <select
            value=""
            onChange={event => {
              const { value } = event.currentTarget
              event.currentTarget.value = ''
              if (value !== '') void snooze(Number(value))
            }}
          >
            <option value="">Snooze …</option>
            {snoozes.map(({ name, ahead }) => (
              <option key={name} value={ahead}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        <span>Assignee</span>
        <select value={agent?.id ?? ''} onChange={event => assign(event.currentTarget.value)}>
          <option value="">Unassigned</option>
          {workspace.data?.agents.map(({ id: agentId, name }) => (
            <option key={agentId} value={agentId}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Tags conversation={conversation} all={workspace.data?.tags ?? []} />
    </div>
  )
}

function Tags({ conversation: { id, tags }, all }: { conversation: Detail; all: Schemas['TagShown'][] }) {
  /** What was chosen and is not known to be so yet. */
  const [chosen, setChosen] = useState<ReadonlySet<string> | undefined>(undefined)
  const known = tags.map(({ slug }) => slug)
  const own = chosen ?? new Set(known)
  // Asked again it may still say the same.
  useEffect(() => setChosen(undefined), [known.join()])
  const toggle = async (slug: string) => {
    const wanted = new Set(own)
    if (!wanted.delete(slug)) wanted.add(slug)
    setChosen(wanted)
    try {
      await ask(
        control.PUT('/_control/conversations/{id}/tags', {
          params: { path: { id } },
          body: { tags: [...wanted] },
        }),
      )
    } catch (error) {
      setChosen(undefined)
      tell(error)
    }
  }
  return (
    <details class="tags-menu">
      <summary>
        <span>Tags</span> {tags.length === 0 ? 'none' : tags.map(({ name }) => name).join(', ')}
      </summary>
      <fieldset>
        <legend class="hidden">Tags</legend>
        {all.map(({ slug, name }) => (
          <label key={slug}>
            <input type="checkbox" checked={own.has(slug)} onChange={() => toggle(slug)} /> {name}
          </label>
        ))}
      </fieldset>
    </details>
  )
}
