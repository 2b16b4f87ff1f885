/**
 * The columns of the list, of which a reader chooses: the address says which, a cookie remembers.
 * @module
 */
import { getCookie, setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import type { PresentedEntry } from '../../gateway/present.ts'
import type { Desk, Html } from '../page.ts'
import { badge, billLink, day, dayText, dollars } from '../parts.ts'
import type { Column } from '../parts.ts'

type Shown = {
  readonly name: string
  readonly look?: 'right' | 'wide' | 'tight'
  readonly of: (entry: PresentedEntry) => Html | string
}

export const columns = {
  status: { name: 'Status', of: (entry) => statusCell(entry) },
  accepted: { name: 'Accepted', of: (entry) => acceptances(entry) },
  consignee: { name: 'Consignee', of: ({ shipment }) => shipment.consignee.name },
  bills: { name: 'Bills', of: (entry) => bills(entry) },
  arrival: { name: 'Arrives', look: 'tight', of: ({ shipment }) => day(shipment.estimatedArrivalDate) },
  next: { name: 'Next step', of: (entry) => nextCell(entry) },
  updated: { name: 'Updated', of: ({ updatedAt }) => stamp(updatedAt) },
  type: { name: 'Type', look: 'tight', of: ({ entryType }) => entryType },
  value: { name: 'Value', look: 'right', of: ({ totals }) => dollars(totals.fairRetailValue) },
  seller: { name: 'Seller', of: ({ shipment }) => shipment.seller.name },
  order: { name: 'Order', of: ({ shipment }) => shipment.orderNumber ?? '–' },
  port: { name: 'Port', look: 'tight', of: ({ shipment }) => shipment.portOfEntry },
} as const satisfies Readonly<Record<string, Shown>> // prettier-ignore

export type ColumnName = keyof typeof columns
export const columnNames = Object.keys(columns) as ColumnName[]

const usual: readonly ColumnName[] = [
  'status',
  'accepted',
  'consignee',
  'bills',
  'arrival',
  'next',
  'updated',
]

const cookie = 'columns'
const year = 365 * 24 * 3600

/** From the address, where one is in it; from the last time otherwise. */
export function chosenColumns({ c }: Pick<Desk, 'c'>): readonly ColumnName[] {
  const asked = c.req.queries('column')
  const chosen = known(asked ?? getCookie(c, cookie)?.split('.') ?? [])
  if (asked !== undefined && chosen.length > 0) {
    setCookie(c, cookie, chosen.join('.'), {
      ...{ path: '/entries', maxAge: year, httpOnly: true, sameSite: 'Lax' },
      secure: new URL(c.req.url).protocol === 'https:',
    })
  }
  return chosen.length > 0 ? chosen : usual
}

const known = (names: readonly string[]) => columnNames.filter((name) => names.includes(name))

export const headings = (chosen: readonly ColumnName[]): Column[] => [
  ['Entry'],
  ...chosen.map((name): Column => {
    const { name: said, look }: Shown = columns[name]
    return look === undefined ? [said] : [said, look]
  }),
]

export const cells = (entry: PresentedEntry, chosen: readonly ColumnName[]) =>
  chosen.map((name) => columns[name].of(entry))

/** Admissible is said as CBP's word, never as a release. */
function statusCell(entry: PresentedEntry): Html {
  const { status, disposition, conditions, next, transmission } = entry
  const refused = status === 'rejected' ? conditions : []
  return html`${badge(status)}
  ${
    disposition === null
      ? ''
      : html`<br /><span class="quiet">${disposition.code} ${disposition.text}</span>`
  }
  ${refused.map(({ conditionCode }) => html`<span class="quiet">${conditionCode}</span> `)}
  ${next.overdue === null ? '' : html`<br /><span class="late">CBP is silent</span>`}
  ${transmission?.inDoubt === true ? html`<br /><span class="late">in doubt</span>` : ''}`
}

const stamp = (at: string): Html =>
  html`<time class="stamp" datetime="${at}" title="${at}"
    >${dayText(at).slice(0, -5)}, ${at.slice(11, 16)}</time
  >`

const acceptances = ({ gateway, cbp, status }: PresentedEntry): Html =>
  html`<span class="stamp"><span class="quiet">gate321</span> ${stamp(gateway.at)}</span><br /><span
      class="stamp"
      ><span class="quiet">CBP</span> ${
        cbp.at !== null ? stamp(cbp.at) : status === 'rejected' ? 'refused' : 'not yet'
      }</span
    >`

function bills({ shipment: { bill } }: PresentedEntry): Html {
  const house = bill.houseBill ?? bill.regularBill
  return html`${bill.masterBill === undefined ? '' : html`${billLink(bill.masterBill)}<br />`}
    <span class="number">${house}</span>`
}

const nextCell = ({ next }: PresentedEntry): Html =>
  next.owner === 'filer'
    ? html`<b>You:</b> ${next.action}
        ${next.due === null ? '' : html`<br /><span class="quiet">by ${day(next.due)}</span>`}`
    : html`<span class="quiet">${next.owner === 'nobody' ? '' : `${ownerName[next.owner]}: `}${next.action}</span>` // prettier-ignore

export const ownerName: Readonly<Record<PresentedEntry['next']['owner'], string>> = {
  filer: 'You',
  cbp: 'CBP',
  carrier: 'The carrier',
  gateway: 'gate321',
  nobody: 'Nobody',
}
