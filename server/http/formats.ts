import { parseSnoozeTime } from '../conversations/snooze.ts'
import { isEmailAddress, parseAddressList } from '../mail/addresses.ts'
import { checkWebhookUrl } from '../webhooks/url.ts'

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
      return `must be an https URL of a public host${checked.ok ? '' : `; ${checked.reason}`}`
    },
  },
  'date-time': {
    validate: isDateTime,
    explain: () => 'must be a date and time with an offset, such as 2026-05-11T09:00:00Z (RFC 3339)',
  },
}

/** RFC 4648 section 4, in one pass and without recursion. */
function isBase64(value: string): boolean {
  if (value.length % 4 !== 0) return false
  const padding = value.endsWith('==') ? 2 : value.endsWith('=') ? 1 : 0
  for (let i = 0; i < value.length - padding; i++) {
    if (base64Digits[value.charCodeAt(i)] !== 1) return false
  }
  return true
}

const base64Digits = new Uint8Array(65536)
for (const digit of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/') {
  base64Digits[digit.charCodeAt(0)] = 1
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
