/** What Fernand's pages say of the mails that leave, heard over SMTP. They go to addresses that are nobody's. */
import { setTimeout as sleep } from 'node:timers/promises'
import PostalMime from 'postal-mime'
import { taken } from '../answers.ts'
import { type Case, type Finding, findings, NotApplicable } from '../case.ts'
import type { Mail } from '../ears/mails.ts'
import type { Answer, Session } from '../session.ts'
import { base, compose, messagesOf, success, takeBack, write } from './fernand.ts'
import { bodyPointer, operationNamed, ruleOf, type Said, unless } from './rule.ts'

/** In seconds: of a mail that is waited for, and of one that is to be deleted before it is due, however slow the way. */
const DELAY = 2
const TIME_TO_DELETE = 5
/** Clocks of one machine may differ by so much, in milliseconds. */
const SKEW = 50

const download = operationNamed('fernand', 'downloadOriginal')
const rule = ruleOf(compose)
const attachments = `${bodyPointer(compose, 'content')}/properties/attachments`

export const mailRules = (): Case[] => [
  rule('a mail leaves after its delay, and not before', bodyPointer(compose, 'delay'), delayed, 'mail'),
  rule('a mail that was deleted before it was due never leaves', success, deleted, 'mail'),
  rule('who gets a blind copy is seen by nobody', bodyPointer(compose, 'bcc'), blind, 'mail'),
  rule('what arrives is what was composed', success, composed, 'mail'),
  rule('an attachment arrives byte for byte', attachments, attached, 'mail'),
  rule('the original is the mail that arrived', `${download.pointer}/responses/200`, original, 'mail'),
]

/** The answer to a mail that was composed, and the mail as it came; undefined where none did. */
interface Sent {
  made: Answer
  mail: Mail | undefined
  /** What is wrong so far. */
  wrong: Finding[]
  /** Milliseconds since 1970, before it was asked for. */
  begin: number
}

async function send(session: Session, what: string, more: object = {}): Promise<Sent> {
  const to = `verify-${what}-${session.run}@example.com`
  const begin = Date.now()
  const made = await write(session, { delay: 0, to, ...more })
  const wrong = findings(made, taken(compose, made, 200))
  if (wrong.length > 0) return { made, mail: undefined, wrong, begin }
  const { delay = 0 } = more as { delay?: number }
  const inbox = session.ears.mails?.inbox
  const come = await inbox?.waitFor(
    ({ recipients }) => recipients.includes(to),
    1,
    delay * 1000 + session.patience,
  )
  const said: Said = ['a mail that leaves', 'the mail', `none within ${delay + session.patience / 1000} s`]
  const mail = come?.[0]
  return { made, mail, wrong: unless(mail !== undefined, made, compose, success, said), begin }
}

async function delayed(session: Session) {
  const { made, mail, wrong, begin } = await send(session, 'delay', { delay: DELAY })
  await takeBack(session, made)
  const seconds = ((mail?.at ?? begin) - begin) / 1000
  const holds = mail === undefined || seconds * 1000 >= DELAY * 1000 - SKEW
  const said: Said = ['the delay of a mail', `${DELAY} s at least`, `${seconds} s`]
  return [...wrong, ...unless(holds, made, compose, bodyPointer(compose, 'delay'), said)]
}

async function deleted(session: Session) {
  const to = `verify-deleted-${session.run}@example.com`
  const made = await write(session, { to, delay: TIME_TO_DELETE })
  await takeBack(session, made)
  const come = await session.ears.mails?.inbox.after((TIME_TO_DELETE + 1) * 1000, mail =>
    mail.recipients.includes(to),
  )
  return [
    ...findings(made, taken(compose, made, 200)),
    ...unless(come?.length === 0, made, compose, success, ['a mail that was deleted', 'no mail', 'it came']),
  ]
}

async function blind(session: Session) {
  const [cc, bcc] = ['cc', 'bcc'].map(kind => `verify-${kind}-${session.run}@example.com`)
  const { made, mail, wrong } = await send(session, 'blind', { cc, bcc })
  await takeBack(session, made)
  if (!mail) return wrong
  const isToAll = [cc, bcc].every(address => mail.recipients.includes(address ?? ''))
  const isSeen = mail.source.toString('latin1').includes(bcc ?? '')
  const pointer = bodyPointer(compose, 'bcc')
  return [
    ...unless(isToAll, made, compose, pointer, [
      'whom a mail goes to',
      'to, cc and bcc',
      mail.recipients.join(', '),
    ]),
    ...unless(!isSeen, made, compose, pointer, [
      'a blind copy',
      'no trace of it',
      'its address stands in the mail',
    ]),
  ]
}

