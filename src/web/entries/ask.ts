/**
 * What a reader of the list asks for, as it stands in the address: bad values are left out, as if
 * nobody had written them.
 * @module
 */
import { addDays, parseDay } from '../../domain/day.ts'
import { statuses } from '../../domain/status.ts'
import type { Sought } from '../../gateway/search.ts'
import type { Desk } from '../page.ts'

/** As written, so that the form shows it again. */
export type Asked = {
  readonly q: string
  readonly status: string
  readonly type: string
  readonly from: string
  readonly to: string
  readonly overdue: boolean
  readonly needs: boolean
}

export const types = ['86', '11', '01'] as const

const oneOf = (allowed: readonly string[], text = '') => (allowed.includes(text) ? text : '')
const dayOf = (text = '') => parseDay(text) ?? ''

export function readAsked({ query }: Pick<Desk, 'query'>): Asked {
  return {
    q: (query('q') ?? '').trim().slice(0, 100),
    status: oneOf(statuses, query('status')),
    type: oneOf(types, query('type')),
    from: dayOf(query('from')),
    to: dayOf(query('to')),
    overdue: query('overdue') === 'true',
    needs: query('needs') === 'me',
  }
}

const some = (text: string) => (text === '' ? undefined : text)
const midnight = (day: string) => `${day}T00:00:00.000Z`

/** The last day counts. */
export const soughtBy = ({ q, status, type, from, to, overdue, needs }: Asked): Sought => ({
  text: some(q),
  status: some(status),
  entryType: some(type),
  from: from === '' ? undefined : midnight(from),
  before: to === '' ? undefined : midnight(addDays(to, 1)),
  overdue,
  needsFiler: needs,
})

/** For addresses: what is asked, without what is not. */
export const askedQuery = (asked: Asked): Record<string, string> => ({
  q: asked.q,
  status: asked.status,
  type: asked.type,
  from: asked.from,
  to: asked.to,
  overdue: asked.overdue ? 'true' : '',
  needs: asked.needs ? 'me' : '',
})

export function addressOf(path: string, query: Readonly<Record<string, string>>): string {
  const written = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''))
  return written.size === 0 ? path : `${path}?${written}`
}
