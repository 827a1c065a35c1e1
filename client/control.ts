/** `conversation-contracts/control`: what the reference server's control plane does, as methods. */
import { createControlClient } from '../generated/control/client.ts'
import type { components, operations } from '../generated/control/types.ts'
import { httpUrl } from './http-url.ts'

export { createControlClient } from '../generated/control/client.ts'
export type { paths } from '../generated/control/types.ts'

export type Schemas = components['schemas']
type QueryOf<Id extends 'listMails' | 'listConversations' | 'listTimeline'> = NonNullable<
  operations[Id]['parameters']['query']
>

/** Time, in any of these units, all together. */
export interface Duration {
  seconds?: number
  minutes?: number
  hours?: number
  days?: number
}

/** The control plane said no. */
export class ControlError extends Error {
  /** Its problem details (RFC 9457). */
  readonly problem: Schemas['Problem']
  constructor(problem: Schemas['Problem']) {
    const places = (problem.errors ?? []).map(({ path, message }) => `${path}: ${message}`)
    super([problem.detail, ...places].join('\n  '))
    this.problem = problem
  }
}

export interface ControlOptions {
  /** Where the server is: `http://127.0.0.1:3000`. */
  baseUrl: string
  /** A tenant of the workspace, or the name of a copy; `demo` without it. */
  tenant?: string
  /** The server's ADMIN_TOKEN, where it listens on more than loopback. */
  token?: string
  fetch?: typeof globalThis.fetch
}

export interface Receiver {
  name: string
  /** To subscribe with. */
  url: string
  /** Answers so from now on, in turn; the last one repeats. */
  answer(answers: Schemas['ReceiverAnswer'][]): Promise<void>
  /** @param options `wait`: seconds to wait for the first one; `after`: the id of one that is known */
  requests(options?: { wait?: number; after?: string }): Promise<Schemas['ReceivedRequest'][]>
}

/** A delivery, as a list names it. */
type Named = Pick<Schemas['Delivery'], 'id' | 'subscriptionId'>

/** What can be done to a tenant. Every method throws `ControlError` when the server says no. */
export interface Control {
  readonly tenant: string
  clock: {
    get(): Promise<Schemas['Clock']>
    set(change: { now?: Date | string; frozen?: boolean }): Promise<Schemas['Clock']>
    /** Resolves when every job that became due on the way is done. */
    advance(time: Duration): Promise<Schemas['Clock']>
    /** Back to real time. */
    reset(): Promise<void>
  }
  mailbox: {
    /** @param query `wait`: seconds to wait for the first one */
    list(query?: QueryOf<'listMails'>): Promise<Schemas['Mail'][]>
    clear(): Promise<void>
  }
  /** Makes a receiver of webhooks. It answers 204, unless told otherwise. */
  receiver(name: string, answers?: Schemas['ReceiverAnswer'][]): Promise<Receiver>
  faults: {
    add(fault: Schemas['FaultCreate']): Promise<Schemas['Fault']>
    list(): Promise<Schemas['Fault'][]>
    clear(): Promise<void>
  }
  /** Those of both APIs. */
  conversations: {
    /** A page of them, what was touched last first. */
    list(query?: QueryOf<'listConversations'>): Promise<Schemas['ConversationList']>
    get(conversationId: string): Promise<Schemas['ConversationDetail']>
    /** A page of what stands in one, the newest first. */
    timeline(conversationId: string, query?: QueryOf<'listTimeline'>): Promise<Schemas['TimelineList']>
    /** Slugs of the tags that it carries from now on. */
    tag(conversationId: string, tags: string[]): Promise<Schemas['ConversationChanged']>
  }
  /** Takes back a mail that has not left. */
  takeBack(messageId: string): Promise<void>
  /** The customer of a conversation writes. */
  customerMessage(
    conversationId: string,
    message: Schemas['OtherSideMessage'],
  ): Promise<Schemas['MessageMade']>
  /** An agent replies. */
  agentReply(conversationId: string, message: Schemas['OtherSideMessage']): Promise<Schemas['MessageMade']>
  status(
    conversationId: string,
    status: Schemas['StatusUpdate']['status'],
    /** When one that is `snoozed` wakes. */
    until?: Date,
  ): Promise<Schemas['ConversationChanged']>
  assignee(conversationId: string, agentId: number | null): Promise<Schemas['ConversationChanged']>
  /** The mail server tells what became of a mail. */
  delivery(messageId: string, report: Schemas['DeliveryReport']): Promise<Schemas['DeliveryReported']>
  events(options?: { wait?: number; after?: string }): Promise<Schemas['Event'][]>
  jobs(): Promise<Schemas['Job'][]>
  webhooks: {
    /** @returns it with its secret, which is told this once */
    create(webhook: Schemas['SubscriptionCreate']): Promise<Schemas['Subscription']>
    list(): Promise<Schemas['Subscription'][]>
    delete(subscriptionId: string): Promise<void>
  }
  /** @param conversationId only those that tell of this one */
  deliveries(conversationId?: string): Promise<Schemas['Delivery'][]>
  /** What was sent, and what came of each attempt. */
  deliveryDetail(delivery: Named): Promise<Schemas['DeliveryDetail']>
  /** Begins it anew. */
  redeliver(delivery: Named): Promise<Schemas['DeliveryDetail']>
  /** The requests to the APIs, with their answers. */
  requests(options?: { after?: string }): Promise<Schemas['LoggedRequest'][]>
  snapshot(): Promise<Schemas['Snapshot']>
  restore(snapshotId: string): Promise<void>
  reset(): Promise<void>
}

