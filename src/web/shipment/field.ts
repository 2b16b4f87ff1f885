/**
 * One field: its label, its input, and below it what is wrong with it or could be better.
 * @module
 */
import { html } from 'hono/html'
import { fieldName } from '../../domain/field.ts'
import type { Html } from '../page.ts'
import { idOf } from './draft.ts'
import { isField } from './fields.ts'
import type { Field } from './fields.ts'
import type { Judged } from './judged.ts'

/** What is said of a whole part leads to no one field. */
export const fieldLink = (pointer: string): Html =>
  isField(pointer)
    ? html`<a href="#${idOf(pointer)}">${fieldName(pointer)}</a>`
    : html`<b>${fieldName(pointer)}</b>`

export type Marks = {
  readonly judged: Judged | undefined
  /** Whether empty fields are marked too: only once somebody has tried to file. */
  readonly strict: boolean
}

export const fieldRow = (field: Field, text: string, marks: Marks): Html =>
  html`<div class="${field.wide ? 'wide' : ''}">
    <label for="${idOf(field.pointer)}"
      >${field.label}${field.hint === undefined ? '' : html`<span class="hint">${field.hint}</span>`}</label
    >
    ${control(field, text, marks)} ${about(field, marks)}
  </div>`

function control(
  { pointer, options, type = 'text', list }: Field,
  text: string,
  marks: Marks,
): Html {
  const id = idOf(pointer)
  const invalid = wrong(pointer, marks).length > 0
  if (options) {
    const known = options.some(([value]) => value === text)
    const all = known || text === '' ? options : [...options, [text, text] as const]
    return html`<select id="${id}" name="${pointer}" aria-describedby="a-${id}">
      ${all.map(
        ([value, label]) =>
          html`<option value="${value}" ${value === text && html`selected`}>${label}</option>`,
      )}
    </select>`
  }
  return html`<input
    id="${id}"
    name="${pointer}"
    type="${type === 'number' ? 'text' : type}"
    ${type === 'number' && html`inputmode="numeric"`}
    ${list !== undefined && html`list="${list}"`}
    value="${text}"
    autocomplete="off"
    aria-describedby="a-${id}"
    aria-invalid="${invalid ? 'true' : 'false'}"
  />`
}

function wrong(pointer: string, { judged, strict }: Marks) {
  const found = judged?.problems.get(pointer) ?? []
  return strict || !judged?.empty.includes(pointer) ? found : []
}

/** Swapped on its own while somebody types: the input beside it is never touched. */
export function about({ pointer }: Field, marks: Marks, apart = false): Html {
  const id = idOf(pointer)
  const problems = wrong(pointer, marks)
  const advice = marks.judged?.advice.get(pointer) ?? []
  const rewrites = [...new Set([...problems, ...advice].flatMap((one) => one.rewrites ?? []))]
  return html`<div
    id="a-${id}"
    class="about"
    data-of="${id}"
    data-wrong="${problems.length > 0 ? 'true' : 'false'}"
    ${apart && html`hx-swap-oob="true"`}
  >
    ${problems.map(({ message }) => html`<p class="wrong">${message}</p>`)}
    ${advice.map(({ message }) => html`<p class="coach">${message}</p>`)}
    ${
      rewrites.length === 0
        ? ''
        : html`<p class="row">
            ${rewrites.map(
              (text) =>
                html`<button
                  class="take"
                  name="take"
                  value="${pointer}=${text}"
                  formaction="/new/lines"
                  data-fill="${id}"
                  data-value="${text}"
                >
                  <span class="unseen">Write </span>${text}
                </button>`,
            )}
          </p>`
    }
  </div>`
}
