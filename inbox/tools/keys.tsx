import { useState } from 'preact/hooks'
import { ask, control, type Schemas } from '../api.ts'
import { useQuery } from '../query.ts'
import { Action, Code, Empty, Problem, State } from '../ui/basics.tsx'
import { Tool } from '../ui/tool.tsx'
import { useWorkspace } from '../workspace.ts'

/** Who may call. */
export function Keys() {
  const keys = useQuery('keys', () => ask(control.GET('/_control/keys')))
  const [api, setApi] = useState<Schemas['KeyCreate']['api']>('atender')
  const [name, setName] = useState('')
  const workspace = useWorkspace()
  const [scopes, setScopes] = useState<string[]>(['conversations:write'])
  const toggle = (scope: string) =>
    setScopes(scopes.includes(scope) ? scopes.filter(one => one !== scope) : [...scopes, scope])
  const [made, setMade] = useState<Schemas['Key'] | undefined>(undefined)
  const make = async () => {
    setMade(
      await ask(
        control.POST('/_control/keys', {
          body: { api, ...(name === '' ? {} : { name }), ...(api === 'atender' ? { scopes } : {}) },
        }),
      ),
    )
    setName('')
    keys.refresh()
  }
  const revoke = async (id: string) => {
    await ask(control.DELETE('/_control/keys/{id}', { params: { path: { id } } }))
    keys.refresh()
  }
  const all = keys.data?.data
  return (
    <Tool
      title="Keys"
      about="Who may call the two APIs. A key is shown once, when it is made: what is kept of it opens nothing."
      docs="createKey"
    >
      <form class="panel fields" onSubmit={event => event.preventDefault()}>
        <label>
          <span>API</span>
          <select
            value={api}
            onChange={event => setApi(event.currentTarget.value as Schemas['KeyCreate']['api'])}
          >
            <option value="atender">Atender</option>
            <option value="fernand">Fernand</option>
          </select>
        </label>
        <label>
          <span>Name</span>
          <input
            value={name}
            maxLength={100}
            placeholder="what it is for"
            onInput={event => setName(event.currentTarget.value)}
          />
        </label>
        {api === 'atender' && (
          <fieldset>
            <legend>May do</legend>
            {workspace.data?.scopes.map(scope => (
              <label key={scope}>
                <input type="checkbox" checked={scopes.includes(scope)} onChange={() => toggle(scope)} />{' '}
                {scope}
              </label>
            ))}
          </fieldset>
        )}
        <Action kind="main" icon="plus" run={make}>
          Make a key
        </Action>
      </form>
      {made?.key !== undefined && (
        <div class="panel shown-once" role="status">
          <p>
            <strong>Copy it now.</strong> It is not shown again.
          </p>
          <Code text={made.key} what="the key" />
        </div>
      )}
      {keys.error && <Problem error={keys.error} again={keys.refresh} />}
      {all?.length === 0 && (
        <Empty icon="key" title="No key yet">
          <p>Make one above: without a key nobody can call.</p>
        </Empty>
      )}
      {all && all.length > 0 && (
        <div class="wide">
          <table>
            <thead>
              <tr>
                <th>Name</th>
                <th>API</th>
                <th>May do</th>
                <th>State</th>
                <th>
                  <span class="hidden">Revoke</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {all.map(({ id, name: called, api: of, scopes, isActive }) => (
                <tr key={id}>
                  <td data-label="Name">
                    {called ?? 'of the workspace file'} <small>{id}</small>
                  </td>
                  <td data-label="API">{of}</td>
                  <td data-label="May do">{scopes.join(', ') || 'everything'}</td>
                  <td data-label="State">
                    <State tone={isActive ? 'good' : 'quiet'}>{isActive ? 'active' : 'revoked'}</State>
                  </td>
                  <td>
                    {isActive && (
                      <Action kind="danger" run={() => revoke(id)}>
                        Revoke
                      </Action>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Tool>
  )
}
