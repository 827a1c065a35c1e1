import * as v from 'valibot'
import { isEmailAddress } from '../mail/addresses.ts'
import { oneOf } from './one-of.ts'

// Descriptions and metadata go into the JSON Schema of the file, which `npm run generate` writes for editors.

const text = v.pipe(v.string(), v.minLength(1))
const id = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'must be lower-case letters, digits, - and _'),
)
const name = v.pipe(text, v.maxLength(255))
const email = v.pipe(
  v.string(),
  v.check(isEmailAddress, 'must be a valid e-mail address'),
  v.metadata({ pattern: '^.+@.+$' }),
)
const number = v.pipe(v.number(), v.safeInteger('must be a whole number'), v.minValue(1, 'must be 1 or more'))
/** From a second to a year. */
const minutes = v.pipe(
  v.number(),
  v.minValue(1 / 60, 'must be a second or more'),
  v.maxValue(525_600, 'must be a year or less'),
)

/** Up to ten years. */
const days = v.pipe(
  v.number(),
  v.safeInteger('must be a whole number'),
  v.minValue(1, 'must be 1 or more'),
  v.maxValue(3_650, 'must be 3650 or less'),
)

/** Valibot takes a list for an object. */
const mapping = v.custom<object>(
  given => typeof given === 'object' && given !== null && !Array.isArray(given),
  'must be a mapping',
)
/** Settings of these names and no others. */
const settings = <const Entries extends v.ObjectEntries>(entries: Entries) =>
  v.pipe(
    mapping,
    v.strictObject(entries, issue =>
      issue.expected === 'never' ? `there is no setting ${issue.received}` : issue.message,
    ),
  )
const said = <const Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.pipe(schema, v.description(description))
const optional = <const Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.optional(said(schema, description))
const list = <const Item extends v.GenericSchema>(item: Item, description: string) =>
  v.optional(said(v.array(item), description), [])
const flag = (otherwise: boolean, description: string) =>
  v.optional(said(v.boolean(), description), otherwise)

const api = oneOf(['atender', 'fernand'])

const key = v.pipe(
  settings({
    api: said(api, 'The API that the key opens.'),
    key: optional(
      text,
      'The key in plain text, for demonstrations and tests: sk_… of Fernand, sa_live_… or sa_test_… of Atender.',
    ),
    sha256: optional(
      v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits')),
      'The SHA-256 of the key in hex, in place of the key, so that the file holds no secret.',
    ),
    scopes: list(
      v.pipe(v.string(), v.regex(/^[a-z]+:(read|write)$/, 'must be <surface>:read or <surface>:write')),
      'What a key of Atender may do, such as conversations:write; write implies read.',
    ),
    tier: optional(
      v.string(),
      'A tier of the rate limits of the API; without one there is no limit that anybody reaches.',
    ),
    agent: optional(number, 'The agent that a key of Fernand acts for; without one the first.'),
    active: flag(true, 'Whether the key opens anything.'),
    demo: flag(
      false,
      'Whether everyone knows the key; it is refused when the server listens on anything but loopback.',
    ),
  }),
  v.check(
    given => (given.key === undefined) !== (given.sha256 === undefined),
    'needs key or sha256, one of them',
  ),
  v.metadata({ oneOf: [{ required: ['key'] }, { required: ['sha256'] }] }),
)

const team = settings({
  id: said(id, 'Names the team, in requests too.'),
  name: said(name, 'How the team is shown.'),
  default: flag(false, 'Whether the team has what no other team owns; one at most is.'),
  channels: list(v.string(), 'The channels of Atender that the team owns; each belongs to one team.'),
})

