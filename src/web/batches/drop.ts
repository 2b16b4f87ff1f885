/**
 * Where a file is dropped or chosen, and what the script needs to know to send it.
 * @module
 */
import { html } from 'hono/html'
import { batchCap } from '../../http/batch.ts'
import type { Desk, Html } from '../page.ts'

/** Takes a file as it is. */
export const filePath = '/batches/file'

/** What a file is, by the end of its name. */
export const types: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  txt: 'text/csv',
  tsv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ndjson: 'application/x-ndjson',
  jsonl: 'application/x-ndjson',
  json: 'application/json',
}

export const typeOf = (name: string) => types[name.toLowerCase().split('.').at(-1) ?? '']

/** What the script knows of sending, whatever stands in the place. */
export const place = (body: Html): Html =>
  html`<section
    id="upload"
    class="drop"
    data-to="${filePath}"
    data-types="${JSON.stringify(types)}"
    data-most="${batchCap}"
  >
    ${body}
    <progress max="1" value="0" hidden aria-label="How much of the file is sent"></progress>
    <output></output>
  </section>`

export const choose = (again = false): Html =>
  html`<div class="row">
    <div class="${again && 'unscripted'}">
      <label for="file">A file of shipments</label>
      <input
        id="file"
        name="file"
        type="file"
        ${!again && 'required'}
        aria-describedby="file-hint"
        accept="${Object.keys(types)
          .map((end) => `.${end}`)
          .join(',')}"
      />
    </div>
    ${again ? html`<input type="hidden" name="again" value="1" />` : ''}
    ${
      again
        ? html`<button>Send it again all the same</button>
            <a class="button" href="/batches">Choose another file</a>`
        : html`<button class="main">File it</button>`
    }
  </div>`

export const dropPlace = ({ c }: Desk, wrong?: Html): Html =>
  place(html`${wrong === undefined ? '' : html`<div class="note bad" role="alert" tabindex="-1">${wrong} <p>Nothing of the file was kept.</p></div>`}
    <form method="post" action="/batches" enctype="multipart/form-data">
      <input type="hidden" name="token" value="${c.get('token') ?? ''}" />
      ${choose()}
    </form>
    <p class="quiet" id="file-hint">
      Or drop it anywhere on this page. CSV, Excel (.xlsx), NDJSON or JSON, up to 100,000 rows and 32
      MiB<noscript>; 16 MiB where no script runs</noscript>. Good rows are filed, the others come back
      with their reasons. <a href="/settings/headings">Which headings are understood</a>
    </p>`) // prettier-ignore
