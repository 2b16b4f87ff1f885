/**
 * The page of the form for one shipment.
 * @module
 */
import { html } from 'hono/html'
import { tokenField } from '../frame.ts'
import type { Desk, Html, Page } from '../page.ts'
import { fieldRow } from './field.ts'
import type { Marks } from './field.ts'
import { agencyFields, groups, lineFields, mostLines, portList } from './fields.ts'
import type { Field, Group } from './fields.ts'
import type { Hits, Judged } from './judged.ts'
import { panel } from './panel.ts'
import { finder } from './tariff.ts'
import type { Typed } from './typed.ts'

export type Shown = {
  /** Names this filing, however often the form is sent. */
  readonly once: string
  readonly judged?: Judged | undefined
  readonly strict?: boolean
  readonly hits?: Hits
  readonly said?: Html
  readonly status?: Page['status']
}

export function formPage({ c }: Desk, typed: Typed, shown: Shown): Page {
  const { once, judged, strict = false, hits = new Map(), said = '', status } = shown
  const marks: Marks = { judged, strict }
  const texts = (pointer: string) => typed.texts.get(pointer) ?? ''
  const body = html`<h1>New shipment</h1>
    ${said}
    <form
      id="shipment"
      class="shipment"
      method="post"
      action="/new"
      enctype="multipart/form-data"
      novalidate
    >
      ${tokenField(c)}
      <input type="hidden" name="once" value="${once}" />
      <input type="hidden" name="lines" value="${typed.lines}" />
      <button
        class="unseen"
        tabindex="-1"
        aria-hidden="true"
        name="do"
        value="check"
        formaction="/new/lines"
      ></button>
      <div class="columns">
        <div>
          ${groups.map((group) => groupPart(group, texts, marks))}
          ${Array.from({ length: typed.lines }, (_, line) => linePart(line, typed, texts, marks, hits))}
          <p class="row">
            ${
              typed.lines === mostLines
                ? html`<span class="quiet">More than ${mostLines} lines go by file.</span>`
                : html`<button ${redraw} name="do" value="add">Add a line</button>`
            }
          </p>
        </div>
        <div class="beside">
          <p class="row">
            <button class="main" data-once="">File this shipment</button>
            <button class="noscript" name="do" value="check" formaction="/new/lines">Check</button>
          </p>
          ${checked(panel(judged))}
        </div>
      </div>
      <datalist id="ports">
        ${portList.map(([code, name]) => html`<option value="${code}">${name}</option>`)}
      </datalist>
    </form>`
  return { title: 'New shipment', body, ...(status ? { status } : {}) }
}

/** Not on the form itself: htmx would send that to the address of the button pressed last. */
const checked = (inside: Html): Html =>
  html`<div
    hx-post="/new/check"
    hx-trigger="input from:#shipment delay:400ms, change from:#shipment delay:50ms"
    hx-target="#check"
    hx-swap="outerHTML"
    hx-sync="this:queue last"
  >
    ${inside}
  </div>`

/** A button that draws the form again, with what was typed. */
const redraw = html`formaction="/new/lines" hx-post="/new/lines" hx-trigger="click"
hx-select="#shipment" hx-target="#shipment" hx-swap="morph:outerHTML" hx-sync="this:drop"`

type Texts = (pointer: string) => string

const rowsOf = (fields: readonly Field[], texts: Texts, marks: Marks): Html =>
  html`<div class="fields">
    ${fields.map((field) => fieldRow(field, texts(field.pointer), marks))}
  </div>`

function groupPart({ title, fields, rare }: Group, texts: Texts, marks: Marks): Html {
  const rows = rowsOf(fields, texts, marks)
  if (!rare) return html`<fieldset class="card"><legend>${title}</legend>${rows}</fieldset>` // prettier-ignore
  const open = isUsed(fields, texts, marks)
  return html`<details class="card" ${open && html`open`}><summary>${title}</summary>${rows}</details>` // prettier-ignore
}

const isUsed = (fields: readonly Field[], texts: Texts, { judged }: Marks) =>
  fields.some(({ pointer }) => texts(pointer) !== '' || judged?.problems.has(pointer))

function linePart(line: number, typed: Typed, texts: Texts, marks: Marks, hits: Hits): Html {
  const agency = agencyFields(line)
  return html`<fieldset class="card">
    <legend>Line ${line + 1}</legend>
    ${rowsOf(lineFields(line), texts, marks)}
    ${finder(line, typed.sought.get(line) ?? '', hits.get(line))}
    <details ${isUsed(agency, texts, marks) && html`open`}>
      <summary>Another agency<span class="unseen"> for line ${line + 1}</span></summary>
      ${rowsOf(agency, texts, marks)}
    </details>
    ${
      typed.lines === 1
        ? ''
        : html`<p class="row">
            <button ${redraw} class="plain" name="do" value="remove-${line}">
              Remove line ${line + 1}
            </button>
          </p>`
    }
  </fieldset>`
}
