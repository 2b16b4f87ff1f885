/**
 * The pages of master bills, their manifests and the forms on them.
 * @module
 */
import { html } from 'hono/html'
import type { MasterBill } from '../../gateway/bills.ts'
import { printManifest, respond } from '../../http/papers.ts'
import { form, nothingHere, page } from '../page.ts'
import type { Desk, Desks, Page } from '../page.ts'
import { shipmentsFile } from './file.ts'
import { billsPage } from './list.ts'
import { billPage, pathOf } from './one.ts'
import { chosen, refusal, split } from './split.ts'

const one = '/bills/:masterBill'

export function mountBillPages(desks: Desks): void {
  page(desks, '/bills', 'entries:read', async (desk) => {
    const number = desk.query('number')?.trim() ?? ''
    return number === '' ? billsPage(desk) : desk.c.redirect(pathOf({ masterBill: number }), 303)
  })

  page(desks, one, 'entries:read', billPage)

  for (const [path, format] of [['manifest', 'html'], ['manifest.pdf', 'pdf']] as const) {
    page(desks, `${one}/${path}`, 'entries:read', async ({ c, gateway, caller, param }) =>
      respond(c, await printManifest(gateway, caller.filer, param('masterBill').slice(0, 50)), format),
    )
  } // prettier-ignore

  form(desks, `${one}/split`, 'entries:write', async (desk, fields) => {
    const bill = await find(desk)
    if (!bill) return noBill
    const why = refusal(fields)
    return why === undefined ? split(desk, bill, fields) : refused(bill, why)
  })

  form(desks, `${one}/split.csv`, 'entries:read', async (desk, fields) => {
    const bill = await find(desk)
    if (!bill) return noBill
    const why = refusal(fields)
    if (why !== undefined) return refused(bill, why)
    const shipments = (await chosen(desk, fields)).map(({ entry, value }) => ({
      ...value,
      reference: `${entry.reference}-2`,
    }))
    return desk.c.body(shipmentsFile(shipments), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="split.csv"',
    })
  })
}

const noBill = nothingHere('Nothing of yours is filed under this master bill.')

const find = ({ gateway, caller, param }: Desk): Promise<MasterBill | undefined> =>
  gateway.bills.get(caller.filer, param('masterBill').slice(0, 50))

const refused = (bill: MasterBill, why: string): Page => ({
  title: 'Split off',
  status: 422,
  body: html`<h1>Nothing was split off</h1>
    <p class="note bad" role="alert">${why}</p>
    <p><a href="${pathOf(bill)}?show=held">Back to what is held</a></p>`,
})
