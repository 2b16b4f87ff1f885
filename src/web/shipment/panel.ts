/**
 * Beside the form: whether it would be taken, what is to be put right, both verdicts, the lanes with
 * their cost, and the consignee's day.
 * @module
 */
import { html } from 'hono/html'
import type { Verdict } from '../../domain/law/shape.ts'
import type { Html } from '../page.ts'
import { count, dollars } from '../parts.ts'
import { fieldLink } from './field.ts'
import type { Judged } from './judged.ts'

const waiting = html`<p class="quiet">
  As soon as you write, this says what gate321 and the law make of it. Nothing is filed or kept
  until you file it.
</p>`

export const panel = (judged: Judged | undefined): Html =>
  html`<div id="check" class="card">
    <h2>Check</h2>
    ${judged ? said(judged) : waiting}
  </div>`

function said(judged: Judged): Html {
  const { checked, quoted, empty } = judged
  const { verdict, entryType, accepted, ledger } = checked
  const problems = checked.problems.filter(({ pointer }) => !empty.includes(pointer))
  return html`<p role="status" class="note ${accepted ? 'good' : 'look'}">
      <b
        >${
          accepted
            ? `Ready to file, as entry type ${entryType}.`
            : [
                ...(problems.length > 0 ? [`${count(problems.length, 'thing')} to put right`] : []),
                ...(empty.length > 0 ? [`${count(empty.length, 'field')} to fill in`] : []),
              ].join(', ') + '.'
        }</b
      >
    </p>
    ${
      problems.length === 0
        ? ''
        : html`<ul class="problems">
            ${problems.map(
              ({ pointer, message, citation }) =>
                html`<li>
                  ${pointer === '' ? '' : html`${fieldLink(pointer)}: `}${message}
                  ${citation === undefined ? '' : html`<span class="quiet">${citation}</span>`}
                </li>`,
            )}
          </ul>`
    }
    ${
      empty.length === 0
        ? ''
        : html`<details>
            <summary>Still to fill in</summary>
            <ul>
              ${empty.map((pointer) => html`<li>${fieldLink(pointer)}</li>`)}
            </ul>
          </details>`
    }
    <h3>Both verdicts</h3>
    <dl class="verdicts">
      ${layer('As the statute reads', verdict.statutory, verdict.policy === 'statutory')}
      ${layer('As CBP enforces it', verdict.enforced, verdict.policy === 'enforced')}
    </dl>
    ${quoted ? lanes(quoted.lanes, verdict[verdict.policy].routedTo, entryType) : ''}
    ${ledger ? day(ledger) : quoted?.day ? shortDay(quoted.day) : ''} ${general(judged)}`
}

const decisionWords = { ALLOW: 'allowed', DENY: 'denied', REFER: 'a person decides' } as const

const look = { ALLOW: 'released', DENY: 'rejected', REFER: 'discrepancy' } as const

function layer(title: string, verdict: Verdict, acts: boolean): Html {
  const { decision, grounds, refer, basis } = verdict
  const [first] = decision === 'DENY' ? grounds : decision === 'REFER' ? refer : basis
  return html`<dt>${title}${acts ? ' (this decides here)' : ''}</dt>
    <dd>
      <span class="badge ${look[decision]}">${decisionWords[decision]}</span>
      ${first === undefined ? '' : html`${first.text} <span class="quiet">${first.citation}</span>`}
    </dd>`
}

type Lanes = NonNullable<Judged['quoted']>['lanes']

const openWords = { yes: 'open', no: 'closed', refer: 'ask' } as const

/** Those in which something can be filed: the one that the law leads to, and the one that was asked. */
const lanes = (all: Lanes, routed: string | null, chosen: string): Html =>
  html`<h3>Lanes and what they cost</h3>
    <table class="lanes">
      <caption class="unseen">
        Lanes, whether they are open, and what they cost
      </caption>
      <thead>
        <tr>
          <th scope="col">Type</th>
          <th scope="col">Statute</th>
          <th scope="col">Enforced</th>
          <th scope="col" class="right">Cost</th>
        </tr>
      </thead>
      <tbody>
        ${all
          .filter(({ entryType }) => entryType !== null)
          .map(
            ({ lane, entryType, availability, total, atLeast, claimsExemption }) =>
              html`<tr>
                <th scope="row">
                  ${
                    lane === routed
                      ? html`<b>${entryType}, recommended</b>`
                      : entryType === chosen
                        ? html`${entryType}, as it stands here`
                        : entryType
                  }
                  ${claimsExemption ? html`<span class="quiet">exempt</span>` : ''}
                </th>
                <td>${openWords[availability.statutory]}</td>
                <td>${openWords[availability.enforced]}</td>
                <td class="right">
                  ${total !== null ? dollars(total) : atLeast === null ? 'not known' : `${dollars(atLeast)} or more`}
                </td>
              </tr>`,
          )}
      </tbody>
    </table>`

type Ledger = NonNullable<Judged['checked']['ledger']>

const day = ({ day, ceiling, before, after, shipments }: Ledger): Html =>
  html`<h3>This person's day</h3>
    <p>
      ${dollars(before)} filed here for ${day}, ${dollars(after)} with this; the ceiling is
      ${dollars(ceiling)}.
    </p>
    ${
      shipments.length === 0
        ? ''
        : html`<ul>
            ${shipments.map(
              ({ entryNumber, reference, value, name }) =>
                html`<li>
                  <a class="number" href="/entries/${entryNumber}">${entryNumber}</a> ${reference},
                  ${dollars(value)}, ${name}
                </li>`,
            )}
          </ul>`
    }`

type ShortDay = NonNullable<NonNullable<Judged['quoted']>['day']>

const shortDay = ({ day, ceiling, filed, total }: ShortDay): Html =>
  html`<h3>This person's day</h3>
    <p>
      ${dollars(filed)} filed here for ${day}, ${dollars(total)} with this; the ceiling is
      ${dollars(ceiling)}.
    </p>`

/** What is no single field's. */
function general({ checked, problems }: Judged): Html | '' {
  const of = checked.advice.filter(({ pointer }) => !problems.has(pointer) && !/^\/(lines|consignee|seller)\//.test(pointer)) // prettier-ignore
  if (of.length === 0) return ''
  return html`<h3>Worth knowing</h3>
    <ul>
      ${of.map(
        ({ message, citation }) =>
          html`<li>
            ${message} ${citation === undefined ? '' : html`<span class="quiet">${citation}</span>`}
          </li>`,
      )}
    </ul>`
}
