/**
 * The sender of webhooks on a runtime that resolves names itself: asks for the addresses at every
 * attempt, refuses all of them if one is not public, and connects to exactly those it judged.
 * @module
 */
import type { Receivers } from '../gateway/deps.ts'
import { isPublic, refuseUrl } from './address.ts'
import type { Allowed } from './address.ts'

/** Sends to one of `addresses` and to no other, follows no redirect, and ends by its deadline. */
export type Exchange = (request: Request, addresses: readonly string[]) => Promise<Response>

/** Every address of a host name, or a rejection. */
export type Resolve = (hostname: string) => Promise<readonly string[]>

export class AddressRefused extends Error {
  override readonly name = 'AddressRefused'

  constructor(why: string) {
    super(`not sent: ${why}`)
  }
}

export function guarded(
  allowed: Allowed,
  resolve: Resolve,
  exchange: Exchange,
): Pick<Receivers, 'send' | 'refuse'> {
  const judge = async (text: string): Promise<readonly string[]> => {
    const refused = refuseUrl(text, allowed)
    if (refused !== undefined) throw new AddressRefused(refused)
    const addresses = await resolve(new URL(text).hostname)
    if (addresses.length === 0) throw new AddressRefused('its host name has no address')
    if (!allowed.private && !addresses.every(isPublic)) {
      throw new AddressRefused('its host name leads to an address that is not public')
    }
    return addresses
  }
  return {
    send: async (request) => exchange(request, await judge(request.url)),
    refuse: async (url) => {
      try {
        await judge(url)
        return undefined
      } catch (error) {
        if (error instanceof AddressRefused) return error.message.replace('not sent: ', '')
        return 'its host name cannot be resolved'
      }
    },
  }
}
