import type { ComponentChildren } from 'preact'
import { ask, control, type Schemas } from '../api.ts'
import { countdown } from '../format.ts'
import { now } from '../live.ts'
import { to } from '../places.ts'
import { useQuery } from '../query.ts'
import { Avatar, State, Tag, Time, type Tone } from '../ui/basics.tsx'

type Detail = Schemas['ConversationDetail']

/** What stands beside a conversation: who writes, what is known, what was promised, what was told to whom. */
export const Details = ({ conversation }: { conversation: Detail }) => {
  const { id, contact, contactDetail, externalReference, customFields, metadata, address, recipients } =
    conversation
  return (
    <aside class="details" aria-label="Contact and details">
      <section class="contact">
        <Avatar person={contact} />
        <h2>{contact.name ?? contact.email}</h2>
        <p>{contact.email}</p>
        {contactDetail.phone && <p>{contactDetail.phone}</p>}
        <p class="since">
          since <Time at={contactDetail.since} />
        </p>
      </section>
      <Part title="Conversation">
        <Pairs
          pairs={[
            ['Id', <code key="id">{id}</code>],
            ['API', conversation.api === 'atender' ? 'Atender' : 'Fernand'],
            ['Reference', externalReference && <code>{externalReference}</code>],
            ['Channel', address ?? conversation.channel],
            ['Team', conversation.team?.name],
            ...recipients
              .filter(({ kind }) => kind === 'cc' || kind === 'bcc')
              .map(({ kind, email }): [string, string] => [kind === 'cc' ? 'Copy' : 'Blind copy', email]),
          ]}
        />
        {conversation.tags.length > 0 && (
          <p class="tags">
            {conversation.tags.map(tag => (
              <Tag key={tag.slug} tag={tag} />
            ))}
          </p>
        )}
      </Part>
      {conversation.serviceLevels.length > 0 && (
        <Part title="Service levels">
          <ul class="levels">
            {conversation.serviceLevels.map(level => (
              <Level key={level.metric + level.deadline} level={level} />
            ))}
          </ul>
        </Part>
      )}
      {customFields.length > 0 && (
        <Part title="Custom fields">
          <Pairs pairs={customFields.map(({ key, name, value }) => [name || key, shown(value)])} />
        </Part>
      )}
      {Object.keys(metadata).length > 0 && (
        <Part title="Metadata">
          <Pairs pairs={Object.entries(metadata).map(([key, value]) => [key, shown(value)])} />
        </Part>
      )}
      <Told id={id} />
    </aside>
  )
}

const Part = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <section>
    <h3>{title}</h3>
    {children}
  </section>
)

const Pairs = ({ pairs }: { pairs: [name: string, value: ComponentChildren][] }) => (
  <dl class="pairs">
    {pairs
      .filter(([, value]) => value !== undefined && value !== null && value !== '')
      .map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
)

const shown = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'boolean'
      ? value
        ? 'yes'
        : 'no'
      : JSON.stringify(value)

const metrics = { first_reply: 'First reply', resolution: 'Resolution' } as const
const states: Record<Detail['serviceLevels'][number]['state'], { tone: Tone; word: string }> = {
  running: { tone: 'quiet', word: 'running' },
  warned: { tone: 'busy', word: 'soon' },
  breached: { tone: 'bad', word: 'missed' },
  met: { tone: 'good', word: 'met' },
}

function Level({ level: { metric, deadline, state } }: { level: Detail['serviceLevels'][number] }) {
  const left = Date.parse(deadline) - now.value
  const { tone, word } = states[state]
  return (
    <li>
      <span>{metrics[metric]}</span> <State tone={tone}>{word}</State>
      <small>
        {(state === 'running' || state === 'warned') && left > 0 ? (
          <>
            <span class="number">{countdown(left)}</span> left
          </>
        ) : (
          <>
            due <Time at={deadline} />
          </>
        )}
      </small>
    </li>
  )
}

export const deliveryTones: Record<Schemas['Delivery']['status'], Tone> = {
  pending: 'busy',
  delivered: 'good',
  failed: 'bad',
  cancelled: 'quiet',
}

/** Every event of the conversation, and what became of it at each webhook. */
function Told({ id }: { id: string }) {
  const { data } = useQuery(`told ${id}`, () =>
    ask(control.GET('/_control/deliveries', { params: { query: { conversation: id } } })),
  )
  const events = Map.groupBy(data?.data ?? [], delivery => delivery.id)
  return (
    <Part title="Webhooks">
      {events.size === 0 ? (
        <p class="quiet-line">
          Nobody was told of this conversation. <a href={to('/inbox/webhooks')}>Make a receiver</a> with one
          click.
        </p>
      ) : (
        <ul class="told">
          {[...events].map(([eventId, deliveries]) => (
            <li key={eventId}>
              <code>{deliveries[0]?.event}</code>
              {deliveries.map(({ subscriptionId, status, attempts, createdAt }) => (
                <a key={subscriptionId} href={to(`/inbox/webhooks/${subscriptionId}/${eventId}`)}>
                  <State tone={deliveryTones[status]}>{status}</State>{' '}
                  <small>
                    {attempts === 1 ? 'one attempt' : `${attempts} attempts`}, <Time at={createdAt} />
                  </small>
                </a>
              ))}
            </li>
          ))}
        </ul>
      )}
    </Part>
  )
}
