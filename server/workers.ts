import type { Context } from './context.ts'
import { wakeConversation } from './conversations/change-mail.ts'
import type { Workers } from './jobs/jobs.ts'
import type { MailTransport } from './mail/transport.ts'
import { sendMail } from './messages/send.ts'
import { checkSla } from './sla/targets.ts'

/** Who does each task. */
export const createWorkers = (context: Context, transport: MailTransport): Workers => ({
  sendMail: job => sendMail(context, transport, job),
  checkSla: job => checkSla(context, job),
  wakeConversation: job => wakeConversation(context, job),
})
