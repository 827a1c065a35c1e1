import type { NewAttachment } from './add.ts'

/** The attachments of a request, as base64, which the contract has checked: they are decoded where they are stored. */
export const encodedAttachments = (
  given: readonly { name: string; type: string; content: string }[],
): NewAttachment[] => given.map(({ name, type, content }) => ({ name, type, content: { base64: content } }))