async function composed(session: Session) {
  const subject = `verify ${session.run} — “ünïcödé”`
  const content = '<p>verify <b>Grüße</b> 你好</p>'
  const { made, mail, wrong } = await send(session, 'composed', { subject, content: { content } })
  await takeBack(session, made)
  if (!mail) return wrong
  const to = `verify-composed-${session.run}@example.com`
  const read = await PostalMime.parse(mail.source)
  const seen: [string, string, boolean, string | undefined][] = [
    ['subject', subject, read.subject === subject, read.subject],
    ['to', to, read.to?.some(({ address }) => address === to) ?? false, JSON.stringify(read.to)],
    ['content', content, read.html?.includes(content) ?? false, read.html],
  ]
  return seen.flatMap(([member, expected, holds, came]) =>
    unless(holds, made, compose, bodyPointer(compose, member), [
      `the ${member} of a mail`,
      expected,
      came ?? 'none',
    ]),
  )
}

async function attached(session: Session) {
  const bytes = Buffer.from(Array.from({ length: 4_096 }, (_, index) => (index * 37) % 256))
  const attachment = {
    name: 'verify.bin',
    type: 'application/octet-stream',
    content: bytes.toString('base64'),
  }
  const { content } = await base(session)
  const { made, mail, wrong } = await send(session, 'attached', {
    content: { ...content, attachments: [attachment] },
  })
  await takeBack(session, made)
  if (!mail) return wrong
  const read = await PostalMime.parse(mail.source)
  const file = read.attachments.find(({ filename }) => filename === attachment.name)
  const came = file ? Buffer.from(file.content as ArrayBuffer) : undefined
  const names = read.attachments.map(({ filename }) => filename).join(', ') || 'none'
  return unless(came?.equals(bytes) ?? false, made, compose, attachments, [
    'an attachment',
    `${attachment.name} of ${bytes.length} bytes`,
    came ? `${came.length} other bytes` : names,
  ])
}

async function original(session: Session) {
  const { made, mail, wrong } = await send(session, 'original')
  const url = mail ? await downloadUrl(session, made) : undefined
  const answer = url === undefined ? undefined : await read(session, url)
  await takeBack(session, made)
  if (!mail) return wrong
  const said = (came: string): Said => ['the original of a mail', 'the mail as it arrived', came]
  const at = `${download.pointer}/responses/200`
  if (!answer) return unless(false, made, download, at, said('no download_url'))
  if (answer.status !== 200) return findings(answer, taken(download, answer, 200))
  const isSame = withoutTrace(answer.text) === withoutTrace(mail.source.toString())
  return unless(isSame, answer, download, at, said(`another text of ${answer.text.length} characters`))
}

/** It is there when the mail server has taken the mail, which is a moment after the mail has come. */
async function downloadUrl(session: Session, made: Answer): Promise<string | undefined> {
  const end = Date.now() + session.patience
  for (;;) {
    const [message] = await messagesOf(session, made)
    const url = message?.download_url
    if (typeof url === 'string') return url
    if (Date.now() > end) return undefined
    await sleep(250)
  }
}

/** Its token is in the address, so that it needs no key. */
function read(session: Session, url: string): Promise<Answer> {
  const { origin } = new URL(session.target.baseUrl)
  if (!url.startsWith(`${origin}/`)) throw new NotApplicable('the original is at another host')
  return session.ask({ method: 'GET', path: url.slice(origin.length), key: null })
}

/** What the machines on the way write on top says nothing of the mail. */
function withoutTrace(source: string): string {
  const [head = '', ...body] = source.replaceAll('\r\n', '\n').trimEnd().split('\n\n')
  const fields = head.split(/\n(?![ \t])/)
  return [fields.filter(field => !TRACE.test(field)).join('\n'), ...body].join('\n\n')
}
const TRACE =
  /^(?:(?:received|return-path|delivered-to|dkim-signature|authentication-results)[ \t]*|(?:x|arc)-[^:]*):/i
