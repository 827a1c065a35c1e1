import type { Email } from 'postal-mime'

/** What is told of a mail's delivery, by a delivery status notification (RFC 3464) or in a server's own words. */
export interface DeliveryReport {
  /** Message-IDs, one of which is that of the mail that it is about: from the part that brings it back, or the text. */
  messageIds: string[]
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
  const [perMessage, ...groups] = groupsOf(partOf(email, STATUS_PARTS))
  const recipients = groups.slice(0, MAX_RECIPIENTS).flatMap(group => readRecipient(group) ?? [])
  if (!perMessage || recipients.length === 0) return null
  const [returned] = groupsOf(partOf(email, RETURNED_PARTS))
  return {
    messageIds: idsIn(returned?.get('message-id') ?? ''),
    envelopeId: perMessage.get('original-envelope-id') ?? null,
    recipients,
  }
}

/** The beginning of the first part that is of one of these types; empty when there is none. */
function partOf(email: Email, types: string[]): string {
  const part = email.attachments.find(({ mimeType }) => types.includes(mimeType))
  if (!part || typeof part.content === 'string') return ''
  return Buffer.from(new Uint8Array(part.content).subarray(0, MAX_HEAD)).toString()
}

const idsIn = (text: string): string[] => text.match(/<[!-;=?-~]{3,900}>/g) ?? []

/** How servers begin to quote the mail that they give back (qmail, exim, and others). */
const QUOTED =
  /^.{0,40}(?:below this line is a copy of the message|this is a copy of (?:the|your) message|original message follows|message header follows|returned message|original message).{0,60}$/im
const FAILED =
  /undeliver|not (?:be )?delivered|delivery (?:\w+ ){0,3}fail|fail(?:ure|ed)(?: \w+){0,2} (?:notice|delivery|permanently)|failure notice|returned (?:mail|to sender)|non-?delivery|(?:not|n't|un)\s?able to (?:deliver|send)|(?:did not|didn't) reach|no such (?:user|recipient)|user unknown|unzustellbar/i
const DELAYED =
  /delivery attempts will (?:be )?continue|not yet been delivered|will (?:keep|continue) (?:re)?try|will be re-?tried|\bdelayed\b|still being (?:re)?tried/i
const MOST_IDS = 100
const MAX_TEXT = 64 * 1024

/**
 * Reads what servers that know no RFC 3464 tell in their own words: qmail, exim, older ones of Exchange and Domino. To
 * be asked only of a mail that no person sent.
 *
 * @param text of the mail, plain
 * @returns null when it tells of no delivery
 */
export function readWords(email: Email, text: string): DeliveryReport | null {
  const header = (name: string) => email.headers.find(({ key }) => key === name)?.value ?? ''
  // What has a standard form says in that what it is about.
  if (/^\s*multipart\/report\b/i.test(header('content-type'))) return null
  const whole = text.slice(0, MAX_TEXT)
  const returned = partOf(email, RETURNED_PARTS)
  const quoted = [...idsIn(groupsOf(returned)[0]?.get('message-id') ?? ''), ...idsOfFields(whole)]
  const own = whole.slice(0, QUOTED.exec(whole)?.index)
  const failed = header('x-failed-recipients')
  const says = `${email.subject ?? ''}\n${own}`
  // Who is out of office names the mail that he answers in a header, too; he quotes no header of it.
  if (!failed && !FAILED.test(says) && !DELAYED.test(says)) return null
  const messageIds = [...new Set([...quoted, ...idsIn(`${header('in-reply-to')} ${header('references')}`)])]
  const lines = own.split('\n').map(line => line.trim())
  const telling = lines.findIndex(line => CODE.test(line) || STATUS.test(line))
  const reason = lines[telling] ?? lines.find(line => FAILED.test(line)) ?? email.subject ?? ''
  const common = {
    action: DELAYED.test(says) && !failed ? ('delayed' as const) : ('failed' as const),
    code: CODE.exec(reason)?.[1] ?? STATUS.exec(reason)?.[0] ?? null,
    reason: reason.replace(/\s+/g, ' ').slice(0, MAX_REASON).toWellFormed(),
  }
  const addresses = new Set(`${failed}\n${own}`.match(/[^\s<>,;:()"'[\]]{1,64}@[\w.-]{1,253}\w/g) ?? [])
  return {
    messageIds: messageIds.slice(0, MOST_IDS),
    envelopeId: null,
    recipients:
      addresses.size === 0
        ? [{ addresses: [], ...common }]
        : [...addresses].slice(0, MAX_RECIPIENTS).map(address => ({ addresses: [address], ...common })),
  }
}

/** An SMTP reply code (RFC 5321 section 4.2), and a status (RFC 3463). */
const CODE = /(?:^|[^\w.])([245]\d\d)(?=[ -]|$)/
const STATUS = /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])/

/** The ids in fields that a text quotes, whether they have their brackets or not. */
const idsOfFields = (text: string): string[] =>
  [...text.matchAll(/^[>|\t \u00a0]*message-id:\s*<?([^\s<>]{3,900})>?/gim)].map(([, id]) => `<${id}>`)

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
  const action = fields.get('action')?.replace(/\(.*/s, '').trim().toLowerCase() ?? ''
  if (!ACTIONS.test(action)) return undefined
  const status = /[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0]
  const diagnostic = afterType(fields.get('diagnostic-code')).replace(/\s+/g, ' ')
  return {
    addresses: ['original-recipient', 'final-recipient']
      .map(name => afterType(fields.get(name)).replace(/^<|>$/g, ''))
      .filter(Boolean),
    action: action as RecipientReport['action'], // just checked
    code: CODE.exec(diagnostic)?.[1] ?? status ?? null,
    reason: (diagnostic || `Status ${status ?? 'unknown'}`).slice(0, MAX_REASON).toWellFormed(),
  }
}

/** The value of a field that says what kind it is: `rfc822; a@b.example`, `smtp; 550 …`. */
const afterType = (value = ''): string => value.slice(value.indexOf(';') + 1).trim()
