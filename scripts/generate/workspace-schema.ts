/** workspace.schema.json: what editors check and complete a workspace file with. */
import { toJsonSchema } from '@valibot/to-json-schema'
import { workspaceSchema } from '../../server/workspaces/schema.ts'
import type { OpenApiDocument } from '../openapi-document.ts'

type JsonSchema = { [keyword: string]: unknown }
type Node = { items?: Node; properties?: Record<string, Node>; [keyword: string]: unknown }

/**
 * What the server checks beside its schema — names that are taken, references that lead nowhere — is in it as far as
 * the contracts alone decide: channels, tiers, and for how many days deliveries are kept.
 *
 * @returns JSON Schema, draft 7, which editors know best
 */
export const renderWorkspaceSchema = (atender: OpenApiDocument, fernand: OpenApiDocument): string => {
  const schema = toJsonSchema(workspaceSchema, {
    target: 'draft-07',
    ignoreActions: ['check'],
    // Of a check and an object, one after the other, the object is what JSON Schema can say.
    errorMode: 'ignore',
  }) as Node // no boolean
  const tenant = at(schema, 'tenants')
  const channels = { enum: atender.components?.schemas?.Channel?.enum }
  Object.assign(at(tenant, 'teams').properties?.channels ?? {}, { items: channels })
  Object.assign(at(tenant, 'sla').properties?.channel ?? {}, channels)
  const rules = atender.components?.schemas?.WebhookDelivery?.['x-rules'] as
    | { keptForSeconds: number }
    | undefined
  const days = (rules?.keptForSeconds ?? 0) / 86_400
  Object.assign(tenant.properties?.retention?.properties?.deliveryDays ?? {}, {
    minimum: days,
    default: days,
  })
  const tiers = { atender: tiersOf(atender), fernand: tiersOf(fernand) }
  at(tenant, 'keys').allOf = Object.entries(tiers).map(([api, tiers]): JsonSchema => {
    const isOf = { properties: { api: { const: api } } }
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    return { if: isOf, then: { properties: { tier: { enum: tiers } } } }
  })
  const title = 'The workspace file of conversation-contracts'
  return `${JSON.stringify({ $schema: schema.$schema, title, ...schema }, null, 2)}\n`
}

/** @throws Error where there is no list of that name */
const at = ({ properties }: Node, list: string): Node => {
  const items = properties?.[list]?.items
  if (items === undefined) throw new Error(`the workspace has no list ${list}.`)
  return items
}

const tiersOf = ({ components }: OpenApiDocument): string[] => {
  const schemes = components?.securitySchemes as Record<string, { 'x-rate-limits'?: object }> | undefined
  return Object.keys(schemes?.apiKey?.['x-rate-limits'] ?? {})
}
