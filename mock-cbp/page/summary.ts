/**
 * One entry in a line: where it stands, what CBP said last, what comes next.
 * @module
 */
import { html } from 'hono/html'
import type { Held } from '../book/held.ts'
import { readHeld } from '../book/book.ts'
import { shown } from '../control/entries.ts'
import type { World } from '../world/world.ts'
import { entryLink } from './parts.ts'
import { listEntries } from './read.ts'
import type { Listed } from './read.ts'
import { table } from './table.ts'
import type { Row } from './table.ts'
import { away, badge, plural, sayings, time } from './tell.ts'
import type { Html, View } from './view.ts'

export type Shown = ReturnType<typeof shown>

const reviewed = { R: 'correction', D: 'cancellation' } as const
export const reviewWord = (action: 'R' | 'D') => reviewed[action]

export function nextOf(
  { review, next, waitsFor, readsLeft, acceptedAt }: Shown,
  { now }: World,
): Html {
  // prettier-ignore
  const [first] = next
  if (review) {
    const waits = review.asked ? 'a document' : 'a decision'
    return html`<b>waits for ${waits}</b> on the ${reviewed[review.action]}`
  }
  if (acceptedAt > now) return html`reply due <b>${away(acceptedAt, now)}</b>`
  if (first) return html`<b>${away(first.at, now)}</b>: ${sayings(first.said)}`
  if (waitsFor) return html`<b>waits for ${waitsFor === 'document' ? 'a' : 'the'} ${waitsFor}</b>`
  if (readsLeft !== null) return html`after ${plural(readsLeft, 'more read')}`
  return html`<span class="quiet">nothing more</span>`
}

export function statusBadge({ status, acceptedAt }: Shown, { now }: World): Html {
  return badge(acceptedAt > now ? 'unanswered' : status)
}

function row(view: View, listed: Listed, held: Held | undefined): Row {
  const { world } = view
  const { entry_number: entryNumber, bill, effective } = listed
  const id = `entry-${entryNumber}`
  const number = entryLink(view, entryNumber)
  const twice = effective > 1 ? html` <span class="badge danger">filed ${effective} times</span>` : '' // prettier-ignore
  if (!held) {
    const dash = html`<span class="quiet">–</span>`
    const refused = html`<span class="quiet">refused, not on file</span>`
    return { id, cells: [number, html`<code>${bill}</code>`, dash, badge('rejected'), refused, dash] } // prettier-ignore
  }
  const entry = shown(held, world)
  const last = entry.notices.at(-1)
  return {
    id,
    cells: [
      html`${number}${twice}`,
      html`<code>${bill}</code
        >${held.flight === null ? '' : html` <span class="quiet">on ${held.flight}</span>`}`,
      html`<code>${entry.scenario}</code>`,
      statusBadge(entry, world),
      last
        ? html`${sayings(last.said)} <span class="quiet">${time(last.at, world.now)}</span>`
        : html`<span class="quiet"
            >${entry.acceptedAt > world.now ? 'nothing yet' : 'accepted, in the reply'}</span
          >`,
      nextOf(entry, world),
    ],
  }
}

/** `limit` entries as a table, and the number that the next page goes on from. */
export async function entryTable(
  view: View,
  limit: number,
  empty: Html | string,
  { find = '', before = '' }: { readonly find?: string; readonly before?: string } = {},
): Promise<{ readonly html: Html; readonly older: string | undefined }> {
  const listed = await listEntries(view.world, find, before, limit + 1)
  const page = listed.slice(0, limit)
  const held = await readHeld(
    view.world,
    page.map(({ entry_number }) => entry_number),
  )
  const older = listed.length > limit ? page.at(-1)?.entry_number : undefined
  return {
    older,
    html: table({
      empty,
      caption: 'Entries that CBP holds or refused, the newest numbers first',
      columns: ['Entry', 'Bill', 'Scenario', 'Status', 'CBP said last', 'Next'],
      rows: page.map((one) => row(view, one, held.get(one.entry_number))),
      ...{ live: 'entry-rows', look: 'entries' },
    }),
  }
}
