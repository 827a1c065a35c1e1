/** `conversation-contracts/fernand` */
import * as answers from '../generated/fernand/answers.ts'
import { createFernandClient as createRawClient } from '../generated/fernand/client.ts'
import { server } from '../generated/fernand/facts.ts'
import type { components, paths } from '../generated/fernand/types.ts'
import { type CallOptions, createPolicyClient, type PolicyClient } from './call.ts'
import { httpUrl } from './http-url.ts'
import { type FernandKey, fernandKey } from './keys.ts'
import { defaultPolicy, type Platform, type Policy, webPlatform } from './policy.ts'

export type { Attachment } from './attachments.ts'
export * from './compose-message.ts'
export type { FernandKey } from './keys.ts'
export { fernandKey } from './keys.ts'
export type { Recipient, Recipients } from './recipients.ts'
export * from './result.ts'
export type { CallOptions, Platform, Policy }

/** The schemas of the contract, by their names. */
export type Schemas = components['schemas']
export type FernandClient = PolicyClient<paths>

export interface FernandOptions {
  apiKey: FernandKey
  /** Where it is, if not at the vendor's own address: the reference server, the mock. */
  baseUrl?: string
  /** For every call; a call may say otherwise. */
  policy?: Partial<Policy>
  /** Replaces parts of the platform, in tests. */
  platform?: Partial<Platform>
}

/**
 * A client of Fernand's API.
 *
 * Only reading is repeated when an attempt fails. Nothing keeps a second request from sending a second mail, so all
 * else is made once, unless a call says `call: { repeat: 'always' }`.
 *
 * @throws TypeError when the address or the key cannot be one
 */
export function createFernandClient({
  apiKey,
  baseUrl = server,
  policy,
  platform,
}: FernandOptions): FernandClient {
  const raw = createRawClient({
    baseUrl: httpUrl(baseUrl),
    headers: { 'X-API-Key': fernandKey(apiKey) },
    redirect: 'manual', // a key goes nowhere but where it was sent
    ...(platform?.fetch ? { fetch: platform.fetch } : {}),
  })
  return createPolicyClient(
    raw,
    { ...defaultPolicy, ...policy },
    { ...webPlatform, ...platform },
    verb => verb === 'GET',
    answers,
  )
}
