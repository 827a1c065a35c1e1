import { createHmac } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import type { Ids } from '../ids.ts'

/** A secret as the Standard Webhooks spec writes one down (section "Signature scheme"). */
export const newSecret = (ids: Ids): string => `whsec_${ids.secret()}`

/**
 * The headers that let a receiver trust a delivery: Standard Webhooks (section "Webhook headers"), and the vendor's
 * own header over the body alone.
 *
 * @param secrets the newest first; each one signs
 * @param at the moment of the attempt, in milliseconds since 1970
 */
export function signatureHeaders(
  { id, body, at }: { id: string; body: string; at: number },
  secrets: readonly [string, ...string[]],
): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1000)),
    'webhook-signature': secrets.map(secret => new Webhook(secret).sign(id, new Date(at), body)).join(' '),
    'X-Atender-Signature': createHmac('sha256', secrets[0]).update(body).digest('hex'),
  }
}

/** Whether one of the signatures of a delivery is the secret's, whenever it was made (Standard Webhooks). */
export function isSigned(headers: Record<string, string>, body: string, secret: string): boolean {
  const {
    'webhook-id': id = '',
    'webhook-timestamp': seconds = '',
    'webhook-signature': given = '',
  } = headers
  if (!/^\d{1,12}$/.test(seconds)) return false
  const own = new Webhook(secret).sign(id, new Date(Number(seconds) * 1000), body)
  return given.split(' ').includes(own)
}
