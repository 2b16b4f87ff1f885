/**
 * `/new`: the form for one shipment, its checks while somebody types, and its filing.
 * @module
 */
import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { PresentedEntry } from '../../gateway/present.ts'
import { form, nothingHere, page } from '../page.ts'
import type { Desk, Desks, Fields, Html, Page } from '../page.ts'
import { about } from './field.ts'
import { allFields } from './fields.ts'
import { fileOnce } from './file.ts'
import { formPage } from './form.ts'
import type { Shown } from './form.ts'
import { judge, search } from './judged.ts'
import { panel } from './panel.ts'
import { found } from './tariff.ts'
import { addLine, beyondForm, blank, copyOf, removeLine, take, typedIn } from './typed.ts'
import type { Typed } from './typed.ts'

export function mountShipment(desks: Desks): void {
  page(desks, '/new', 'entries:read', async (desk) => {
    const { c, gateway, caller, query } = desk
    const from = query('from')
    const once = c.get('requestId')
    if (from === undefined) return formPage(desk, blank(query('reference')?.slice(0, 50)), { once })
    const entry = await gateway.get(caller.filer, from.slice(0, 50))
    if (!entry) return nothingHere('There is no such entry of yours to copy.')
    const beyond = beyondForm(entry.shipment)
    if (beyond.length > 0) return tooMuch(entry, beyond)
    const typed = copyOf(entry.shipment, query('entryType'))
    return formPage(desk, typed, { once, judged: await judge(desk, typed), said: copied(entry) })
  })

  form(desks, '/new/check', 'entries:read', async (desk, fields) => {
    const typed = typedIn(fields)
    const judged = await judge(desk, typed)
    const marks = { judged, strict: false }
    const apart = allFields(typed.lines).map((field) => about(field, marks, true))
    return part(desk, html`${panel(judged)} ${apart}`)
  })

  page(desks, '/new/tariff', 'entries:read', async (desk) => {
    const line = Number(/^\d{1,2}$/.exec(desk.query('line') ?? '')?.[0] ?? 0)
    const words = desk.query(`find-${line}`)?.trim() || desk.query(`/lines/${line}/description`)
    return part(desk, found(line, await search(desk, words ?? '')))
  })

  form(desks, '/new/lines', 'entries:read', async (desk, fields) => {
    const typed = redrawn(typedIn(fields), fields)
    const asked = fields.text('do')
    const shown: Shown = { once: onceOf(desk, fields), judged: await judge(desk, typed) }
    if (asked !== 'search') return formPage(desk, typed, shown)
    const lines = Array.from({ length: typed.lines }, async (_, line) => {
      const words = typed.sought.get(line) ?? typed.texts.get(`/lines/${line}/description`) ?? ''
      return [line, await search(desk, words)] as const
    })
    return formPage(desk, typed, { ...shown, hits: new Map(await Promise.all(lines)) })
  })

  form(desks, '/new', 'entries:write', (desk, fields) =>
    fileOnce(desk, typedIn(fields), onceOf(desk, fields)),
  )
}

const part = async ({ c }: Desk, inside: Html): Promise<Response> =>
  c.html((await inside) as HtmlEscapedString)

const tooMuch = ({ entryNumber }: PresentedEntry, beyond: readonly string[]): Page => ({
  title: 'New shipment',
  status: 422,
  body: html`<h1>New shipment</h1>
    <p class="note bad" role="alert">
      <a class="number" href="/entries/${entryNumber}">${entryNumber}</a> has
      ${beyond.join(' and ')}, for which this form has no field. File its copy as
      <a href="/batches">a batch</a> or by the API.
    </p>`,
})

const copied = ({ entryNumber }: { readonly entryNumber: string }): Html =>
  html`<p class="note">
    A copy of <a class="number" href="/entries/${entryNumber}">${entryNumber}</a>, which stays as it
    is. Give the copy a reference of its own. If it takes the other's place, cancel that one.
  </p>`

/** As the form was drawn; a form without it is a form of its own. */
const onceOf = ({ c }: Desk, fields: Fields): string =>
  /^[\w=-]{8,64}$/.exec(fields.text('once'))?.[0] ?? c.get('requestId')

/** What a button of the form did to it. */
function redrawn(typed: Typed, fields: Fields): Typed {
  const [, what = '', line = ''] =
    /^(add|remove|pick)(?:-(\d{1,2}))?$/.exec(fields.text('do')) ?? []
  switch (what) {
    case 'add':
      return addLine(typed)
    case 'remove':
      return removeLine(typed, Number(line))
    case 'pick':
      return take(typed, `/lines/${line}/htsNumber=${fields.text(`pick-${line}`)}`)
    default:
      return take(typed, fields.text('take'))
  }
}
