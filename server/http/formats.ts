import { parseSnoozeTime } from '../conversations/snooze.ts'
import { isEmailAddress, parseAddressList } from '../mail/addresses.ts'
import { checkWebhookUrl, webhookUrlRule } from '../webhooks/url.ts'

/** A string format of the contracts: its check, and what to say of a value that fails. */
interface StringFormat {
  validate: (value: string) => boolean
  explain: (value: string) => string
}

/**
 * The formats that need more than the validator brings. Its own `byte` overflows the stack on large attachments and
 * accepts a line break at the end; its `email` takes addresses that no mail server would.
 */
export const formats: Record<string, StringFormat> = {
  email: { validate: isEmailAddress, explain: () => 'must be a valid e-mail address' },
  'address-list': {
    validate: value => parseAddressList(value).ok,
    explain(value) {
      const list = parseAddressList(value)
      const what = 'must be a comma-separated list of e-mail addresses'
      return list.ok ? what : `${what}; ${JSON.stringify(list.offender)} is none: ${list.reason}`
    },
  },
  byte: {
    validate: isBase64,
    explain: () => 'must be base64 with padding and without line breaks (RFC 4648)',
  },
  'snooze-time': {
    validate: value => parseSnoozeTime(value, 0) !== undefined,
    explain: () =>
      'must be such as 5m, +30, tomorrow, monday, one week or an ISO 8601 timestamp with an offset',
  },
  'webhook-url': {
    validate: value => checkWebhookUrl(value).ok,
    explain(value) {
      const checked = checkWebhookUrl(value)
      return checked.ok ? webhookUrlRule : `${webhookUrlRule}; ${checked.reason}`
    },
  },
  'date-time': {
    validate: isDateTime,
    explain: () => 'must be a date and time with an offset, such as 2026-05-11T09:00:00Z (RFC 3339)',
  },
}

/** Characters that are decoded at a time, into the same memory: to fill fresh memory takes longer than to decode. */
const TRIAL = 65_536
/** ECMAScript 2026, which TypeScript 5.9 does not know yet. */
interface Base64Decoder {
  setFromBase64(text: string): { read: number; written: number }
}

/** RFC 4648 section 4, decoded as a trial: four times as fast as a look at each of 35 million characters. */
function isBase64(value: string): boolean {
  // The decoder would pass over white space, and over what follows padding within the trials.
  const padding = value.indexOf('=')
  if (value.length % 4 !== 0 || /\s/.test(value) || (padding !== -1 && padding < value.length - 2))
    return false
  const trial = new Uint8Array((TRIAL / 4) * 3) as Uint8Array & Base64Decoder
  try {
    for (let at = 0; at < value.length; at += TRIAL) trial.setFromBase64(value.slice(at, at + TRIAL))
    return true
  } catch {
    return false
  }
}

/** RFC 3339 section 5.6, of a day that exists. */
function isDateTime(value: string): boolean {
  const match =
    /^(\d{4}-\d{2}-(\d{2}))T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i.exec(
      value,
    )
  if (!match) return false
  const day = new Date(`${match[1]}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.getUTCDate() === Number(match[2])
}
