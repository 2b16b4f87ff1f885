/**
 * Amending an entry: the main fields as a form, the rest as a patch; first what would come of it,
 * then the correction itself.
 * @module
 */
import { html } from 'hono/html'
import type { Problem } from '../../domain/problem.ts'
import type { Checked } from '../../gateway/check.ts'
import type { Reading } from '../../gateway/examine.ts'
import type { PresentedEntry } from '../../gateway/present.ts'
import { Refusal } from '../../http/errors.ts'
import { readJson } from '../../http/json.ts'
import { mergePatch } from '../../http/patch.ts'
import { readShipment } from '../../http/shipment.ts'
import { form, page } from '../page.ts'
import type { Desk, Desks, Fields, Html, Page } from '../page.ts'
import { dollars, facts, postForm, problemList } from '../parts.ts'
import { isSeen, outcome, seenOther, versionField } from './ask.ts'
import { differences, inWords } from './compare.ts'
import { fieldGroups, fieldInput, valueAt, written } from './fields.ts'
import { addressOf, entryPage, noEntry, ofEntry } from './frame.ts'

type Shown = {
  readonly fields?: Fields
  readonly above?: Html
  readonly problems?: readonly Problem[]
  /** What was checked may be sent. */
  readonly sendable?: boolean
}

export function mountAmend(desks: Desks): void {
  page(
    desks,
    '/entries/:number/amend',
    'entries:write',
    ofEntry(async (desk, entry) => amendPage(desk, entry, {})),
  )

  form(desks, '/entries/:number/amend', 'entries:write', async (desk, fields) => {
    const { gateway, caller, param } = desk
    const { filer, keyId } = caller
    const entry = await gateway.get(filer, param('number'))
    if (!entry) return noEntry
    const again = (above: Html, status: 409 | 422): Page => ({
      ...amendPage(desk, entry, { fields, above }),
      status,
    })
    if (!isSeen(entry, fields)) return again(seenOther(entry), 409)
    const reading = readingOf(entry, fields)
    if (reading instanceof Refusal) return again(unreadable(reading), 422)
    if (fields.text('step') !== 'send') {
      const checked = await gateway.check(filer, reading, { exceptId: entry.id })
      const { problems } = checked
      const above = html`${problems.length > 0 ? problemList(problems) : ''}
      ${preview(entry, reading, checked)}`
      const sendable = checked.accepted
      return amendPage(desk, entry, { fields, above, problems, sendable })
    }
    const expected = { version: entry.version }
    const changed = await gateway.amend(filer, entry.id, reading, expected, () => [], keyId)
    return outcome(entry, changed, 'amended', again)
  })
}

/** What the form says, with the patch laid upon it. */
function readingOf({ shipment }: PresentedEntry, fields: Fields): Reading | Refusal {
  const value = written(shipment, fields.text)
  const patch = fields.text('patch')
  if (patch === '') return readShipment({ value, problems: [] })
  try {
    const read = readJson(patch)
    return readShipment({ value: mergePatch(value, read.value), problems: read.problems })
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

const unreadable = ({ message }: Refusal): Html =>
  html`<div class="note bad" role="alert">
    <p><b>The patch cannot be read.</b> ${message} Nothing was sent.</p>
  </div>`

function preview(
  { shipment }: PresentedEntry,
  { draft }: Reading,
  { accepted, verdict, totals, advice }: Checked,
): Html {
  return html`<section class="card" aria-labelledby="preview-title">
    <h2 id="preview-title">What would change</h2>
    ${inWords(differences(shipment, draft))}
    ${facts([
      ['The filing', accepted ? 'would be taken' : 'would be refused'],
      ['As the statute reads', verdict.statutory.decision],
      ['As CBP enforces it', verdict.enforced.decision],
      ['Fair retail value', dollars(totals?.fairRetailValue ?? null)],
      ['Duty', dollars(totals?.duty ?? null)],
      ['Fees', dollars(totals?.fees ?? null)],
    ])}
    ${
      advice.length === 0
        ? ''
        : html`<h3>Worth knowing</h3>
            <ul>
              ${advice.map(({ message }) => html`<li>${message}</li>`)}
            </ul>`
    }
  </section>`
}

function amendPage({ c }: Desk, entry: PresentedEntry, shown: Shown): Page {
  const { fields, above = html``, problems = [], sendable = false } = shown
  const { allowed, reason } = entry.can.amend
  const value = (path: string) =>
    fields === undefined ? valueAt(entry.shipment, path) : fields.text(path)
  const body = allowed
    ? postForm(
        c,
        addressOf(entry, '/amend'),
        html`${versionField(entry)}
          ${fieldGroups(entry.shipment).map(
            ([name, group]) =>
              html`<fieldset class="card">
                <legend>${name}</legend>
                <div class="fields">
                  ${group.map((each) => fieldInput(each, value(each.path), problems))}
                </div>
              </fieldset>`,
          )}
          <details class="fold" ${fields?.text('patch') ? html`open` : ''}>
            <summary>Anything else, as a JSON merge patch</summary>
            <label for="patch">Patch (RFC 7396), laid upon the fields above</label>
            <textarea id="patch" name="patch" rows="4" spellcheck="false">
${fields?.text('patch') ?? ''}</textarea>
          </details>
          <p class="row">
            <button name="step" value="check" class="${sendable ? '' : 'main'}">
              Show what comes of it
            </button>
            ${
              sendable
                ? html`<button name="step" value="send" class="main">Amend the entry</button>`
                : ''
            }
            <a href="${addressOf(entry)}">Leave it as it is</a>
          </p>`,
      )
    : html`<div class="note look"><p>${reason}</p></div>
        <p><a href="${addressOf(entry)}">Back to the entry</a></p>`
  return entryPage(
    entry,
    undefined,
    html`<h2>Amend this entry</h2>
      ${above} ${body}`,
    `Amend ${entry.entryNumber}`,
  )
}
