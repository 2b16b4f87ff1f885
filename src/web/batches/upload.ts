/**
 * A file comes in from the page: as it is, read while it arrives, or in a form where no script runs.
 * @module
 */
import type { Context } from 'hono'
import { html } from 'hono/html'
import { receive } from '../../http/batch.ts'
import { Refusal } from '../../http/errors.ts'
import type { Env } from '../../http/auth.ts'
import type { Batch } from '../../gateway/batches.ts'
import { form, intake } from '../page.ts'
import type { Desk, Desks, Html, Page } from '../page.ts'
import { when } from '../parts.ts'
import { choose, dropPlace, filePath, place, typeOf, types } from './drop.ts'
import { headingQuestions } from './headings.ts'
import { shelf } from './shelf.ts'

export function mountUpload(desks: Desks): void {
  intake(desks, filePath, 'entries:write', take)

  form(desks, '/batches', 'entries:write', async (desk, fields) => {
    const [file] = fields.files('file')
    const refuse = (why: string) => shelf(desk, dropPlace(desk, html`<p>${why}</p>`), 422)
    if (!file) return refuse('Choose a file first.')
    const type = typeOf(file.name)
    if (!type) return refuse(`"${file.name}" is none of ${Object.keys(types).join(', ')}.`)
    const answer = await desks.app.fetch(asSent(desk.c, file, type, fields.text('again')), desk.c.env)
    const done = answer.headers.get('HX-Redirect')
    return done === null ? answer : { done }
  })
} // prettier-ignore

/** The file of a form, as the script would have sent it. */
function asSent(c: Context<Env>, file: File, type: string, again: string): Request {
  const url = new URL(filePath, c.req.url)
  url.searchParams.set('name', file.name)
  if (again !== '') url.searchParams.set('again', again)
  const headers = new Headers({
    Accept: 'text/html',
    'Content-Type': type,
    'Content-Length': String(file.size),
    'HX-Request': 'true',
    'X-Token': c.get('token') ?? '',
  })
  for (const name of ['Cookie', 'Origin', 'Sec-Fetch-Site']) {
    const value = c.req.header(name)
    if (value !== undefined) headers.set(name, value)
  }
  const body = { body: file.stream(), duplex: 'half' } as RequestInit
  return new Request(url, { method: 'POST', headers, ...body })
}

async function take(desk: Desk): Promise<Page | Response | { readonly done: string }> {
  const { c, gateway, caller, query } = desk
  const name = (query('name') ?? '').slice(0, 200)
  const before: Batch[] = []
  const instead = async (sha256: string) => {
    const same = query('again') === undefined && (await gateway.batches.same(caller.filer, sha256))
    if (!same) return undefined
    before.push(same)
    return c.body(null)
  }
  try {
    const answer = await receive(c, gateway, name === '' ? null : name, instead)
    const [same] = before
    if (same) return shelf(desk, cameBefore(desk, same), 409)
    const { id } = (await answer.json()) as { id: string }
    return { done: `/batches/${id}` }
  } catch (error) {
    if (!(error instanceof Refusal) || !(error.status in shown)) throw error
    if (error.code === 'csv_columns') return shelf(desk, headingQuestions(desk, error), 422)
    return shelf(desk, dropPlace(desk, reasons(error)), 422)
  }
}

/** Refusals that are about the file; the rest is about who asks, or about us. */
const shown: Readonly<Record<number, true>> = { 400: true, 413: true, 415: true, 422: true }

const reasons = ({ message, errors }: Refusal): Html =>
  html`<p>${message}</p>
    ${errors.length === 0 ? '' : html`<ul>${errors.map((problem) => html`<li>${problem.message}</li>`)}</ul>`}` // prettier-ignore

const cameBefore = ({ c }: Desk, { id, name, createdAt }: Batch): Html =>
  place(
    html`<div class="note look" role="alert" tabindex="-1">
        <p>
          <b>This file came before</b>, ${when(createdAt)}, as
          <a href="/batches/${id}">${name ?? id}</a>. Nothing was filed a second time.
        </p>
      </div>
      <form method="post" action="/batches" enctype="multipart/form-data" data-again="1">
        <input type="hidden" name="token" value="${c.get('token') ?? ''}" />
        <p id="file-hint">
          What was filed stays filed and would come back as a duplicate; what was refused is judged
          again.
        </p>
        ${choose(true)}
      </form>`,
  )
