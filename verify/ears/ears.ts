import type { Address } from './inbox.ts'
import { hearMails, type MailEar } from './mails.ts'
import { hearWebhooks, type WebhookEar } from './webhooks.ts'

/** What a run hears beside the answers to its requests. */
export interface Ears {
  webhooks?: WebhookEar
  mails?: MailEar
}

/** Where to listen. */
export interface Listening {
  webhooks?: Address | undefined
  /** Where the server reaches `webhooks`, when that is not its address. */
  webhookUrl?: string | undefined
  mails?: Address | undefined
}

/**
 * Listens for what the server sends by itself.
 *
 * @throws StartError when it cannot listen there; then it listens nowhere
 */
export async function openEars({ webhooks, webhookUrl, mails }: Listening): Promise<Ears> {
  const ears: Ears = {}
  try {
    if (webhooks) ears.webhooks = await hearWebhooks(webhooks, webhookUrl)
    if (mails) ears.mails = await hearMails(mails)
    return ears
  } catch (error) {
    await closeEars(ears)
    throw error
  }
}

export const closeEars = async ({ webhooks, mails }: Ears): Promise<void> => {
  await Promise.all([webhooks?.stop(), mails?.stop()])
}
