/** `conversation-contracts`: both clients. Each one alone is at `/atender` and `/fernand`. */

export { type AtenderClient, type AtenderOptions, createAtenderClient } from './atender.ts'
export type { Attachment } from './attachments.ts'
export type { CallOptions } from './call.ts'
export * from './compose-message.ts'
export { createFernandClient, type FernandClient, type FernandOptions } from './fernand.ts'
export * from './keys.ts'
export type { Platform, Policy } from './policy.ts'
export type { Recipient, Recipients } from './recipients.ts'
export * from './result.ts'
export * from './send-outbound.ts'
export * from './verify-webhook.ts'
