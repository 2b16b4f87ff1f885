/**
 * The settings: all of their rooms.
 * @module
 */
import type { Desks } from '../page.ts'
import { mountChecks } from './checks.ts'
import { mountKeyRoom } from './keys.ts'
import { mountPolicy } from './policy.ts'
import { mountSession } from './session.ts'
import { mountWebhook } from './webhook.ts'
import { mountWebhookRoom } from './webhooks.ts'

export function mountSettings(desks: Desks): void {
  mountPolicy(desks)
  mountChecks(desks)
  mountKeyRoom(desks)
  mountWebhookRoom(desks)
  mountWebhook(desks)
  mountSession(desks)
}
