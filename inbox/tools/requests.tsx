import { ask, control, type Schemas } from '../api.ts'
import { curlOf, pretty } from '../format.ts'
import { to } from '../places.ts'
import { useQuery } from '../query.ts'
import { Action, Code, Copy, Empty, Problem, State, Time, type Tone } from '../ui/basics.tsx'
import { Icon } from '../ui/icon.tsx'
import { Split, Tool } from '../ui/tool.tsx'

type Logged = Schemas['LoggedRequest']

const toneOf = (status: number | null): Tone =>
  status === null ? 'busy' : status < 300 ? 'good' : status < 500 ? 'busy' : 'bad'

/** The requests to the APIs, and what was wrong with them. */
export function Requests({ id }: { id?: string }) {
  const requests = useQuery('requests', () => ask(control.GET('/_control/requests')))
  const all = requests.data?.data.toReversed()
  const request = all?.find(one => one.id === id)
  return (
    <Tool
      title="Requests"
      about="The last 500 requests to the two APIs, with their answers and what was wrong with them."
      docs="listRequests"
      actions={
        all && all.length > 0 ? (
          <Action icon="trash" run={async () => ask(control.DELETE('/_control/requests'))}>
            Forget all
          </Action>
        ) : undefined
      }
    >
      {requests.error && <Problem error={requests.error} again={requests.refresh} />}
      {all?.length === 0 && (
        <Empty icon="list" title="No request yet">
          <p>Call one of the APIs and it stands here, by itself. This one needs no body:</p>
          <Code
            text={curlOf({
              method: 'GET',
              url: `${location.origin}/v1/tags`,
              headers: { Authorization: 'Bearer sa_test_demo_full' },
              body: null,
            })}
            what="the command"
          />
        </Empty>
      )}
      {all && all.length > 0 && (
        <Split
          isOpen={id !== undefined}
          list={
            <ul class="items">
              {all.map(one => (
                <li key={one.id}>
                  <a href={to(`/inbox/requests/${one.id}`)} aria-current={one.id === id ? 'true' : undefined}>
                    <span class="first">
                      <strong>
                        <span class="method">{one.method}</span> {one.path}
                      </strong>
                      <State tone={toneOf(one.status)}>{one.status ?? 'cut'}</State>
                    </span>
                    <span class="second">
                      <span>
                        {one.violations.length > 0
                          ? one.violations.map(({ message }) => message).join('; ')
                          : (one.operation ?? 'no operation')}
                      </span>
                      <Time at={one.at} />
                    </span>
                  </a>
                </li>
              ))}
            </ul>
          }
        >
          {request ? (
            <OneRequest request={request} />
          ) : (
            <p class="quiet-line">
              {id === undefined ? 'Choose a request.' : 'This request is no longer kept.'}
            </p>
          )}
        </Split>
      )}
    </Tool>
  )
}

function OneRequest({ request }: { request: Logged }) {
  const { method, path, api, operation, status, milliseconds, requestHeaders, requestBody, responseBody } =
    request
  const curl = curlOf({ method, url: location.origin + path, headers: requestHeaders, body: requestBody })
  return (
    <article class="request" aria-label={`${method} ${path}`}>
      <a class="button bare back-link" href={to('/inbox/requests')}>
        <Icon name="back" /> Back
      </a>
      <h2>
        <span class="method">{method}</span> {path}
      </h2>
      <div class="row">
        <State tone={toneOf(status)}>{status ?? 'cut off'}</State>
        <span>{milliseconds} ms</span>
        {operation && api && (
          <a href={`/docs/${api}.html#operation/${operation}`} target="_blank" rel="noreferrer">
            {operation}
          </a>
        )}
        <Copy text={curl} what="the request as curl" />
      </div>
      <div class="beside">
        <section>
          <h3>Request</h3>
          {requestBody === null ? (
            <p class="quiet-line">No body.</p>
          ) : (
            <Code text={pretty(requestBody)} what="the body" tall />
          )}
        </section>
        {request.violations.length > 0 && (
          <section>
            <h3>What was wrong</h3>
            <ul class="violations">
              {request.violations.map(({ in: where, path: at, message }) => (
                <li key={`${where} ${at} ${message}`}>
                  <code>
                    {where ? `${where} ` : ''}
                    {at}
                  </code>
                  <p>{message}</p>
                </li>
              ))}
            </ul>
          </section>
        )}
        <section class="whole">
          <h3>Answer</h3>
          {responseBody === null ? (
            <p class="quiet-line">No body, or a file.</p>
          ) : (
            <Code text={pretty(responseBody)} what="the answer" tall />
          )}
        </section>
      </div>
      <section>
        <h3>As curl</h3>
        <Code text={curl} what="the command" />
      </section>
    </article>
  )
}
