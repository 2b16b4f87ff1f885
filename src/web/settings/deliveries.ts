/**
 * The deliveries of a webhook: what was sent, what came back, and sending again.
 * @module
 */
import { html } from 'hono/html'
import { deliveryStates } from '../../http/announcement.ts'
import { printCursor, readCursor } from '../../http/cursor.ts'
import { placeOf } from '../../http/deliveries.ts'
import type { ListedWebhook, ShownDelivery } from '../../gateway/webhooks.ts'
import { tokenField } from '../frame.ts'
import { link, more, postForm, table, ticking, when } from '../parts.ts'
import type { Desk, Html } from '../page.ts'

const size = 25

export async function deliveriesOf(desk: Desk, { id, deliveries }: ListedWebhook): Promise<Html> {
  const { gateway, caller, query, c } = desk
  const state = deliveryStates.find((one) => one === query('state'))
  const scope = ['desk', caller.filer, id, state ?? '']
  const cursor = query('cursor')
  const before = cursor === undefined ? undefined : await readCursor(scope, cursor)
  const found = await gateway.webhooks.deliveries(caller.filer, id, state, {
    limit: size + 1,
    ...(before === undefined ? {} : { before: placeOf(before) }),
  })
  const items = found?.slice(0, size) ?? []
  const last = items.at(-1)
  const older =
    (found?.length ?? 0) > size && last !== undefined
      ? await printCursor(scope, `${Date.parse(last.at)}-${last.messageId}`)
      : undefined
  const list =
    items.length === 0
      ? html`<p class="empty">Nothing has been sent to it.</p>`
      : rows(desk, id, items)
  const moving = deliveries.due > 0 && cursor === undefined
  return html`<div class="head">
      <h2 id="deliveries">Deliveries</h2>
      ${states(desk, state)}
    </div>
    ${moving ? ticking('list', list) : html`<div id="list">${list}</div>`}
    ${older === undefined ? '' : more(link(c, { cursor: older }))} ${range(desk, id)}`
}

const states = ({ c }: Desk, chosen: string | undefined): Html =>
  html`<nav aria-label="Deliveries by state" class="chips">
    ${[undefined, ...deliveryStates].map(
      (state) =>
        html`<a
          href="${link(c, { state: state ?? '', cursor: '' })}"
          ${state === chosen && html`aria-current="true"`}
          >${state ?? 'all'}</a
        >`,
    )}
  </nav>`

const looks = { due: 'submitted', delivered: 'released', failed: 'rejected' } as const

const rows = ({ c }: Desk, id: string, items: readonly ShownDelivery[]): Html =>
  table(
    'Deliveries, newest first',
    [['When', 'tight'], ['What'], ['Entry'], ['State', 'tight'], ['Attempts', 'right'], ['What came back'], ['Do']],
    items.map((delivery) => [
      when(delivery.at),
      html`<code class="whole">${delivery.type}</code>`,
      delivery.about === null
        ? '–'
        : html`<a class="number" href="/entries/${delivery.about.entryNumber}"
            >${delivery.about.entryNumber}</a
          >`,
      html`<span class="badge ${looks[delivery.state]}">${delivery.state}</span>`,
      String(delivery.attempts),
      back(delivery),
      html`<form method="post" action="/settings/webhooks/${id}/redeliver" enctype="multipart/form-data">
        ${tokenField(c)}
        <input type="hidden" name="delivery" value="${delivery.messageId}" />
        <button class="plain">Send again<span class="unseen">: ${delivery.messageId}</span></button>
      </form>`,
    ]),
  ) // prettier-ignore

/** Enough to see who answered; the API has the rest. */
const brief = (note: string) => (note.length > 120 ? `${note.slice(0, 120)}…` : note)

const back = ({ state, dueAt, lastAt, lastStatus, lastNote }: ShownDelivery): Html =>
  html`${lastAt === null ? 'not sent yet' : html`${lastStatus === null ? 'no answer' : String(lastStatus)} ${lastNote ? html`<code>${brief(lastNote)}</code>` : ''}`}${state === 'due' && lastAt !== null ? html`<br /><span class="quiet">again ${when(dueAt)}</span>` : ''}` // prettier-ignore

const range = ({ c }: Desk, id: string): Html =>
  html`<details>
    <summary>Send a range again</summary>
    ${postForm(
      c,
      `/settings/webhooks/${id}/redeliver`,
      html`<p>
          Everything from the one to the other, both included, also from before the webhook was
          there. The receiver sees the same ids as the first time.
        </p>
        <div class="row">
          <div>
            <label for="from">From</label>
            <input id="from" name="from" required placeholder="2026-11-23" autocomplete="off" />
          </div>
          <div>
            <label for="to">To</label>
            <input id="to" name="to" placeholder="now" autocomplete="off" />
          </div>
          <button>Send again</button>
        </div>
        <span class="hint">A day, an instant, or a position of the feed.</span>`,
      'card narrow',
    )}
  </details>`
