import { useState } from 'preact/hooks'
import { ask, control, type Schemas } from '../api.ts'
import { useQuery } from '../query.ts'
import { Action, Code, Empty, Problem } from '../ui/basics.tsx'
import { Tool } from '../ui/tool.tsx'
import { useWorkspace } from '../workspace.ts'

type Kind = Schemas['FaultKind']

/** What each does, in the order in which people need them. */
const kinds: Record<Kind, string> = {
  'drop-after-commit': 'It is done, and the connection is cut before the answer',
  'cut-body': 'It is done, and half of the answer comes',
  '500-before-commit': 'Nothing is done, and the answer is 500',
  '503': 'Nothing is done, and the answer is 503',
  '429': 'Nothing is done, and the answer is 429 with Retry-After',
  slow: 'It is done, and the answer takes its time',
}

/** Requests that fail on purpose. */
export function Faults() {
  const faults = useQuery('faults', () => ask(control.GET('/_control/faults')))
  const workspace = useWorkspace()
  const [what, setWhat] = useState<Kind>('drop-after-commit')
  const [operation, setOperation] = useState('createOutboundConversation')
  const [count, setCount] = useState('1')
  const [seconds, setSeconds] = useState('5')
  const add = () =>
    ask(
      control.POST('/_control/faults', {
        body: {
          what,
          ...(operation === '' ? {} : { operation }),
          ...(count === '' ? {} : { count: Number(count) }),
          ...(what === 'slow' ? { seconds: Number(seconds) } : {}),
        } as Schemas['FaultCreate'], // what has a default may be left out
      }),
    )
  const rules = faults.data?.data
  return (
    <Tool
      title="Faults"
      about="Have requests fail as production will, and see what your code makes of it."
      docs="createFault"
      actions={
        rules && rules.length > 0 ? (
          <Action icon="trash" run={async () => ask(control.DELETE('/_control/faults'))}>
            Remove all
          </Action>
        ) : undefined
      }
    >
      <form class="panel fields" onSubmit={event => event.preventDefault()}>
        <label>
          <span>What happens</span>
          <select value={what} onChange={event => setWhat(event.currentTarget.value as Kind)}>
            {Object.entries(kinds).map(([kind, does]) => (
              <option key={kind} value={kind}>
                {does}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>To which operation</span>
          <select value={operation} onChange={event => setOperation(event.currentTarget.value)}>
            <option value="">Every one</option>
            {workspace.data?.operations.map(({ id, api, method, path }) => (
              <option key={`${api} ${id}`} value={id}>
                {method} {path}
              </option>
            ))}
          </select>
        </label>
        <label class="short">
          <span>How often</span>
          <input
            type="number"
            min="1"
            value={count}
            placeholder="for ever"
            onInput={event => setCount(event.currentTarget.value)}
          />
        </label>
        {what === 'slow' && (
          <label class="short">
            <span>Seconds</span>
            <input
              type="number"
              min="0"
              max="60"
              value={seconds}
              onInput={event => setSeconds(event.currentTarget.value)}
            />
          </label>
        )}
        <Action kind="main" icon="plus" run={add}>
          Add
        </Action>
      </form>
      {faults.error && <Problem error={faults.error} again={faults.refresh} />}
      {rules?.length === 0 && (
        <Empty icon="bolt" title="Nothing fails on purpose">
          <p>Add a rule above; or have a single request fail by a header of its own:</p>
          <Code text="Prefer: fault=drop-after-commit" what="the header" />
        </Empty>
      )}
      {rules && rules.length > 0 && (
        <div class="wide">
          <table>
            <thead>
              <tr>
                <th>What happens</th>
                <th>Operation</th>
                <th>Left</th>
                <th>Hits</th>
              </tr>
            </thead>
            <tbody>
              {rules.map(rule => (
                <tr key={rule.id}>
                  <td data-label="What happens">{kinds[rule.what]}</td>
                  <td data-label="Operation">{rule.operation ?? 'every one'}</td>
                  <td data-label="Left">{rule.remaining ?? 'for ever'}</td>
                  <td data-label="Hits">{rule.hits}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Tool>
  )
}
