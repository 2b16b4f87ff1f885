/**
 * The desk's addresses: which paths are pages, and so need a session and not a bearer key.
 * @module
 */

/** In the order of the navigation. */
export const places = [
  ['/', 'Today'],
  ['/entries', 'Entries'],
  ['/discrepancies', 'Discrepancies'],
  ['/batches', 'Batches'],
  ['/bills', 'Master bills'],
  ['/new', 'New shipment'],
  ['/settings', 'Settings'],
] as const

const beside = ['/sign-in', '/sign-out', '/live']

const roots = new Set<string>([...places.map(([path]) => path), ...beside])

/** Spelled exactly: `//entries` and `/ENTRIES` are no pages, and are refused like anything else. */
export const isDesk = (pathname: string): boolean =>
  roots.has(pathname) || roots.has(pathname.replace(/^(\/[a-z-]+)\/.*$/, '$1'))

export const isAsset = (pathname: string): boolean =>
  /^\/assets\/[a-z]+\.(?:css|js)$/.test(pathname)

/** A form, but no file of a hundred thousand rows. */
export const isByHand = (pathname: string): boolean =>
  isDesk(pathname) && !/^\/batches(?:\/|$)/.test(pathname)
