import { useState } from 'preact/hooks'
import { ask, control, type Schemas } from '../api.ts'
import { deliveryTones } from '../conversations/details.tsx'
import { pretty } from '../format.ts'
import { to } from '../places.ts'
import { useQuery } from '../query.ts'
import { Action, Code, Empty, Problem, State, Time } from '../ui/basics.tsx'
import { Icon } from '../ui/icon.tsx'
import { Split, Tool } from '../ui/tool.tsx'
import { Receivers } from './receivers.tsx'
import { SubscribeForm } from './subscribe-form.tsx'

/** Who is told of what, and whether it arrived. */
export function Webhooks({ subscription, delivery }: { subscription?: string; delivery?: string }) {
  const subscriptions = useQuery('subscriptions', () => ask(control.GET('/_control/subscriptions')))
  const receivers = useQuery('receivers', () => ask(control.GET('/_control/receivers')))
  const deliveries = useQuery('deliveries', () => ask(control.GET('/_control/deliveries')))
  const [made, setMade] = useState<Schemas['Subscription'] | undefined>(undefined)
  const [isFormOpen, setFormOpen] = useState(false)
  const all = subscriptions.data?.data
  const names = new Map(all?.map(({ id, name }) => [id, name]))

  /** A receiver of this server, subscribed to everything. */
  const makeReceiver = async () => {
    const taken = new Set(receivers.data?.data.map(({ name }) => name))
    let name = 'inbox'
    for (let number = 2; taken.has(name); number++) name = `inbox-${number}`
    const { url } = await ask(
      control.PUT('/_control/receivers/{name}', { params: { path: { name } }, body: { answers: [204] } }),
    )
    setMade(await ask(control.POST('/_control/subscriptions', { body: { name, url, events: ['*'] } })))
  }

  if (subscription !== undefined && delivery !== undefined) {
    return <OneDelivery subscription={subscription} delivery={delivery} />
  }
  return (
    <Tool
      title="Webhooks"
      about="Who is told of what happens, and whether it arrived."
      docs="listSubscriptions"
      actions={
        <>
          <Action icon="plus" run={async () => setFormOpen(!isFormOpen)}>
            Subscribe a URL
          </Action>
          <Action kind="main" icon="bolt" run={makeReceiver}>
            Make a receiver
          </Action>
        </>
      }
    >
      {isFormOpen && (
        <SubscribeForm
          done={one => {
            setMade(one)
            setFormOpen(false)
          }}
        />
      )}
      {made?.secret !== undefined && (
        <div class="panel shown-once" role="status">
          <p>
            <strong>{made.name} is subscribed.</strong> Its secret is not shown again: deliveries are signed
            with it.
          </p>
          <Code text={made.secret} what="the secret" />
        </div>
      )}
      {subscriptions.error && <Problem error={subscriptions.error} again={subscriptions.refresh} />}
      {all?.length === 0 && (
        <Empty icon="hook" title="Nobody is told yet">
          <p>
            <em>Make a receiver</em> gives you a place on this server that takes every event, checks its
            signature and can be told to fail. Or subscribe a URL of yours.
          </p>
        </Empty>
      )}
      {all && all.length > 0 && (
        <>
          <h2>Subscriptions</h2>
          <ul class="cards">
            {all.map(one => (
              <Subscription key={one.id} subscription={one} />
            ))}
          </ul>
        </>
      )}
      <Receivers all={receivers.data?.data ?? []} />
      {deliveries.data && deliveries.data.data.length > 0 && (
        <>
          <h2>Deliveries</h2>
          <ul class="items bordered">
            {deliveries.data.data.slice(0, 100).map(one => (
              <li key={`${one.subscriptionId} ${one.id}`}>
                <a href={to(`/inbox/webhooks/${one.subscriptionId}/${one.id}`)}>
                  <span class="first">
                    <strong>{one.event}</strong>
                    <State tone={deliveryTones[one.status]}>{one.status}</State>
                  </span>
                  <span class="second">
                    <span>
                      to {names.get(one.subscriptionId) ?? one.url}
                      {one.nextAttemptAt !== null && (
                        <>
                          , next attempt <Time at={one.nextAttemptAt} />
                        </>
                      )}
                    </span>
                    <Time at={one.createdAt} />
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </Tool>
  )
}

function Subscription({ subscription }: { subscription: Schemas['Subscription'] }) {
  const { id, name, url, events, isActive, disabledReason } = subscription
  return (
    <li class="panel">
      <div class="row between">
        <h3>{name}</h3>
        <State tone={isActive ? 'good' : 'bad'}>
          {isActive ? 'active' : disabledReason === null ? 'inactive' : `switched off: ${disabledReason}`}
        </State>
      </div>
      <p class="address">{url}</p>
      <p class="quiet-line">{events.join(', ')}</p>
      <Action
        kind="danger"
        run={() => ask(control.DELETE('/_control/subscriptions/{id}', { params: { path: { id } } }))}
      >
        Delete
      </Action>
    </li>
  )
}

function OneDelivery({ subscription, delivery }: { subscription: string; delivery: string }) {
  const path = { path: { id: subscription, deliveryId: delivery } }
  const one = useQuery(`delivery ${subscription} ${delivery}`, () =>
    ask(control.GET('/_control/subscriptions/{id}/deliveries/{deliveryId}', { params: path })),
  )
  const again = () =>
    ask(control.POST('/_control/subscriptions/{id}/deliveries/{deliveryId}/redeliver', { params: path }))
  const { data } = one
  return (
    <Tool
      title={data?.event ?? 'Delivery'}
      about={data?.url ?? ''}
      docs="listSubscriptions"
      actions={
        <>
          <a class="button plain" href={to('/inbox/webhooks')}>
            <Icon name="back" /> All webhooks
          </a>
          {data && (
            <Action kind="main" icon="undo" run={again}>
              Deliver again
            </Action>
          )}
        </>
      }
    >
      {one.error && <Problem error={one.error} again={one.refresh} />}
      {data && (
        <Split
          isOpen
          list={
            <>
              <h2>Attempts</h2>
              <p class="row">
                <State tone={deliveryTones[data.status]}>{data.status}</State>
                {data.nextAttemptAt !== null && (
                  <span>
                    next attempt <Time at={data.nextAttemptAt} />
                  </span>
                )}
              </p>
              <ol class="tries">
                {data.tries.map(({ at, milliseconds, status, error, answer }) => (
                  <li key={at}>
                    <State tone={status !== null && status < 300 ? 'good' : 'bad'}>
                      {status ?? 'no answer'}
                    </State>{' '}
                    <Time at={at} /> <small>{milliseconds} ms</small>
                    {(error ?? answer) && <pre>{error ?? answer}</pre>}
                  </li>
                ))}
              </ol>
              {data.conversationId !== null && (
                <a href={to(`/inbox/conversations/${data.conversationId}`, { folder: 'all' })}>
                  To its conversation
                </a>
              )}
            </>
          }
        >
          <h2>What is sent</h2>
          <p class="quiet-line">
            With the header <code>webhook-id: {data.id}</code>, signed (Standard Webhooks).
          </p>
          <Code text={pretty(data.body)} what="the body" tall />
        </Split>
      )}
    </Tool>
  )
}
