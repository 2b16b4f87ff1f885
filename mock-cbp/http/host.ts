/**
 * Who listens on this machine alone is called by its names. A page elsewhere may give a name of its
 * own the address of this machine, and a browser takes both for one site (DNS rebinding).
 * @module
 */
import { simulated } from './answer.ts'
import { problem } from './problem.ts'

const loopback = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/

const bracketed = (host: string) => (host.includes(':') ? `[${host}]` : host)

/**
 * `bound` is the address that is listened on; of any other than a loopback one the names are not
 * known. `/ace` may be called as anything: it takes credentials.
 */
export function strangeHost(bound: string, request: Request): Response | undefined {
  if (!loopback.test(bracketed(bound))) return undefined
  const { hostname, pathname } = new URL(request.url)
  // Not the other way round: routes are found by the path as it reads once it is decoded.
  if (/^\/(ace\/|healthz$)/.test(pathname) || loopback.test(hostname)) return undefined
  const detail = `it is called localhost here, not ${hostname.slice(0, 100)}; set HOST to serve others`
  return problem('host_unknown', detail, { 'X-Simulated': simulated })
}
