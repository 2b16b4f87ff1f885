/**
 * Which addresses a webhook may have: what can be seen in a URL, and in the addresses behind its
 * name. The recipe against requests forged through us (SSRF); each row says what it refuses.
 * @module
 */
import ipaddr from 'ipaddr.js'

export type Allowed = {
  /** For development: http, any port, names and addresses of one's own network. */
  readonly private: boolean
  readonly ports: readonly number[]
}

type Rule = readonly [refuses: (url: URL, text: string, allowed: Allowed) => boolean, why: string]

const longestUrl = 2048

/** Suffixes that lead into a network, to this machine, or nowhere (RFC 6761, 6762, 7686, 8375). */
const inside = /\.(localhost|local|localdomain|internal|intranet|private|corp|home|lan|home\.arpa|in-addr\.arpa|ip6\.arpa|onion|invalid|test|example)$/ // prettier-ignore

/** The brackets of an IPv6 literal. */
const bare = (hostname: string) => hostname.replace(/^\[|\]$/g, '')

const always: readonly Rule[] = [
  [(_, text) => text.length > longestUrl, `it is longer than ${longestUrl} characters`],
  // What the parser would quietly take out or turn round.
  [(_, text) => /[\s\\\p{Cc}]/u.test(text), 'it has spaces, control characters or backslashes'],
  [({ protocol }) => !/^https?:$/.test(protocol), 'it must begin with https://'],
  [({ username, password }) => username !== '' || password !== '', 'it must not carry credentials'],
  [(_, text) => text.includes('#'), 'it must not have a fragment'],
]

const outside: readonly Rule[] = [
  [({ protocol }) => protocol !== 'https:', 'it must begin with https://'],
  [({ port }, _, { ports }) => port !== '' && !ports.includes(Number(port)), 'only port 443 is allowed'],
  [({ hostname }) => ipaddr.isValid(bare(hostname)), 'it must name a host, not an IP address'],
  [({ hostname }) => !hostname.includes('.'), 'its host name has no dot'],
  [({ hostname }) => /^\.|\.$|\.\./.test(hostname), 'its host name has an empty part'],
  [({ hostname }) => inside.test(hostname), 'its host name is not a public one'],
  [({ hostname }) => !/\.[a-z][a-z0-9-]*$/.test(hostname), 'its host name does not end like one'],
] // prettier-ignore

/** Why `text` cannot be a webhook's URL; `undefined` when it can. */
export function refuseUrl(text: string, allowed: Allowed): string | undefined {
  const url = URL.parse(text)
  if (!url) return 'it is not a URL'
  const rules = allowed.private ? always : [...always, ...outside]
  return rules.find(([refuses]) => refuses(url, text, allowed))?.[1]
}

/**
 * Whether this is an address of the public internet. IPv4 in the clothes of IPv6 (mapped, NAT64,
 * 6to4, Teredo) is none: who has a public IPv4 address can say so.
 */
export const isPublic = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.parse(address).range() === 'unicast'
