/**
 * The sender of webhooks on Workers, which can neither resolve a name nor choose an address: what
 * can be seen in the URL is judged, and `global_fetch_strictly_public` keeps fetch out of the rest.
 * @module
 */
import type { Receivers, Send } from '../gateway/deps.ts'
import { refuseUrl } from './address.ts'
import type { Allowed } from './address.ts'
import { AddressRefused } from './guard.ts'

/** Names that spell the address they lead to. */
const spelled = /(^|[.-])(\d{1,3}[.-]){3}\d{1,3}([.-]|$)|\.(nip|sslip|xip)\.io$/

export function edgeReceivers(allowed: Allowed, fetch: Send): Pick<Receivers, 'send' | 'refuse'> {
  const refusal = (url: string) =>
    refuseUrl(url, allowed) ??
    (!allowed.private && spelled.test(new URL(url).hostname)
      ? 'its host name spells an IP address'
      : undefined)
  return {
    send: async (request) => {
      const refused = refusal(request.url)
      if (refused !== undefined) throw new AddressRefused(refused)
      return fetch(request)
    },
    refuse: async (url) => refusal(url),
  }
}
