import { prepared } from '../store/prepared.ts'
import type { Db } from '../store/store.ts'

/** How many ids References holds at most: the first one and the last ones, so that no header grows for ever. */
const MOST = 20

/** The Message-ID of a mail: its message's own id, in the domain that it is sent from (RFC 5322 section 3.6.4). */
export const newMessageId = (uid: string, sender: string): string =>
  `<${uid}@${sender.slice(sender.lastIndexOf('@') + 1)}>`

const lastMail = prepared<
  { conversationId: number },
  { mail_message_id: string | null; mail_references: string | null }
>((db, value) =>
  db
    .selectFrom('message')
    .select(['mail_message_id', 'mail_references'])
    .where('conversation_id', '=', value('conversationId'))
    .where('mail_message_id', 'is not', null)
    .orderBy('id', 'desc')
    .limit(1),
)

/**
 * How the next mail of a conversation refers to those before it: to the last one as its parent, to the thread as a
 * whole in References (RFC 5322 section 3.6.4). Both are null for the first mail.
 */
export async function threadOf(
  db: Db,
  conversationId: number,
): Promise<{ in_reply_to: string | null; mail_references: string | null }> {
  const [parent] = await lastMail(db, { conversationId })
  if (!parent?.mail_message_id) return { in_reply_to: null, mail_references: null }
  const ids = boundReferences([...(parent.mail_references?.split(' ') ?? []), parent.mail_message_id])
  return { in_reply_to: parent.mail_message_id, mail_references: ids.join(' ') }
}

/** As many of a thread's ids as References holds. */
export const boundReferences = (ids: string[]): string[] =>
  ids.length <= MOST ? ids : [...ids.slice(0, 1), ...ids.slice(1 - MOST)]
