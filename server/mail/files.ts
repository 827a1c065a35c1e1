/** Names and types of files, made harmless for a header. */
import { MIMEType } from 'node:util'

/** RFC 6838 section 4.2. */
const MEDIA_TYPE = /^[a-z0-9][\w!#$&^.+-]{0,126}\/[a-z0-9][\w!#$&^.+-]{0,126}$/i
/** What must not stand in a header. */
export const CONTROLS: RegExp = /[\p{Cc}\u2028\u2029]+/gu

/** At most 900 characters, for the name also stands unfolded in a line (998, RFC 5322 section 2.1.1). */
export function safeFileName(name: string): string {
  const safe = name.toWellFormed().replace(CONTROLS, '_').replace(/[/\\]/g, '_').trim()
  if (/^\.{0,2}$/.test(safe)) return 'attachment'
  if (safe.length <= 900) return safe
  const extension = /\.\w{1,10}$/.exec(safe)?.[0] ?? ''
  return safe.slice(0, 900 - extension.length).toWellFormed() + extension
}

/** The media type with those parameters that need no quotes; `name` would compete with the file name. */
export function safeMediaType(type: string): string {
  const fallback = 'application/octet-stream'
  if (!MEDIA_TYPE.test(type.split(';', 1)[0]?.trim() ?? '') || type.search(CONTROLS) >= 0) return fallback
  const parsed = new MIMEType(type)
  if (parsed.type === 'multipart' || parsed.type === 'message') return fallback
  const parameters = [...parsed.params].filter(
    ([key, value]) => /^(?:charset|format|delsp|method|profile)$/.test(key) && /^[\w.+-]{1,60}$/.test(value),
  )
  return [parsed.essence, ...parameters.map(([key, value]) => `${key}=${value}`)].join('; ')
}
