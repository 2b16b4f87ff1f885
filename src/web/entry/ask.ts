/**
 * Asking something of an entry from a form: the version that its reader saw is in it, and a refusal
 * is shown on the same page, with what was written.
 * @module
 */
import { html } from 'hono/html'
import type { Problem } from '../../domain/problem.ts'
import type { Changed } from '../../gateway/asked.ts'
import type { PresentedEntry } from '../../gateway/present.ts'
import type { Fields, Html, Page } from '../page.ts'
import { problemList } from '../parts.ts'
import { addressOf, noEntry } from './frame.ts'

export const versionField = ({ version }: Pick<PresentedEntry, 'version'>): Html =>
  html`<input type="hidden" name="version" value="${version}" />`

/** Whether the entry is still what the reader saw. */
export const isSeen = ({ version }: PresentedEntry, fields: Fields): boolean =>
  Number(fields.text('version')) === version

export const seenOther = (entry: PresentedEntry): Html =>
  html`<div class="note bad" role="alert">
    <p>
      <b>Somebody changed the entry meanwhile; it is at version ${entry.version}.</b> Nothing was
      sent. <a href="${addressOf(entry, '/versions')}">What changed</a>; then send again what still
      holds.
    </p>
  </div>`

/** To the entry when it is done; otherwise the form again, with what was wrong above it. */
export function outcome(
  entry: PresentedEntry,
  changed: Changed,
  done: string,
  again: (wrong: Html, status: 409 | 422) => Page,
): Page | { readonly done: string } {
  switch (changed.kind) {
    case 'changed':
      return { done: `${addressOf(entry)}?done=${done}` }
    case 'not_found':
      return noEntry
    case 'version_mismatch':
      return again(seenOther({ ...entry, version: changed.version }), 409)
    case 'refused':
      return again(refusedList(changed.problems), 422)
  }
}

/** A conflict has no place in the form. */
export function refusedList(problems: readonly Problem[]): Html {
  const conflict = problems.find(({ code }) => code === 'state_conflict')
  if (!conflict) return problemList(problems)
  return html`<div class="note bad" role="alert">
    <p><b>Not possible now.</b> ${conflict.message} Nothing was sent.</p>
  </div>`
}
