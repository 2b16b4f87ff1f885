/**
 * A filing to begin with, for who has no client at hand.
 * @module
 */
import { html } from 'hono/html'
import { addDays } from '../../src/domain/day.ts'
import { exampleFiler } from './forms.ts'
import { hidden, post } from './parts.ts'
import { lastSerial } from './read.ts'
import { filledIn } from './view.ts'
import type { Html, View } from './view.ts'

const daysAhead = 2

/** The bill begins with the name of its scenario; `282` is what a rejection says. */
const bills = (view: View) => [
  ['HAWB', 'goes the usual way'],
  ...view.world.rules
    .filter(({ id, builtIn }) => builtIn && id.startsWith('SIM'))
    .map(({ id, title }) => [id === 'SIMREJ' ? 'SIMREJ282' : id, title]),
]

export async function exampleForm(view: View): Promise<Html> {
  const { world } = view
  const sequence = (await lastSerial(world, exampleFiler)) + 1
  return post(
    view,
    'example',
    html`<span id="example-next" data-live
        >${hidden('sequence', String(sequence))}${hidden('arrivalDay', addDays(world.now.slice(0, 10), daysAhead))}</span
      >
      <label for="bill">File an example</label>
      <select id="bill" name="bill">
        ${bills(view).map(([bill = '', title = '']) => html`<option value="${bill}">${bill}: ${title}</option>`)}
      </select>
      <label for="wire">as</label>
      <select id="wire" name="wire">
        <option value="xml">XML</option>
        <option value="catair" ${filledIn(view, 'example', 'wire') === 'catair' ? 'selected' : ''}>
          CATAIR
        </option>
      </select>
      <button>File</button>`,
    'row example',
  )
}
