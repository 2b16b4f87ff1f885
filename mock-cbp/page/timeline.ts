/**
 * An entry's life: what CBP said, what it is going to say, what it waits for, and where the filer is.
 * @module
 */
import { html } from 'hono/html'
import { dispositionOf } from '../../src/domain/disposition.ts'
import type { Instant } from '../../src/domain/day.ts'
import type { Owner } from '../../src/domain/status.ts'
import { reviewWord } from './summary.ts'
import type { Shown } from './summary.ts'
import { away, saying, time } from './tell.ts'
import type { Html } from './view.ts'

type Notice = Shown['notices'][number]

/** `acknowledged` are the sequences of those that the filer says it has. */
export function timeline(
  entry: Shown,
  now: Instant,
  acknowledged: ReadonlySet<number>,
): readonly Html[] {
  const { acceptedAt, notices, next, waitsFor, review } = entry
  const reply = step({
    ...{ id: 'notice-0', kind: acceptedAt > now ? 'next' : 'said' },
    when: time(acceptedAt, now),
    what: html`<span class="line">Reply: accepted</span>`,
  })
  const waits = waitsFor ?? (review ? 'decision' : undefined)
  const wait = step({
    ...{ id: 'notice-wait', kind: 'waits' },
    when: html`then`,
    what: html`<span class="line">waits for: ${waits ?? ''}</span>`,
  })
  return [
    reply,
    ...notices.map((notice) => said(notice, now, mailboxOf(notice, now, acknowledged))),
    ...next.map((notice) => said(notice, now, notice.due > notice.at ? `in the mailbox ${away(notice.due, now)}` : '')), // prettier-ignore
    ...(waits !== undefined && next.length === 0 ? [wait] : []),
  ]
}

function mailboxOf({ due, sequence }: Notice, now: Instant, acknowledged: ReadonlySet<number>) {
  if (due > now) return `in the mailbox ${away(due, now)}`
  return acknowledged.has(sequence) ? 'acknowledged' : 'in the mailbox, not acknowledged yet'
}

const said = ({ at, sequence, said: lines }: Notice, now: Instant, note: string): Html =>
  step({
    ...{ id: `notice-${sequence}`, kind: at > now ? 'next' : 'said', note },
    when: html`${time(at, now)} ${at > now ? html`<span class="quiet">${away(at, now)}</span>` : ''}`,
    what: html`${lines.map((line) => html`<span class="line">${saying(line)}</span>`)}`,
  })

type Step = {
  readonly id: string
  readonly kind: string
  readonly when: Html
  readonly what: Html
  readonly note?: string
}

const step = ({ id, kind, when, what, note = '' }: Step): Html =>
  html`<li id="${id}" class="${kind}">
    <p class="when">${when}</p>
    <div>${what}${note === '' ? '' : html`<span class="quiet">${note}</span>`}</div>
  </li>`

const owners: Readonly<Record<Owner, string>> = {
  filer: 'The filer is next: ',
  cbp: 'CBP is next: ',
  carrier: 'The carrier is next: ',
  gateway: 'The gateway is next: ',
  nobody: '',
}

/** What the newest thing that was said means, and who has to do something. */
export function meaning({ acceptedAt, notices, review }: Shown, now: Instant): string {
  if (acceptedAt > now) return 'The reply is not due yet, so the filer does not know of it.'
  if (review) {
    return review.asked
      ? `Port staff want a document before they decide on the ${reviewWord(review.action)}.`
      : `Port staff look at the ${reviewWord(review.action)}; their decision is yours.`
  }
  const last = notices.at(-1)?.said.at(-1)
  const row = last && dispositionOf(last.record, last.code)
  if (!row) return 'The reply accepted it; CBP has said nothing since.'
  return `${row.meaning} ${owners[row.owner]}${row.action}`
}
