/**
 * What is in the parcel, from whom and for whom.
 * @module
 */
import { html } from 'hono/html'
import type { Party } from '../../domain/shipment.ts'
import type { PresentedEntry } from '../../gateway/present.ts'
import type { Html } from '../page.ts'
import { day, dollars, facts, table } from '../parts.ts'

export function shipmentPart({ shipment, totals, advice, manufacturerId }: PresentedEntry): Html {
  const { orderNumber, invoice, conveyance, grossWeightKg, purpose } = shipment
  const given = (name: string, value: Html | string | undefined | null) =>
    value === undefined || value === null || value === '' ? [] : [[name, value] as const]
  return html`<section aria-labelledby="goods-title">
    <h2 id="goods-title">The shipment</h2>
    <div class="card">
      ${facts([
        ['Seller', party(shipment.seller)],
        ['Consignee', party(shipment.consignee)],
        ['Arrives', html`${day(shipment.estimatedArrivalDate)} at port ${shipment.portOfEntry}`],
        ['Packages', String(shipment.packageQuantity)],
        ...given('Gross weight', grossWeightKg === undefined ? null : `${grossWeightKg} kg`),
        ['Invoice', html`${invoice.number} of ${day(invoice.date)}`],
        ...given('Order', orderNumber),
        ...given('Purpose', purpose),
        ...given('Conveyance', conveyance && `${conveyance.carrier} ${conveyance.flight}`),
        ...given('Importer of record', shipment.importerOfRecord),
        ...given('Manufacturer', manufacturerId),
        ['Fair retail value', html`<b>${dollars(totals.fairRetailValue)}</b>`],
        ['Duty', dollars(totals.duty)],
        ['Fees', dollars(totals.fees)],
      ])}
    </div>
    ${table(
      'Lines',
      [['Goods'], ['Tariff number', 'tight'], ['Origin', 'tight'], ['Quantity', 'right'], ['Value', 'right']],
      shipment.lines.map((line) => [
        line.description,
        html`<span class="number">${line.htsNumber}</span>`,
        line.countryOfOrigin,
        `${line.quantity} ${line.unit}`,
        dollars(line.fairRetailValue),
      ]),
    )}
    ${advice.length === 0
      ? ''
      : html`<h3>Worth knowing</h3>
          <ul>
            ${advice.map(
              ({ pointer, message, citation }) =>
                html`<li>
                  ${pointer === '' ? '' : html`<code>${pointer}</code> `}${message}
                  ${citation === undefined ? '' : html`<span class="quiet">${citation}</span>`}
                </li>`,
            )}
          </ul>`}
  </section>` // prettier-ignore
}

const party = ({ name, address }: Party): Html => {
  const { street, city, subdivision, postalCode, country } = address
  const town = [city, subdivision, postalCode].filter((part) => part !== undefined).join(' ')
  return html`${name}<br /><span class="quiet">${street}, ${town}, ${country}</span>`
}
