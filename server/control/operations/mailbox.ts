import { systemClock, toTimestamp } from '../../clock.ts'
import { Refusal } from '../../errors/refusal.ts'
import type { ControlHandlers } from '../handler.ts'
import type { KeptMail } from '../mailbox.ts'
import type { World } from '../world.ts'

async function view({ id, at, outcome, envelope: { from, to }, read }: KeptMail) {
  const { attachments, ...said } = await read()
  return {
    ...{ id, at: toTimestamp(at), envelope: { from, to }, outcome },
    ...said,
    attachments: attachments.map(({ name, type, content }) => ({ name, type, size: content.length })),
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
  'listMails' | 'deleteMails' | 'getMail' | 'downloadMailSource'
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
  downloadMailSource: async ({ world, path }) => ({
    status: 200,
    body: requireMail(world, path.id).source,
    headers: { 'Content-Type': 'message/rfc822' },
  }),
}
