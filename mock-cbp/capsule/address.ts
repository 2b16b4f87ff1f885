/**
 * Where a request went and the headers that came with it, without what people typed.
 * @module
 */
import { mediaType as catair } from '../../src/message/catair/release.ts'
import { faultNamed } from '../fault/fault.ts'
import { spared } from '../fault/meet.ts'
import { parseSteps } from '../scenario/parse.ts'
import { stepsIn } from '../scenario/rule.ts'
import { isCatair } from './batch.ts'

export type Redacted<T> = { readonly value: T; readonly withheld?: string }

const entry = /^[A-Z0-9]{3}-?\d{7}-?\d$/

const plain = [
  ...['transmissions', 'documents', 'mailbox', 'mailbox/acknowledgements'].map(
    (at) => `/ace/${at}`,
  ),
  ...[
    ...['capsule', 'clock', 'coverage', 'days', 'entries', 'faults', 'flights', 'fork', 'journal'],
    ...['manifests', 'metrics', 'near-misses', 'reset', 'scenarios', 'settings', 'snapshots'],
    'worlds',
  ].map((at) => `/_mock/${at}`),
]

/** Addresses with a name in them, and what that may be in the place of the star. */
const naming: readonly (readonly [address: string, star: RegExp])[] = [
  ['/ace/transmissions/*', /^[A-Z0-9-]{1,21}$/],
  ['/ace/entries/*', entry],
  ['/_mock/entries/*/events', entry],
  ['/_mock/entries/*/review', entry],
  ['/_mock/entries/*', entry],
  ['/_mock/flights/*/arrive', /^[A-Za-z0-9-]{3,12}$/],
  ['/_mock/flights/*/depart', /^[A-Za-z0-9-]{3,12}$/],
  ['/_mock/scenarios/*', /^[A-Z0-9][A-Z0-9-]{0,39}$/],
]

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** One that nobody knows is refused as one that is not allowed. */
export const redactMethod = (method: string): Redacted<string> =>
  methods.includes(method) ? { value: method } : { value: 'WITHHELD', withheld: 'method' }

/** In none of the forms above. */
const standIn = 'withheld-withheld'

/** Of the query only the limit is read by requests that a journal holds. */
export function redactPath(path: string): Redacted<string> {
  const [sent = '', query = ''] = path.split('?', 2)
  const limit = new URLSearchParams(query).get('limit')
  const asked = limit === null ? '' : `?limit=${/^\d+$/.test(limit) ? limit : 0}`
  const pathname = decoded(sent)
  if (plain.includes(pathname)) return { value: pathname + asked }
  for (const [address, star] of naming) {
    const [before = '', after = ''] = address.split('*')
    const named = pathname.slice(before.length, pathname.length - after.length)
    const fits = pathname === before + named + after && named !== '' && !named.includes('/')
    if (!fits) continue
    if (star.test(named)) return { value: pathname + asked }
    return { value: before + standIn + after + asked, withheld: 'address' }
  }
  const [, part = 'ace'] = pathname.split('/')
  return { value: `/${part === '_mock' ? part : 'ace'}/${standIn}${asked}`, withheld: 'address' }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

const media = /^[\w.+-]+\/[\w.+-]+(; *charset=[\w-]+)?$/
const name = /^[A-Z0-9][A-Z0-9-]{0,39}$/

/** Headers that decide something, and what each may say; anything else is withheld. */
const forms: Readonly<Record<string, (value: string) => boolean>> = {
  'content-type': (value) => media.test(value),
  'message-id': (value) => /^[A-Z0-9-]{1,21}$/.test(value),
  'x-mock-scenario': (value) => name.test(value.trim()) || parseSteps(stepsIn(value)).ok,
  'x-mock-fault': (value) => value === spared || faultNamed(value.trim()) !== undefined,
  'sec-fetch-site': (value) => /^[a-z-]{1,20}$/.test(value),
}

/** It decides only where records are asked for, by name. */
const wanted = ({ accept = '' }: Readonly<Record<string, string>>): Record<string, string> =>
  accept.split(',').some(isCatair) ? { accept: catair } : {}

export function redactHeaders(
  headers: Readonly<Record<string, string>>,
): Redacted<Record<string, string>> {
  const entries = Object.entries(forms).flatMap(([header, fits]): [string, string][] => {
    const value = headers[header]
    return value === undefined ? [] : [[header, fits(value) ? value : 'withheld']]
  })
  const withheld = entries.some(([, value]) => value === 'withheld')
  const value = { ...wanted(headers), ...Object.fromEntries(entries) }
  return withheld ? { value, withheld: 'header' } : { value }
}
