/** Files of every kind, as base64 within the contract's limit. */
import { byteLimits } from '../generated/fernand/facts.ts'
import type { components } from '../generated/fernand/types.ts'

type Bytes = Blob | ArrayBuffer | ArrayBufferView | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>

/** A `File` brings its name and type; everything else needs a name. `type` is a media type. */
export type Attachment = File | { name: string; type?: string; content: Bytes }

const { maxDecodedBytes, maxItems } = byteLimits['MessageContent.attachments']

/**
 * Reads attachments into what the contract wants. Stops as soon as they are too large in all, so an endless stream
 * ends too.
 *
 * @throws RangeError telling the limit that they are beyond; whatever a stream fails with
 */
export async function readAttachments(
  attachments: readonly Attachment[],
): Promise<components['schemas']['AttachmentCreate'][]> {
  if (attachments.length > maxItems)
    throw new RangeError(`${attachments.length} attachments are more than ${maxItems}`)
  let left = maxDecodedBytes
  const read = []
  for (const attachment of attachments) {
    const content = attachment instanceof Blob ? attachment : attachment.content
    const type = attachment.type || (content instanceof Blob && content.type) || 'application/octet-stream'
    const bytes = await collect(content, left)
    left -= bytes.length
    read.push({ name: attachment.name, type, content: toBase64(bytes) })
  }
  return read
}

async function collect(content: Bytes, limit: number): Promise<Uint8Array> {
  const size = content instanceof Blob ? content.size : 'byteLength' in content ? content.byteLength : 0
  if (size > limit) throw tooLarge()
  if (content instanceof Blob) return new Uint8Array(await content.arrayBuffer())
  if (ArrayBuffer.isView(content))
    return new Uint8Array(content.buffer, content.byteOffset, content.byteLength)
  if ('byteLength' in content) return new Uint8Array(content)
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of 'getReader' in content ? chunksOf(content) : content) {
    if (!ArrayBuffer.isView(chunk)) throw new TypeError('an attachment stream must give bytes')
    length += chunk.length
    if (length > limit) throw tooLarge()
    chunks.push(chunk)
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

/** Not every browser can iterate a stream. Cancels what is not read to its end. */
async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  let isDone = false
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) {
        isDone = true
        return
      }
      yield value
    }
  } finally {
    if (!isDone) await reader.cancel().catch(() => {})
  }
}

const tooLarge = () => new RangeError(`the attachments are larger than ${maxDecodedBytes} bytes in all`)

/** A multiple of three, so that the pieces join, and few enough for one call's arguments. */
const PIECE = 24_573

function toBase64(bytes: Uint8Array): string {
  const native = (bytes as Uint8Array & { toBase64?: () => string }).toBase64 // ECMAScript 2026
  if (native) return native.call(bytes)
  let text = ''
  for (let at = 0; at < bytes.length; at += PIECE)
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + PIECE)))
  return text
}
