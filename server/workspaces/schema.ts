import { z } from 'zod'
import { isEmailAddress } from '../mail/addresses.ts'

const id = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'must be lower-case letters, digits, - and _')
const name = z.string().min(1).max(255)
const email = z.string().refine(isEmailAddress, 'must be a valid e-mail address')
const number = z.int().min(1)
/** From a second to a year. */
const minutes = z
  .number()
  .min(1 / 60)
  .max(525_600)

const key = z
  .strictObject({
    api: z.enum(['atender', 'fernand']),
    /** The key in plain text: for demonstrations and tests. */
    key: z.string().min(1).optional(),
    /** Or its SHA-256 in hex, so that the file holds no secret. */
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits')
      .optional(),
    scopes: z
      .array(z.string().regex(/^[a-z]+:(read|write)$/, 'must be <surface>:read or <surface>:write'))
      .default([]),
    /** A tier of the API's rate limits; without one there is no limit. */
    tier: z.string().optional(),
    active: z.boolean().default(true),
    /** Known to everyone; refused when the server listens on anything but loopback. */
    demo: z.boolean().default(false),
  })
  .refine(
    given => (given.key === undefined) !== (given.sha256 === undefined),
    'needs key or sha256, one of them',
  )

const tenant = z.strictObject({
  id,
  name,
  environment: z.enum(['live', 'test']),
  /** Whether the tenant may have webhooks; without them, what asks for a webhooks scope answers 403. */
  webhooks: z.boolean().default(true),
  keys: z.array(key).default([]),
  teams: z
    .array(
      z.strictObject({
        id,
        name,
        default: z.boolean().default(false),
        channels: z.array(z.string()).default([]),
      }),
    )
    .default([]),
  tags: z
    .array(
      z.strictObject({
        id: number,
        slug: id,
        name,
        type: z.enum(['topic', 'metadata']).default('topic'),
        /** The slug of the tag above it. */
        parent: id.optional(),
      }),
    )
    .default([]),
  customFields: z
    .array(
      z.strictObject({
        key: id,
        name: name.optional(),
        type: z.enum(['text', 'textarea', 'number', 'date', 'select', 'checkbox']),
        options: z.array(id).default([]),
      }),
    )
    .default([]),
  /** Service levels: the first one that fits a conversation's team and channel counts. */
  sla: z
    .array(
      z
        .strictObject({
          team: id.optional(),
          channel: z.string().optional(),
          firstReplyMinutes: minutes.optional(),
          resolutionMinutes: minutes.optional(),
        })
        .refine(
          ({ firstReplyMinutes, resolutionMinutes }) =>
            (firstReplyMinutes ?? resolutionMinutes) !== undefined,
          'needs firstReplyMinutes, resolutionMinutes or both',
        ),
    )
    .default([]),
  channels: z
    .array(
      z.strictObject({
        id: number,
        address: email,
        name: name.optional(),
        /** Whose conversation a mail opens that answers none. */
        api: z.enum(['atender', 'fernand']).default('fernand'),
      }),
    )
    .default([]),
  agents: z.array(z.strictObject({ id: number, name, email, active: z.boolean().default(true) })).default([]),
  snippets: z
    .array(
      z.strictObject({
        id: number,
        name,
        actions: z
          .array(z.strictObject({ name, data: z.record(z.string(), z.unknown()).default({}) }))
          .min(1)
          .max(10),
      }),
    )
    .default([]),
})

/** The content of a workspace file. */
export const workspaceSchema = z.strictObject({ tenants: z.array(tenant).min(1) })

export type Workspace = z.infer<typeof workspaceSchema>
export type WorkspaceTenant = Workspace['tenants'][number]
