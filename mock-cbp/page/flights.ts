/**
 * Flights, manifests, and one person's days.
 * @module
 */
import { html } from 'hono/html'
import { deMinimisUsd } from '../book/conditions.ts'
import { listDays } from '../book/day.ts'
import { listBills, listFlights } from '../book/manifest.ts'
import type { Flight } from '../book/timing.ts'
import { viewRoot } from './link.ts'
import { hidden, post } from './parts.ts'
import { flightsOnFile } from './read.ts'
import { table } from './table.ts'
import { time } from './tell.ts'
import { filledIn, link } from './view.ts'
import type { Html, Render, View } from './view.ts'

const shownAtMost = 100

export const flightsPage: Render = async (view) => {
  const { world } = view
  const known = await listFlights(world, shownAtMost)
  const aboard = await flightsOnFile(world)
  const silent = [...aboard.keys()].filter((name) => known.every(({ flight }) => flight !== name))
  const flights = [...known, ...silent.map((flight) => ({ flight, departedAt: null, arrivedAt: null }))] // prettier-ignore
  const bills = await listBills(world, shownAtMost)
  const days = await listDays(world, shownAtMost)
  return {
    title: 'Flights',
    body: html`<h1>Flights, manifests, people's days</h1>
      <p class="lead">
        Goods arrive ${world.settings.arrivals === 'scheduled' ? 'on their declared day, or when you say so' : 'when you say so'}.
        ${world.settings.manifests === 'assumed' ? 'Every bill counts as manifested.' : 'Only bills filed here count as manifested.'}
      </p>
      <h2>Flights</h2>
      ${table({
        caption: 'Flights that entries are on or that were moved',
        columns: ['Flight', 'Entries on board', 'Departed', 'Arrived', 'Move'],
        rows: flights.map((flight) => ({
          id: `flight-${flight.flight}`,
          cells: [
            html`<code>${flight.flight}</code>`,
            aboard.get(flight.flight) ?? 0,
            flight.departedAt === null ? quiet('not yet') : time(flight.departedAt, world.now),
            flight.arrivedAt === null ? quiet('not yet') : time(flight.arrivedAt, world.now),
            moves(view, flight),
          ],
        })),
        live: 'flight-rows',
        empty: 'No entry names a flight. Say below that one departed or arrived.',
      })}
      <div class="columns even">
        <section aria-labelledby="other">
          <h2 id="other">Another flight</h2>
          ${post(
            view,
            'depart',
            html`<label for="flight">Flight</label>
              <input id="flight" name="flight" required size="9" placeholder="CX880" value="${filledIn(view, 'depart', 'flight')}" />
              <button>Depart</button>
              <button formaction="${link(view, `${viewRoot}/do/arrive`)}">Arrive</button>`,
            'row',
          )}
          <h2>File a manifest</h2>
          ${post(
            view,
            'manifest',
            html`<div class="row">
                <label for="manifest-flight">Flight</label>
                <input id="manifest-flight" name="flight" size="9" placeholder="CX880" value="${filledIn(view, 'manifest', 'flight')}" />
                <label for="master">Master bill</label>
                <input id="master" name="masterBill" size="14" placeholder="172-12345675" value="${filledIn(view, 'manifest', 'masterBill')}" />
              </div>
              <label for="bills">House bills, a line each, with the quantity behind</label>
              <textarea id="bills" name="bills" rows="4" required spellcheck="false" placeholder="HAWB00012345 1">${'\n'}${filledIn(view, 'manifest', 'bills')}</textarea>
              <button class="primary">File</button>`,
          )}
        </section>
        <section aria-labelledby="filed">
          <h2 id="filed">Bills on file</h2>
          ${table({
            caption: 'Bills of manifests',
            columns: ['Bill', 'Master bill', 'Flight', 'Quantity'],
            rows: bills.map(({ bill, masterBill, flight, quantity }) => ({
              id: `bill-${bill}`,
              cells: [html`<code>${bill}</code>`, masterBill ?? quiet('–'), flight ?? quiet('–'), quantity ?? quiet('–')],
            })),
            live: 'bill-rows',
            empty: 'No manifest was filed.',
          })}
        </section>
      </div>
      <h2>People's days</h2>
      <p class="quiet">
        What was accepted as type 86 for one consignee on one day of arrival. Above $${deMinimisUsd}
        release is withheld.
      </p>
      ${table({
        caption: 'Value for one person on one day, the fullest first',
        columns: ['Consignee', 'Day', 'Entries', 'Value'],
        rows: days.map(({ consignee, day, entries, value_usd: valueUsd }, index) => ({
          id: `day-${index}`,
          cells: [consignee, day, entries, value(valueUsd)],
        })),
        live: 'day-rows',
        empty: 'Nobody imports anything yet.',
      })}`,
  }
} // prettier-ignore

const quiet = (text: string): Html => html`<span class="quiet">${text}</span>`

const value = (usd: number): Html =>
  html`$${usd}
  ${usd > deMinimisUsd ? html`<span class="badge danger">above $${deMinimisUsd}</span>` : ''}`

function moves(view: View, { flight, departedAt, arrivedAt }: Flight): Html | '' {
  if (arrivedAt !== null) return quiet('landed')
  const one = (form: string, text: string) =>
    post(view, form, html`${hidden('flight', flight)}<button id="${form}-${flight}">${text}<span class="unseen"> ${flight}</span></button>`) // prettier-ignore
  return html`<span class="row"
    >${departedAt === null ? one('depart', 'Depart') : ''}${one('arrive', 'Arrive')}</span
  >`
}
