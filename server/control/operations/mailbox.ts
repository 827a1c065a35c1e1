import { toTimestamp } from '../../clock.ts'
import { Refusal } from '../../errors/refusal.ts'
import type { ControlHandlers } from '../handler.ts'
import type { KeptMail } from '../mailbox.ts'
import type { World } from '../world.ts'

const view = ({ at, source: _, envelope: { from, to }, attachments, ...mail }: KeptMail) => ({
  ...mail,
  at: toTimestamp(at),
  envelope: { from, to },
  attachments: attachments.map(({ name, type, content }) => ({ name, type, size: content.length })),
})

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
    const found = await world.mailbox.wait(
      wait,
      mail =>
        (recipient === undefined || mail.envelope.to.some(address => address.toLowerCase() === recipient)) &&
        (subject === undefined || mail.subject.includes(subject)) &&
        mail.at >= from,
    )
    return { status: 200, body: { data: found.map(view), nextCursor: null } }
  },
  async deleteMails({ world }) {
    world.mailbox.clear()
    return { status: 204 }
  },
  getMail: async ({ world, path }) => ({ status: 200, body: view(requireMail(world, path.id)) }),
  downloadMailSource: async ({ world, path }) => ({
    status: 200,
    body: requireMail(world, path.id).source,
    headers: { 'Content-Type': 'message/rfc822' },
  }),
}
