/**
 * What the law says of an entry under both layers, side by side, and what each lane would cost.
 * @module
 */
import { html } from 'hono/html'
import type { Answer, Ground, Verdict } from '../../domain/law/shape.ts'
import type { PresentedEntry } from '../../gateway/present.ts'
import type { QuotedItem } from '../../gateway/quote.ts'
import { page } from '../page.ts'
import type { Desks, Html } from '../page.ts'
import { day, dollars, facts, table } from '../parts.ts'
import { entryPage, ofEntry } from './frame.ts'

export function mountLaw(desks: Desks): void {
  page(
    desks,
    '/entries/:number/law',
    'entries:read',
    ofEntry(async ({ gateway, caller }, entry) => {
      const reading = { draft: entry.shipment, problems: [] }
      const { items, notes } = await gateway.quote(caller.filer, [reading], { exceptId: entry.id })
      return entryPage(
        entry,
        '/law',
        html`${verdicts(entry)} ${items[0] ? costs(items[0], notes) : ''}`,
        `Law and cost of ${entry.entryNumber}`,
      )
    }),
  )
}

const isWhole = (verdict: PresentedEntry['verdict']): verdict is Answer =>
  verdict !== null && 'messages' in verdict

function verdicts({ verdict }: PresentedEntry): Html {
  if (!isWhole(verdict)) {
    return html`<p class="empty">This entry is older than the rules; it has no verdict.</p>`
  }
  const { policy, statutory, enforced, divergent, messages } = verdict
  return html`<h2>Both verdicts</h2>
    <p>
      ${
        divergent
          ? html`<b>They differ.</b> This entry was filed under the <b>${policy}</b> layer.`
          : html`They agree. This entry was filed under the <b>${policy}</b> layer.`
      }
    </p>
    <div class="law">${layer(statutory)} ${layer(enforced)}</div>
    <ul>
      ${messages
        .filter(({ code }) => code !== 'SIMULATED')
        .map(
          ({ text, ruleIds }) =>
            html`<li>${text} <span class="quiet">${ruleIds.join(', ')}</span></li>`,
        )}
    </ul>`
}

const layerNames = {
  statutory: 'As the statute reads',
  enforced: 'As CBP enforces it',
} as const

const decisionNames = {
  ALLOW: ['released', 'allowed'],
  DENY: ['rejected', 'denied'],
  REFER: ['discrepancy', 'a person decides'],
} as const

function layer({ layer, decision, basis, grounds, refer, since, nextChange, routedTo, missing }: Verdict): Html {
  const [look, said] = decisionNames[decision]
  return html`<section class="card" aria-labelledby="law-${layer}">
    <h3 id="law-${layer}">${layerNames[layer]} <span class="badge ${look}">${said}</span></h3>
    ${facts([
      ['Lane', routedTo === null ? 'a person chooses' : laneName(routedTo)],
      ...(since === null ? [] : [['Since', day(since)] as const]),
      ...(nextChange === null
        ? []
        : [['Next change', html`${nextChange.ruleId} ${nextChange.kind} on ${day(nextChange.on)}`] as const]),
      ...(missing.length === 0 ? [] : [['Not known', missing.map(({ field }) => field).join(', ')] as const]),
    ])}
    ${groundList('Denied by', grounds)} ${groundList('Referred by', refer)} ${groundList('Rests on', basis)}
  </section>`
} // prettier-ignore

const groundList = (title: string, grounds: readonly Ground[]): Html =>
  grounds.length === 0
    ? html``
    : html`<h4>${title}</h4>
        ${grounds.map(
          ({ ruleId, text, citation, effectiveFrom, effectiveTo, verifiedOn }) =>
            html`<div class="ground">
              <p><code>${ruleId}</code> ${text}</p>
              <p class="quiet">
                ${citation} · in force from
                ${effectiveFrom}${effectiveTo === null ? '' : ` until ${effectiveTo}`} · checked
                ${verifiedOn}
              </p>
            </div>`,
        )}`

const laneName = (code: string) => code.replaceAll('_', ' ')

/** Both layers often give the same reason. */
const reasonsOf = ({ why }: QuotedItem['lanes'][number]) =>
  why.filter(({ ruleId }, at) => why.findIndex((each) => each.ruleId === ruleId) === at).slice(0, 3)

const availability = { yes: 'open', no: 'closed', refer: 'a person decides' } as const

const costs = ({ lanes }: QuotedItem, notes: readonly string[]): Html =>
  html`<h2>Cost by lane</h2>
    ${table(
      'What each lane would cost',
      [['Lane'], ['By statute', 'tight'], ['As enforced', 'tight'], ['Duty', 'right'], ['Fees', 'right'], ['Filing', 'right'], ['Total', 'right'], ['Why']],
      lanes.map((lane) => [
        html`<b>${laneName(lane.lane)}</b>${lane.entryType === null ? '' : html`<br /><span class="quiet">type ${lane.entryType}</span>`}`,
        availability[lane.availability.statutory],
        availability[lane.availability.enforced],
        dollars(lane.duty?.total ?? null),
        dollars(lane.fees?.total ?? null),
        dollars(lane.filingFee),
        html`<b>${dollars(lane.total)}</b>${lane.total === null && lane.atLeast !== null ? html`<br /><span class="quiet">at least ${dollars(lane.atLeast)}</span>` : ''}`,
        html`<span class="quiet">${reasonsOf(lane).map(({ ruleId, text }) => html`<code>${ruleId}</code> ${text}<br />`)}</span>`,
      ]),
    )}
    <details class="fold">
      <summary>How this is reckoned</summary>
      <ul>
        ${notes.map((note) => html`<li>${note}</li>`)}
      </ul>
    </details>` // prettier-ignore
