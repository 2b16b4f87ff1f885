/**
 * What is different: between two texts line by line, between two shipments in words.
 * @module
 */
import { diffLines } from 'diff'
import { html } from 'hono/html'
import type { Html } from '../page.ts'

/** Two messages that share nothing are not worth looking at any longer. */
const mostEdits = 4000

/** The lines around a change that are shown with it. */
const around = 3

export function compared(first: string, second: string): Html {
  const changes = diffLines(first, second, { maxEditLength: mostEdits })
  if (changes === undefined) return html`<p class="empty">The two have too little in common.</p>`
  if (changes.every(({ added, removed }) => !added && !removed)) {
    return html`<p class="empty">The two say the same, byte for byte.</p>`
  }
  return html`<pre class="difference" tabindex="0">${changes.map(({ value, added, removed }) => {
    const lines = value.replace(/\n$/, '').split('\n')
    if (added) return html`<ins class="add">${lines.map((line) => `+ ${line}\n`)}</ins>`
    if (removed) return html`<del class="del">${lines.map((line) => `- ${line}\n`)}</del>`
    return folded(lines).map((line) => `  ${line}\n`)
  })}</pre>` // prettier-ignore
}

const folded = (lines: readonly string[]): readonly string[] =>
  lines.length <= 2 * around + 1
    ? lines
    : [
        ...lines.slice(0, around),
        `… ${lines.length - 2 * around} lines that are the same`,
        ...lines.slice(-around),
      ]

export type Difference = {
  /** As a path of names: `lines 1 description`. */
  readonly field: string
  /** `null` where there is none. */
  readonly before: string | null
  readonly after: string | null
}

/** Every value that is not the same, in the order of the first. */
export function differences(before: unknown, after: unknown): Difference[] {
  const [old, young] = [leaves(before), leaves(after)]
  return [...new Set([...old.keys(), ...young.keys()])]
    .filter((field) => old.get(field) !== young.get(field))
    .map((field) => ({ field, before: old.get(field) ?? null, after: young.get(field) ?? null }))
}

function leaves(value: unknown, path: readonly string[] = []): Map<string, string> {
  if (typeof value !== 'object' || value === null) {
    return new Map([[path.join(' '), String(value)]])
  }
  const list = Array.isArray(value)
  return new Map(
    Object.entries(value).flatMap(([name, inner]) => [
      ...leaves(inner, [...path, list ? String(Number(name) + 1) : name]),
    ]),
  )
}

/** `packageQuantity: 1 → 2` */
export const inWords = (found: readonly Difference[]): Html =>
  found.length === 0
    ? html`<p class="quiet">Nothing in the shipment is different.</p>`
    : html`<ul>
        ${found.map(
          ({ field, before, after }) =>
            html`<li>
              <b>${field}</b>:
              ${before === null ? html`<i>none</i>` : before} → ${after === null ? html`<i>none</i>` : after}
            </li>`,
        )}
      </ul>` // prettier-ignore
