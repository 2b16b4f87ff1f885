/**
 * `/settings/checks`: what each check does when it finds something.
 * @module
 */
import { html } from 'hono/html'
import { checkIds, defaultSeverities, severities, severityOf } from '../../domain/checks/severity.ts' // prettier-ignore
import type { CheckId, Severities, Severity } from '../../domain/checks/severity.ts'
import { postForm, table } from '../parts.ts'
import { form, page } from '../page.ts'
import type { Desks, Html } from '../page.ts'
import { may, notAllowed, room } from './room.ts'
import { checkSentences } from './sentences.ts'

const path = '/settings/checks'

export function mountChecks(desks: Desks): void {
  page(desks, path, undefined, async (desk) => {
    const { gateway, caller, c } = desk
    if (!may(desk, 'entries:read') && !may(desk, 'keys')) {
      return room(path, 'Checks', notAllowed('The checks are not shown.', 'entries:read'))
    }
    const { severities: set } = await gateway.profile.read(caller.filer)
    const changes = may(desk, 'keys')
    const rows = list(set, changes)
    const body = html`<p class="lead">
        A check reads words and figures and can be wrong. An error refuses the shipment, advice is
        said beside it, and what is off is not looked at. CBP decides by its own.
      </p>
      ${
        changes
          ? postForm(
              c,
              path,
              html`${rows}
                <p class="pager"><button class="main">Keep</button></p>`,
            )
          : html`${notAllowed('The checks can be seen here and not changed.', 'keys')} ${rows}`
      }`
    return room(path, 'Checks', body)
  })

  form(desks, path, 'keys', async ({ gateway, caller }, fields) => {
    const before = await gateway.profile.read(caller.filer)
    // What stands at its default is not set, so that it follows when the default is thought over.
    const set = checkIds.flatMap((id) => {
      const chosen = severities.find((one) => one === fields.text(id)) ?? severityOf(id, before.severities) // prettier-ignore
      return chosen === defaultSeverities[id] ? [] : [[id, chosen] as const]
    })
    await gateway.profile.write(caller.filer, { ...before, severities: Object.fromEntries(set) })
    return { done: `${path}?done=kept` }
  })
}

const list = (set: Severities, changes: boolean): Html =>
  table(
    'Checks and what each does',
    [['Check'], ['What it finds'], ['Severity', 'tight'], ['Unless set', 'tight']],
    checkIds.map((id) => {
      const [name, finds] = checkSentences[id]
      const acts = severityOf(id, set)
      return [
        html`<span id="n-${id}">${name}</span><br /><code class="quiet">${id}</code>`,
        finds,
        changes ? choice(id, acts) : acts,
        defaultSeverities[id],
      ]
    }),
  )

const choice = (id: CheckId, acts: Severity): Html =>
  html`<select name="${id}" aria-labelledby="n-${id}">
    ${severities.map(
      (one) => html`<option value="${one}" ${one === acts && 'selected'}>${one}</option>`,
    )}
  </select>`
