/** What Atender's pages say of webhooks and no schema can. What is subscribed is deleted again. */
import { createHmac } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { taken } from '../answers.ts'
import { type Case, type Finding, findings, NotApplicable } from '../case.ts'
import { parameterPointer } from '../contract.ts'
import type { Delivery, Hook } from '../ears/webhooks.ts'
import { judgeEvent } from '../judge.ts'
import type { Answer, Session } from '../session.ts'
import { open, referenceOf } from './atender.ts'
import { expecting, memberOf, operationNamed, pathOf, ruleOf, type Said, unless } from './rule.ts'

/** Where nobody listens who minds: it is subscribed to what hardly happens, and not for long. */
const NOBODYS_URL = 'https://example.com/verify'
/** How long nothing may come that must not, in milliseconds. */
const SILENCE = 1_500

const create = operationNamed('atender', 'createWebhook')
const get = operationNamed('atender', 'getWebhook')
const list = operationNamed('atender', 'listWebhooks')
const remove = operationNamed('atender', 'deleteWebhook')
const rotate = operationNamed('atender', 'rotateWebhookSecret')
const push = operationNamed('atender', 'pushMessage')
const success = `${create.pointer}/responses/201`
const eventPointer = (event: string) => `/webhooks/${event}/post`
const headerPointer = (name: string) =>
  parameterPointer('atender', eventPointer('conversation.created'), name)

const rule = ruleOf(create)

export const webhookRules = (): Case[] => [
  rule('the secret of a webhook is in the answer to its creation alone', success, secretOnce, 'memory'),
  rule(
    'conversation.created is told, signed with the secret',
    eventPointer('conversation.created'),
    told,
    'webhooks',
  ),
  rule('message.sent is told, with the reference', eventPointer('message.sent'), sent, 'webhooks'),
  rule('a delivery that failed is repeated with its id', headerPointer('webhook-id'), repeated, 'webhooks'),
  rule('after a rotation the old secret signs as well', rotate.pointer, rotated, 'webhooks'),
  rule('a webhook that was deleted is told nothing', remove.pointer, silent, 'webhooks'),
]

interface Subscription {
  id: unknown
  secret: string
  hook: Hook
}

const subscribe = async (session: Session, url: string, names: string[]): Promise<Answer> => {
  const body = { name: `verify ${session.run}`, url, events: names }
  const answer = await session.ask({ method: 'POST', path: create.path, body })
  if (answer.status === 201) session.created.push(`webhook ${memberOf(answer, 'id')}`)
  return answer
}

const unsubscribe = async (session: Session, id: unknown): Promise<Answer> => {
  const answer = await session.ask({ method: 'DELETE', path: pathOf(remove, id) })
  const place = session.created.indexOf(`webhook ${id}`)
  if (answer.status < 300 && place >= 0) session.created.splice(place, 1)
  return answer
}

/** Subscribes for as long as it takes. */
async function subscribed(
  session: Session,
  names: string[],
  work: (subscription: Subscription) => Promise<Finding[]>,
  answer?: (delivery: Delivery) => number,
): Promise<Finding[]> {
  const hook = session.ears.webhooks?.open(answer)
  if (!hook) return []
  const made = await subscribe(session, hook.url, names)
  const [id, secret] = [memberOf(made, 'id'), memberOf(made, 'secret')]
  if (made.status !== 201 || typeof secret !== 'string') return findings(made, taken(create, made, 201))
  try {
    return await work({ id, secret, hook })
  } finally {
    await unsubscribe(session, id)
  }
}

async function secretOnce(session: Session) {
  const made = await subscribe(session, NOBODYS_URL, ['sla.breached'])
  const [id, secret] = [memberOf(made, 'id'), memberOf(made, 'secret')]
  const wrong = findings(made, taken(create, made, 201))
  if (wrong.length > 0 || typeof secret !== 'string') return wrong
  const shown = [
    [get, await session.ask({ method: 'GET', path: pathOf(get, id) })],
    [list, await session.ask({ method: 'GET', path: list.path })],
  ] as const
  await unsubscribe(session, id)
  const after = await session.ask({ method: 'GET', path: pathOf(get, id) })
  const said: Said = ['a secret that is shown again', 'no secret', 'the secret']
  return [
    ...shown.flatMap(([operation, answer]) => [
      ...findings(answer, taken(operation, answer, 200)),
      ...unless(!answer.text.includes(secret), answer, create, success, said),
    ]),
    ...findings(after, expecting(get, after, 404)),
  ]
}

/** The deliveries that tell of a conversation. */
const about = (reference: string) => (delivery: Delivery) => delivery.body.includes(`"${reference}"`)