const tag = settings({
  id: said(number, 'The number of the tag.'),
  slug: said(id, 'What requests of Atender name the tag by.'),
  name: said(name, 'How the tag is shown, and what Fernand names it by.'),
  type: v.optional(said(oneOf(['topic', 'metadata']), 'What the tag is about.'), 'topic'),
  parent: optional(id, 'The slug of the tag above it.'),
  color: optional(
    v.pipe(v.string(), v.regex(/^#[0-9A-Fa-f]{6}$/, 'must be a color such as #FF5733')),
    'A color such as #FF5733.',
  ),
})

const customField = v.pipe(
  settings({
    key: said(id, 'What requests name the field by.'),
    name: optional(name, 'How the field is shown.'),
    type: said(
      oneOf(['text', 'textarea', 'number', 'date', 'select', 'checkbox']),
      'What the values of the field are.',
    ),
    options: list(id, 'What may be chosen, of a select field.'),
  }),
  v.metadata({
    if: { properties: { type: { const: 'select' } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then: { required: ['options'], properties: { options: { minItems: 1 } } },
    else: { properties: { options: { maxItems: 0 } } },
  }),
)

const serviceLevel = v.pipe(
  settings({
    team: optional(id, 'The team whose conversations it is for; without one those of all.'),
    channel: optional(v.string(), 'The channel whose conversations it is for; without one those of all.'),
    firstReplyMinutes: optional(minutes, 'Within how many minutes a conversation has its first reply.'),
    resolutionMinutes: optional(minutes, 'Within how many minutes a conversation is resolved.'),
  }),
  v.check(
    ({ firstReplyMinutes, resolutionMinutes }) => (firstReplyMinutes ?? resolutionMinutes) !== undefined,
    'needs firstReplyMinutes, resolutionMinutes or both',
  ),
  v.metadata({ anyOf: [{ required: ['firstReplyMinutes'] }, { required: ['resolutionMinutes'] }] }),
)

const channel = settings({
  id: said(number, 'What requests of Fernand name the channel by.'),
  address: said(email, 'The address that its mail comes from, and that mail comes in for.'),
  name: optional(name, 'The name beside the address.'),
  api: v.optional(said(api, 'Whose conversation a mail opens that answers none.'), 'fernand'),
})

const agent = settings({
  id: said(number, 'What requests of Fernand name the agent by.'),
  name: said(name, 'How the agent is shown.'),
  email: said(email, 'The address of the agent, which names the agent in requests too.'),
  active: flag(true, 'Whether the agent still works here.'),
})

const action = settings({
  name: said(name, 'What the action does, as in requests of Fernand.'),
  data: v.optional(
    said(v.pipe(mapping, v.record(v.string(), v.unknown())), 'What it does it with, as in requests.'),
    {},
  ),
})

const snippet = settings({
  id: said(number, 'What requests of Fernand name the snippet by.'),
  name: said(name, 'How the snippet is shown.'),
  actions: said(
    v.pipe(v.array(action), v.minLength(1), v.maxLength(10)),
    'What is done, in this order, where the snippet is applied.',
  ),
})

const retention = settings({
  deliveryDays: optional(
    days,
    'For how many days a delivery of a webhook is kept once it has ended; without it for those that the contract promises.',
  ),
  eventDays: optional(
    days,
    'For how many days the events of a timeline are kept; without it as long as their conversation.',
  ),
  conversationDays: optional(
    days,
    'After how many days without a change a conversation is deleted that is done, archived or spam; without it never.',
  ),
})

const tenant = settings({
  id: said(id, 'Names the tenant, on the command line too.'),
  name: said(name, 'How the tenant is shown.'),
  environment: said(oneOf(['live', 'test']), 'What its keys of Atender begin with: sa_live_ or sa_test_.'),
  webhooks: flag(
    true,
    'Whether the tenant may have webhooks; without them, what asks for a webhooks scope answers 403.',
  ),
  idPrefixes: v.optional(
    said(
      oneOf(['on', 'off']),
      'Whether ids of Fernand’s timeline have their prefixes, m-, n- and e-, which the vendor means to drop.',
    ),
    'on',
  ),
  customTier: optional(
    settings({
      perMinute: said(number, 'Requests in any 60 seconds.'),
      burst: said(number, 'Requests on top of them.'),
      perDay: said(number, 'Requests of a day, which ends at midnight UTC.'),
    }),
    'The limits of Atender’s tier custom, which each tenant negotiates.',
  ),
  retention: v.optional(said(retention, 'How long is kept what is no longer needed.'), {}),
  keys: list(key, 'The keys that open the APIs.'),
  teams: list(team, 'The teams that conversations are assigned to.'),
  tags: list(tag, 'The tags that conversations may have.'),
  customFields: list(customField, 'The fields that conversations may have.'),
  sla: list(
    serviceLevel,
    'Service levels: the first one that fits a conversation’s team and channel counts.',
  ),
  channels: list(channel, 'The mailboxes.'),
  agents: list(agent, 'The people who answer.'),
  snippets: list(snippet, 'The sets of actions that requests of Fernand name.'),
})

/** The content of a workspace file. */
export const workspaceSchema = settings({
  tenants: said(v.pipe(v.array(tenant), v.minLength(1)), 'Who has what: each tenant is a world of its own.'),
})

export type Workspace = v.InferOutput<typeof workspaceSchema>
export type WorkspaceTenant = Workspace['tenants'][number]
/** How long a tenant keeps what. */
export type Retention = v.InferOutput<typeof retention>
