import { systemClock, toTimestamp } from '../../clock.ts'
import { Refusal } from '../../errors/refusal.ts'
import { fileAnswer } from '../../face/file-answer.ts'
import { safeFileName } from '../../mail/files.ts'
import type { ControlHandlers } from '../handler.ts'
import type { KeptMail } from '../mailbox.ts'
import type { World } from '../world.ts'
import { mailAnswer } from './messages.ts'

async function view({ id, at, outcome, code, reason, envelope: { from, to }, read }: KeptMail) {
  const { attachments, ...said } = await read()
  return {
    ...{ id, at: toTimestamp(at), envelope: { from, to }, outcome, code, reason },
    ...said,
    attachments: attachments.map(({ name, type, contentId, content }) => ({
      ...{ name, type, contentId },
      size: content.length,
    })),
  }
}

/** Those that fit, as soon as there is one. */
async function fitting(
  { mailbox }: World,
  seconds: number,
  isMeant: (mail: KeptMail) => boolean,
  subject: string | undefined,
): Promise<KeptMail[]> {
  const end = systemClock.now() + seconds * 1000
  for (let after: string | undefined; ; ) {
    const left = Math.max(0, (end - systemClock.now()) / 1000)
    const found = await mailbox.wait(left, isMeant, after)
    const said = await Promise.all(found.map(async mail => ({ mail, subject: (await mail.read()).subject })))
    const right = said.filter(one => subject === undefined || one.subject.includes(subject))
    if (right.length > 0 || found.length === 0) return right.map(({ mail }) => mail)
    after = found.at(-1)?.id
  }
}

/** @throws Refusal `not_found` */
function requireMail({ mailbox, name }: World, id: string): KeptMail {
  const mail = mailbox.get(id)
  if (!mail) throw new Refusal('not_found', `${name} has no mail ${id}.`)
  return mail
}

export const mailboxHandlers: ControlHandlers<
  'listMails' | 'deleteMails' | 'getMail' | 'downloadMailSource' | 'downloadMailAttachment'
> = {
  async listMails({ world, query: { to, subject, since, wait = 0 } }) {
    const recipient = to?.toLowerCase()
    const from = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since)
    const isMeant = (mail: KeptMail) =>
      (recipient === undefined || mail.envelope.to.some(address => address.toLowerCase() === recipient)) &&
      mail.at >= from
    const found = await fitting(world, wait, isMeant, subject)
    return { status: 200, body: { data: await Promise.all(found.map(view)), nextCursor: null } }
  },
  async deleteMails({ world }) {
    world.mailbox.clear()
    return { status: 204 }
  },
  getMail: async ({ world, path }) => ({ status: 200, body: await view(requireMail(world, path.id)) }),
  downloadMailSource: async ({ world, path }) => mailAnswer(path.id, requireMail(world, path.id).source),
  async downloadMailAttachment({ world, path }) {
    const { attachments } = await requireMail(world, path.id).read()
    const file = attachments[path.index]
    if (!file) throw new Refusal('not_found', `The mail ${path.id} has no attachment ${path.index}.`)
    return fileAnswer({ ...file, name: safeFileName(file.name) })
  },
}
