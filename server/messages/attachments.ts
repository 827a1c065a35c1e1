import type { NewAttachment } from './add.ts'

/** The attachments of a request, decoded; the contract bounds what they come to. */
export const decodeAttachments = (
  given: readonly { name: string; type: string; content: string }[],
): NewAttachment[] =>
  given.map(({ name, type, content }) => ({ name, type, content: Buffer.from(content, 'base64') }))