/** Controls a tenant of a server. */
export function createControl({ baseUrl, tenant = 'demo', token, fetch }: ControlOptions): Control {
  const client = createControlClient({
    baseUrl: httpUrl(baseUrl),
    headers: {
      'Control-Tenant': tenant,
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    },
    ...(fetch ? { fetch } : {}),
  })
  /** @throws ControlError */
  const done = async <Data>(
    answer: Promise<{ data?: Data; error?: unknown; response: Response }>,
  ): Promise<Data> => {
    const { data, error, response } = await answer
    if (response.ok) return data as Data // a success has what the contract says
    const { status } = response
    throw new ControlError(
      isProblem(error) ? error : { title: 'unknown', status, detail: `The server answered ${status}.` },
    )
  }
  const listed = async <Item>(answer: Parameters<typeof done<{ data: Item[] }>>[0]): Promise<Item[]> =>
    (await done(answer)).data
  const of = (id: string) => ({ params: { path: { id } } })
  const named = ({ id: deliveryId, subscriptionId: id }: Named) => ({ params: { path: { id, deliveryId } } })

  const receiverOf = ({ name, url }: Schemas['Receiver']): Receiver => ({
    name,
    url,
    async answer(answers) {
      await done(client.PUT('/_control/receivers/{name}', { params: { path: { name } }, body: { answers } }))
    },
    requests: query =>
      listed(
        client.GET('/_control/receivers/{name}/requests', { params: { path: { name }, query: query ?? {} } }),
      ),
  })

  return {
    tenant,
    clock: {
      get: () => done(client.GET('/_control/clock')),
      set: ({ now, frozen }) => {
        const body = {
          ...(now === undefined ? {} : { now: typeof now === 'string' ? now : now.toISOString() }),
          ...(frozen === undefined ? {} : { frozen }),
        }
        return done(client.PUT('/_control/clock', { body }))
      },
      advance: ({ seconds = 0, minutes = 0, hours = 0, days = 0 }) => {
        const body = { seconds: seconds + 60 * (minutes + 60 * (hours + 24 * days)) }
        return done(client.POST('/_control/clock/advance', { body }))
      },
      reset: async () => void (await done(client.DELETE('/_control/clock'))),
    },
    mailbox: {
      list: query => listed(client.GET('/_control/mailbox', { params: { query: query ?? {} } })),
      clear: async () => void (await done(client.DELETE('/_control/mailbox'))),
    },
    receiver: async (name, answers) =>
      receiverOf(
        await done(
          client.PUT('/_control/receivers/{name}', {
            params: { path: { name } },
            body: answers === undefined ? {} : { answers },
          }),
        ),
      ),
    faults: {
      add: body => done(client.POST('/_control/faults', { body })),
      list: () => listed(client.GET('/_control/faults')),
      clear: async () => void (await done(client.DELETE('/_control/faults'))),
    },
    conversations: {
      list: query => done(client.GET('/_control/conversations', { params: { query: query ?? {} } })),
      get: id => done(client.GET('/_control/conversations/{id}', of(id))),
      timeline: (id, query) =>
        done(
          client.GET('/_control/conversations/{id}/timeline', {
            params: { path: { id }, query: query ?? {} },
          }),
        ),
      tag: (id, tags) => done(client.PUT('/_control/conversations/{id}/tags', { ...of(id), body: { tags } })),
    },
    takeBack: async id => void (await done(client.DELETE('/_control/messages/{id}', of(id)))),
    customerMessage: (id, body) =>
      done(client.POST('/_control/conversations/{id}/customer-message', { ...of(id), body })),
    agentReply: (id, body) =>
      done(client.POST('/_control/conversations/{id}/agent-reply', { ...of(id), body })),
    status: (id, status, until) => {
      const body = { status, ...(until === undefined ? {} : { until: until.toISOString() }) }
      return done(client.POST('/_control/conversations/{id}/status', { ...of(id), body }))
    },
    assignee: (id, agentId) =>
      done(client.POST('/_control/conversations/{id}/assignee', { ...of(id), body: { agentId } })),
    delivery: (id, body) => done(client.POST('/_control/messages/{id}/delivery', { ...of(id), body })),
    events: query => listed(client.GET('/_control/events', { params: { query: query ?? {} } })),
    jobs: () => listed(client.GET('/_control/jobs')),
    webhooks: {
      create: body => done(client.POST('/_control/subscriptions', { body })),
      list: () => listed(client.GET('/_control/subscriptions')),
      delete: async id => void (await done(client.DELETE('/_control/subscriptions/{id}', of(id)))),
    },
    deliveries: conversation => {
      const query = conversation === undefined ? {} : { conversation }
      return listed(client.GET('/_control/deliveries', { params: { query } }))
    },
    deliveryDetail: delivery =>
      done(client.GET('/_control/subscriptions/{id}/deliveries/{deliveryId}', named(delivery))),
    redeliver: delivery =>
      done(client.POST('/_control/subscriptions/{id}/deliveries/{deliveryId}/redeliver', named(delivery))),
    requests: query => listed(client.GET('/_control/requests', { params: { query: query ?? {} } })),
    snapshot: () => done(client.POST('/_control/snapshots')),
    restore: async id => void (await done(client.POST('/_control/snapshots/{id}/restore', of(id)))),
    reset: async () => void (await done(client.POST('/_control/reset'))),
  }
}

const isProblem = (error: unknown): error is Schemas['Problem'] =>
  typeof error === 'object' && error !== null && 'detail' in error

/** A private copy of the demo tenant, with the keys that open it. */
export interface Tenant extends Control {
  keys: { atender: `sa_test_${string}`; readonly: `sa_test_${string}`; fernand: `sk_${string}` }
}

/**
 * A private copy of the demo tenant: it is opened by the first request, and gone an hour after the last one.
 *
 * @param name of 1 to 63 of `a` to `z`, digits and `-`; one that nobody else has, without it
 */
export function createTenant(
  options: Omit<ControlOptions, 'tenant'>,
  name: string = `t-${crypto.randomUUID()}`,
): Tenant {
  return { ...createControl({ ...options, tenant: name }), keys: keysOf(name) }
}

/** The keys that open a copy. */
export const keysOf = (name: string): Tenant['keys'] => ({
  atender: `sa_test_demo_full.${name}`,
  readonly: `sa_test_demo_readonly.${name}`,
  fernand: `sk_demo.${name}`,
})
