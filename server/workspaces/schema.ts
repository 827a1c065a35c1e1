import * as v from 'valibot'
import { isEmailAddress } from '../mail/addresses.ts'
import { oneOf } from './one-of.ts'

const id = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'must be lower-case letters, digits, - and _'),
)
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(255))
const email = v.pipe(v.string(), v.check(isEmailAddress, 'must be a valid e-mail address'))
const number = v.pipe(v.number(), v.safeInteger('must be a whole number'), v.minValue(1, 'must be 1 or more'))
/** From a second to a year. */
const minutes = v.pipe(
  v.number(),
  v.minValue(1 / 60, 'must be a second or more'),
  v.maxValue(525_600, 'must be a year or less'),
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
const list = <const Item extends v.GenericSchema>(item: Item) => v.optional(v.array(item), [])
const flag = (otherwise: boolean) => v.optional(v.boolean(), otherwise)

const key = v.pipe(
  settings({
    api: oneOf(['atender', 'fernand']),
    /** The key in plain text: for demonstrations and tests. */
    key: v.optional(v.pipe(v.string(), v.minLength(1))),
    /** Or its SHA-256 in hex, so that the file holds no secret. */
    sha256: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits'))),
    scopes: list(
      v.pipe(v.string(), v.regex(/^[a-z]+:(read|write)$/, 'must be <surface>:read or <surface>:write')),
    ),
    /** A tier of the API's rate limits; without one there is no limit that anybody reaches. */
    tier: v.optional(v.string()),
    /** The agent that a key of Fernand's acts for; without one the first. */
    agent: v.optional(number),
    active: flag(true),
    /** Known to everyone; refused when the server listens on anything but loopback. */
    demo: flag(false),
  }),
  v.check(
    given => (given.key === undefined) !== (given.sha256 === undefined),
    'needs key or sha256, one of them',
  ),
)

const tenant = settings({
  id,
  name,
  environment: oneOf(['live', 'test']),
  /** Whether the tenant may have webhooks; without them, what asks for a webhooks scope answers 403. */
  webhooks: flag(true),
  /** Whether ids of Fernand's timeline have their prefixes, `m-`, `n-` and `e-`, which the vendor means to drop. */
  idPrefixes: v.optional(oneOf(['on', 'off']), 'on'),
  /** The limits of Atender's tier `custom`, which each tenant negotiates. */
  customTier: v.optional(settings({ perMinute: number, burst: number, perDay: number })),
  keys: list(key),
  teams: list(settings({ id, name, default: flag(false), channels: list(v.string()) })),
  tags: list(
    settings({
      id: number,
      slug: id,
      name,
      type: v.optional(oneOf(['topic', 'metadata']), 'topic'),
      /** The slug of the tag above it. */
      parent: v.optional(id),
      color: v.optional(v.pipe(v.string(), v.regex(/^#[0-9A-Fa-f]{6}$/, 'must be a color such as #FF5733'))),
    }),
  ),
  customFields: list(
    settings({
      key: id,
      name: v.optional(name),
      type: oneOf(['text', 'textarea', 'number', 'date', 'select', 'checkbox']),
      options: list(id),
    }),
  ),
  /** Service levels: the first one that fits a conversation's team and channel counts. */
  sla: list(
    v.pipe(
      settings({
        team: v.optional(id),
        channel: v.optional(v.string()),
        firstReplyMinutes: v.optional(minutes),
        resolutionMinutes: v.optional(minutes),
      }),
      v.check(
        ({ firstReplyMinutes, resolutionMinutes }) => (firstReplyMinutes ?? resolutionMinutes) !== undefined,
        'needs firstReplyMinutes, resolutionMinutes or both',
      ),
    ),
  ),
  channels: list(
    settings({
      id: number,
      address: email,
      name: v.optional(name),
      /** Whose conversation a mail opens that answers none. */
      api: v.optional(oneOf(['atender', 'fernand']), 'fernand'),
    }),
  ),
  agents: list(settings({ id: number, name, email, active: flag(true) })),
  snippets: list(
    settings({
      id: number,
      name,
      actions: v.pipe(
        v.array(settings({ name, data: v.optional(v.pipe(mapping, v.record(v.string(), v.unknown())), {}) })),
        v.minLength(1),
        v.maxLength(10),
      ),
    }),
  ),
})

/** The content of a workspace file. */
export const workspaceSchema = settings({ tenants: v.pipe(v.array(tenant), v.minLength(1)) })

export type Workspace = v.InferOutput<typeof workspaceSchema>
export type WorkspaceTenant = Workspace['tenants'][number]
