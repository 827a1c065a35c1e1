import type { Context } from '../context.ts'
import { wakeConversation } from '../conversations/change-mail.ts'
import type { Workers } from '../jobs/jobs.ts'
import { checkSla } from '../sla/targets.ts'
import { type Sending, sendMail } from '../use-cases/send-mail.ts'

/** Who does each task. */
export const createWorkers = (context: Context, sending: Sending): Workers => ({
  sendMail: job => sendMail(context, sending, job),
  checkSla: job => checkSla(context, job),
  wakeConversation: job => wakeConversation(context, job),
})
