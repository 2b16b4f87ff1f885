/**
 * Addresses of the page. The world is kept in each of them.
 * @module
 */
import { mainWorld } from '../world/world.ts'

/** Where the page's own addresses begin; what is JSON has others. */
export const viewRoot = '/_mock/view'

type Query = Readonly<Record<string, string | number | undefined>>

export function linkIn(world: string, path: string, query: Query = {}): string {
  const asked = { ...query, world: world === mainWorld ? undefined : world }
  const search = new URLSearchParams(
    Object.entries(asked).flatMap(([name, value]): [string, string][] =>
      value === undefined || value === '' ? [] : [[name, String(value)]],
    ),
  )
  return search.size === 0 ? path : `${path}?${search}`
}

/** An address of the page that a form names as its own, or the first page. */
export function ownAddress(text: string): string {
  const base = 'http://page.invalid'
  const { origin, pathname, search } = URL.canParse(text, base) ? new URL(text, base) : new URL(base) // prettier-ignore
  const own = pathname === '/_mock' || pathname.startsWith(`${viewRoot}/`)
  return origin === base && own ? pathname + search : '/_mock'
}
