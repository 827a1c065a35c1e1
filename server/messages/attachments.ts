import { Refusal } from '../refusal.ts'
import type { NewAttachment } from './add.ts'

/**
 * The attachments of a request, decoded.
 *
 * @param maxBytes what they may decode to, in all
 * @throws Refusal `payload_too_large`
 */
export function decodeAttachments(
  given: readonly { name: string; type: string; content: string }[],
  maxBytes: number,
): NewAttachment[] {
  const decoded = given.map(({ name, type, content }) => ({
    name,
    type,
    content: Buffer.from(content, 'base64'),
  }))
  if (decoded.reduce((sum, { content }) => sum + content.length, 0) > maxBytes) {
    throw new Refusal('payload_too_large', `The attachments decode to more than ${maxBytes} bytes.`)
  }
  return decoded
}
