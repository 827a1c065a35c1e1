import type { Email } from 'postal-mime'

/** What a delivery status notification tells (RFC 3464). */
export interface DeliveryReport {
  /** The Message-ID of the mail that it is about, from the part that brings it back. */
  messageId: string | null
  /** The ENVID that the mail was sent with (RFC 3461 section 5.2.1). */
  envelopeId: string | null
  recipients: RecipientReport[]
}

export interface RecipientReport {
  /** The address that the mail was sent to, as far as the reporter knows it, then the one that it arrived at. */
  addresses: string[]
  action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded'
  /** SMTP reply code such as `550`; where no server is quoted, the status such as `5.1.1` (RFC 3463). */
  code: string | null
  /** What Diagnostic-Code quotes. */
  reason: string
}

const ACTIONS = /^(failed|delayed|delivered|relayed|expanded)$/
const MAX_RECIPIENTS = 500
const MAX_REASON = 1000
const MAX_HEAD = 256 * 1024
/** RFC 3464, and RFC 6533 for addresses outside ASCII. */
const STATUS_PARTS = ['message/delivery-status', 'message/global-delivery-status']
/** The mail itself or its header (RFC 6522 section 3). */
const RETURNED_PARTS = ['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers']

/**
 * Reads a multipart/report with the type delivery-status.
 *
 * @returns null when the mail is none, or tells of nobody
 */
export function readReport(email: Email): DeliveryReport | null {
  const type = email.headers.find(({ key }) => key === 'content-type')?.value ?? ''
  if (
    !/^\s*multipart\/report\s*;/i.test(type) ||
    !/;\s*report-type\s*=\s*"?delivery-status"?\s*(;|$)/i.test(type)
  )
    return null
  const content = (types: string[]) => {
    const part = email.attachments.find(({ mimeType }) => types.includes(mimeType))
    if (!part || typeof part.content === 'string') return ''
    return Buffer.from(new Uint8Array(part.content).subarray(0, MAX_HEAD)).toString()
  }
  const [perMessage, ...groups] = groupsOf(content(STATUS_PARTS))
  const recipients = groups.slice(0, MAX_RECIPIENTS).flatMap(group => readRecipient(group) ?? [])
  if (!perMessage || recipients.length === 0) return null
  const [returned] = groupsOf(content(RETURNED_PARTS))
  return {
    messageId: /<[!-;=?-~]{3,900}>/.exec(returned?.get('message-id') ?? '')?.[0] ?? null,
    envelopeId: perMessage.get('original-envelope-id') ?? null,
    recipients,
  }
}

/** Blocks of header fields with empty lines between (RFC 3464 section 2.1), names in lower case. */
function groupsOf(text: string): Map<string, string>[] {
  return text
    .replaceAll('\0', '')
    .toWellFormed()
    .split(/(?:\r?\n[ \t]*){2,}/)
    .map(block => {
      const fields = new Map<string, string>()
      for (const field of block.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
        const [, name, value] = /^([!-9;-~]+)[ \t]*:(.*)$/.exec(field) ?? []
        if (name && value !== undefined && !fields.has(name.toLowerCase()))
          fields.set(name.toLowerCase(), value.trim())
      }
      return fields
    })
    .filter(fields => fields.size > 0)
}

function readRecipient(fields: Map<string, string>): RecipientReport | undefined {
  const action =
    fields
      .get('action')
      ?.replace(/\(.*\)/, '')
      .trim()
      .toLowerCase() ?? ''
  if (!ACTIONS.test(action)) return undefined
  const status = /[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0]
  const diagnostic = afterType(fields.get('diagnostic-code')).replace(/\s+/g, ' ')
  return {
    addresses: ['original-recipient', 'final-recipient']
      .map(name => afterType(fields.get(name)).replace(/^<|>$/g, ''))
      .filter(Boolean),
    action: action as RecipientReport['action'], // just checked
    code: /(?:^|[^\d.])([245]\d\d)(?=[ -]|$)/.exec(diagnostic)?.[1] ?? status ?? null,
    reason: (diagnostic || `Status ${status ?? 'unknown'}`).slice(0, MAX_REASON).toWellFormed(),
  }
}

/** The value of a field that says what kind it is: `rfc822; a@b.example`, `smtp; 550 …`. */
const afterType = (value = ''): string => value.slice(value.indexOf(';') + 1).trim()