/** Waits for what tells of it; a breach where nothing comes. */
async function awaitDelivery(
  { patience }: Session,
  cause: Answer,
  event: string,
  hook: Hook,
  reference: string,
  count = 1,
) {
  const come = await hook.inbox.waitFor(about(reference), count, patience)
  const last = come[count - 1]
  const said: Said = [
    `${event} is told`,
    count === 1 ? 'a delivery' : 'another one',
    `none within ${patience / 1000} s`,
  ]
  return { come, last, wrong: unless(last !== undefined, cause, create, eventPointer(event), said) }
}

/** What is wrong with a delivery: its headers, its body, its signatures. */
function judgeDelivery(
  cause: Answer,
  event: string,
  { headers, body }: Delivery,
  secrets: string[],
): Finding[] {
  const given = headers as Record<string, string> // none of these comes twice
  const genuine = (secret: string) => {
    try {
      new Webhook(secret).verify(body, given)
      return true
    } catch {
      return false
    }
  }
  const own = headers['x-atender-signature']
  const hex = createHmac('sha256', secrets[0] ?? '')
    .update(body)
    .digest('hex')
  const came = `${headers['webhook-signature'] ?? 'no webhook-signature'}`
  return [
    ...findings(cause, judgeEvent('atender', eventPointer(event), given, body)),
    ...secrets
      .filter(secret => !genuine(secret))
      .flatMap(() =>
        unless(false, cause, create, headerPointer('webhook-signature'), [
          'webhook-signature: signed with the secret',
          'v1, and the HMAC-SHA256 of id.timestamp.body (Standard Webhooks)',
          came,
        ]),
      ),
    ...unless(own === undefined || own === hex, cause, create, headerPointer('X-Atender-Signature'), [
      'X-Atender-Signature: signed with the secret',
      'the hex HMAC-SHA256 of the body',
      `${own}`,
    ]),
  ]
}

function told(session: Session) {
  const event = 'conversation.created'
  return subscribed(session, [event], async ({ secret, hook }) => {
    const reference = referenceOf(session, 'told')
    const cause = await open(session, reference)
    const { last, wrong } = await awaitDelivery(session, cause, event, hook, reference)
    return last ? judgeDelivery(cause, event, last, [secret]) : wrong
  })
}

function sent(session: Session) {
  const event = 'message.sent'
  return subscribed(session, [event], async ({ secret, hook }) => {
    const reference = referenceOf(session, 'sent')
    const made = await open(session, reference)
    const body = { direction: 'outbound', text: 'verify' }
    const cause = await session.ask({ method: 'POST', path: pathOf(push, memberOf(made, 'id')), body })
    if (cause.status !== 201) return findings(cause, taken(push, cause, 201))
    const { last, wrong } = await awaitDelivery(session, cause, event, hook, reference)
    return last ? judgeDelivery(cause, event, last, [secret]) : wrong
  })
}

function repeated(session: Session) {
  const event = 'conversation.created'
  const reference = referenceOf(session, 'repeated')
  let isFirst = true
  const failOnce = (delivery: Delivery) => {
    if (!about(reference)(delivery) || !isFirst) return 204
    isFirst = false
    return 500
  }
  const work = async ({ secret, hook }: Subscription) => {
    const cause = await open(session, reference)
    const { come, last, wrong } = await awaitDelivery(session, cause, event, hook, reference, 2)
    if (!last) return wrong
    const [first, second] = come.map(({ headers, body }) => `${headers['webhook-id']} ${body}`)
    return [
      ...judgeDelivery(cause, event, last, [secret]),
      ...unless(first === second, cause, create, headerPointer('webhook-id'), [
        'a repeated delivery',
        `the same webhook-id and body: ${first}`,
        `${second}`,
      ]),
    ]
  }
  return subscribed(session, [event], work, failOnce)
}

function rotated(session: Session) {
  const event = 'conversation.created'
  return subscribed(session, [event], async ({ id, secret, hook }) => {
    const answer = await session.ask({ method: 'POST', path: pathOf(rotate, id) })
    const newest = memberOf(answer, 'secret')
    if (answer.status !== 200 || typeof newest !== 'string')
      return findings(answer, taken(rotate, answer, 200))
    const reference = referenceOf(session, 'rotated')
    const cause = await open(session, reference)
    const { last, wrong } = await awaitDelivery(session, cause, event, hook, reference)
    return last ? judgeDelivery(cause, event, last, [newest, secret]) : wrong
  })
}

/** Nothing comes any more. */
async function silent(session: Session) {
  const event = 'conversation.created'
  const reference = referenceOf(session, 'silent')
  let gone: Hook | undefined
  await subscribed(session, [event], async ({ hook }) => {
    gone = hook
    return []
  })
  if (!gone) throw new NotApplicable('no webhook could be made')
  const cause = await open(session, reference)
  const come = await gone.inbox.after(SILENCE, about(reference))
  return unless(come.length === 0, cause, remove, remove.pointer, [
    'a webhook that was deleted',
    'nothing',
    'a delivery',
  ])
}
