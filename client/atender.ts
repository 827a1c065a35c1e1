/** `conversation-contracts/atender` */
import * as answers from '../generated/atender/answers.ts'
import { createAtenderClient as createRawClient } from '../generated/atender/client.ts'
import type { components, paths } from '../generated/atender/types.ts'
import { type CallOptions, createPolicyClient, type PolicyClient } from './call.ts'
import { httpUrl } from './http-url.ts'
import { type AtenderKey, atenderKey } from './keys.ts'
import { defaultPolicy, type Platform, type Policy, webPlatform } from './policy.ts'

export type { AtenderKey } from './keys.ts'
export { atenderKey } from './keys.ts'
export * from './result.ts'
export * from './send-outbound.ts'
export * from './verify-webhook.ts'
export type { CallOptions, Platform, Policy }

/** The schemas of the contract, by their names. */
export type Schemas = components['schemas']
export type AtenderClient = PolicyClient<paths>

export interface AtenderOptions {
  /** The address of your Atender, without `/v1`: `https://helpdesk.example`. */
  baseUrl: string
  apiKey: AtenderKey
  /** For every call; a call may say otherwise. */
  policy?: Partial<Policy>
  /** Replaces parts of the platform, in tests. */
  platform?: Partial<Platform>
}

const create = '/v1/conversations/outbound' satisfies keyof paths

/**
 * A client of Atender's API.
 *
 * Reading is repeated when an attempt fails, and so is opening a conversation: its `externalReference` keeps a
 * repetition from opening a second one. Nothing else is, unless a call says `call: { repeat: 'always' }`.
 *
 * @throws TypeError when the address or the key cannot be one
 */
export function createAtenderClient({ baseUrl, apiKey, policy, platform }: AtenderOptions): AtenderClient {
  const raw = createRawClient({
    baseUrl: httpUrl(baseUrl),
    headers: { Authorization: `Bearer ${atenderKey(apiKey)}` },
    redirect: 'manual', // a key goes nowhere but where it was sent
    ...(platform?.fetch ? { fetch: platform.fetch } : {}),
  })
  return createPolicyClient(
    raw,
    { ...defaultPolicy, ...policy },
    { ...webPlatform, ...platform },
    (verb, path) => verb === 'GET' || (verb === 'POST' && path === create),
    answers,
  )
}
