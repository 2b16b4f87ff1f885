/**
 * CBP's codes, as sentences.
 * @module
 */
import { html } from 'hono/html'
import type { CodeFinding } from '../../domain/discrepancy/findings.ts'
import type { Html } from '../page.ts'
import { when } from '../parts.ts'

/** For a row of the queue: the first tells enough, and how many there are. */
export function summaryOf(findings: readonly CodeFinding[]): Html {
  const [first, ...others] = findings
  if (!first) return html`<span class="quiet">Nothing of CBP's names a code.</span>`
  return html`${coded(first)}${
    others.length === 0 ? '' : html` <span class="quiet">and ${others.length} more</span>`
  }`
}

export const coded = ({ record, code, text }: CodeFinding): Html =>
  html`<span class="number">${record} ${code}</span> ${text}`

/** What stands above already is not said twice. */
export const findingList = (findings: readonly CodeFinding[], above: string): Html =>
  html`<ul class="findings">
    ${findings.map(
      (finding) =>
        html`<li>
          <p>
            <b>${coded(finding)}</b>
            ${
              finding.documentType === undefined
                ? ''
                : html` · document <b>${finding.documentType}</b>`
            }
          </p>
          <p>
            ${finding.meaning === above ? '' : `${finding.meaning} ${finding.action}`}
            ${finding.at === null ? '' : html`<span class="quiet">${when(finding.at)}</span>`}
          </p>
        </li>`,
    )}
  </ul>`
