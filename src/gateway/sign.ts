/**
 * Secrets and signatures by Standard Webhooks 1.0.0, made by its own library.
 * @module
 */
import { Webhook as Signer } from 'standardwebhooks'
import type { Instant } from '../domain/day.ts'
import type { Webhook } from '../store/webhooks.ts'

/** The specification asks for 24 to 64 bytes. */
const secretBytes = 32

export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(secretBytes))
  return `whsec_${btoa(String.fromCharCode(...bytes))}`
}

/** While a secret is being replaced, the old one signs as well: the receiver may take either. */
export function signatureHeaders(
  webhook: Pick<Webhook, 'secret' | 'previousSecret' | 'previousUntil'>,
  messageId: string,
  body: string,
  now: Instant,
): Record<string, string> {
  const { secret, previousSecret, previousUntil } = webhook
  const replaced = previousSecret !== null && previousUntil !== null && previousUntil > now
  const secrets = replaced ? [secret, previousSecret] : [secret]
  const at = new Date(now)
  return {
    'webhook-id': messageId,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets
      .map((each) => new Signer(each).sign(messageId, at, body))
      .join(' '),
  }
}
