/**
 * The shipment in each of its versions, and what changed from one to the next.
 * @module
 */
import { html } from 'hono/html'
import type { Version } from '../../gateway/dossier.ts'
import type { PresentedEntry } from '../../gateway/present.ts'
import { page } from '../page.ts'
import type { Desks, Html } from '../page.ts'
import { live, when } from '../parts.ts'
import { differences, inWords } from './compare.ts'
import { addressOf, entryPage, ofEntry } from './frame.ts'

export function mountVersions(desks: Desks): void {
  page(
    desks,
    '/entries/:number/versions',
    'entries:read',
    ofEntry(async ({ gateway, caller, query }, entry) => {
      const dossier = await gateway.desk.dossier.read(caller.filer, entry.id)
      const versions = dossier?.versions ?? []
      const named = (name: string) => versions.find((each) => String(each.version) === query(name))
      const [one, two] = [named('one'), named('two')]
      return entryPage(
        entry,
        '/versions',
        one && two
          ? pair(entry, one, two)
          : live('versions', all(entry, versions), entry.id),
        `Versions of ${entry.entryNumber}`,
      )
    }),
  ) // prettier-ignore
}

const pair = (entry: PresentedEntry, one: Version, two: Version): Html =>
  html`<h2>Version ${one.version} beside version ${two.version}</h2>
    ${inWords(differences(one.shipment, two.shipment))}
    <p><a href="${addressOf(entry, '/versions')}">All versions</a></p>`

const all = (entry: PresentedEntry, versions: readonly Version[]): Html =>
  html`${versions.toReversed().map(
    ({ version, at, by, shipment }, index, newestFirst) =>
      html`<section class="card" aria-labelledby="version-${version}">
        <h2 id="version-${version}">Version ${version}</h2>
        <p class="quiet">${when(at)}${by === null ? '' : html` · ${by}`}</p>
        ${
          version === 1
            ? html`<p>As it was filed.</p>`
            : inWords(differences(newestFirst[index + 1]?.shipment ?? {}, shipment))
        }
        <details class="fold">
          <summary>The whole shipment as JSON</summary>
          <pre id="json-${version}" tabindex="0">${JSON.stringify(shipment, null, 2)}</pre>
          <button type="button" data-copy="#json-${version}">Copy</button>
        </details>
      </section>`,
  )}
  ${versions.length < 3 ? '' : chooser(entry, versions)}`

const chooser = (entry: PresentedEntry, versions: readonly Version[]): Html => {
  const choices = versions.map(({ version }) => html`<option>${version}</option>`)
  return html`<form action="${addressOf(entry, '/versions')}" class="filters">
    <div class="row">
      <div>
        <label for="one">From version</label
        ><select id="one" name="one">
          ${choices}
        </select>
      </div>
      <div>
        <label for="two">to version</label
        ><select id="two" name="two">
          ${choices.toReversed()}
        </select>
      </div>
      <div class="go"><button>Compare</button></div>
    </div>
  </form>`
}
