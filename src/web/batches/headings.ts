/**
 * The headings of a filer's files: what each one means, asked when a file leaves it open, and kept
 * for the next one.
 * @module
 */
import { html } from 'hono/html'
import { columns } from '../../batch/columns.ts'
import { nearest } from '../../batch/heading.ts'
import type { Mapping } from '../../gateway/batches.ts'
import { mappingProblems } from '../../http/batches.ts'
import type { Refusal } from '../../http/errors.ts'
import type { RowProblem } from '../../batch/refused.ts'
import { postForm, problemList, table } from '../parts.ts'
import { form, page } from '../page.ts'
import type { Desk, Desks, Fields, Html } from '../page.ts'
import { may, notAllowed, room } from '../settings/room.ts'
import { place } from './drop.ts'

const path = '/settings/headings'
const notOurs = '-'
const forget = ''

export function mountHeadings(desks: Desks): void {
  page(desks, path, 'entries:read', async (desk) => shown(desk))

  form(desks, path, 'entries:write', async (desk, fields) => {
    const { gateway, caller } = desk
    const mapping = read(fields, await gateway.batches.mapping.read(caller.filer))
    const problems = mappingProblems(mapping)
    if (problems.length > 0) {
      return room(path, 'Headings of files', problemList(problems), 422)
    }
    await gateway.batches.mapping.write(caller.filer, mapping)
    return fields.text('next') === 'batches'
      ? { done: '/batches?done=headings_kept' }
      : { done: `${path}?done=kept` }
  })
}

/** The fields come in pairs, in the order of the page. */
function read(fields: Fields, before: Mapping): Mapping {
  const chosen = fields.all('column')
  const mapping = new Map(Object.entries(before))
  fields.all('heading').forEach((heading, at) => {
    const column = chosen[at]
    if (column === forget || column === undefined) mapping.delete(heading)
    else mapping.set(heading, column === notOurs ? null : column)
  })
  return Object.fromEntries(mapping)
}

/** In the place of the file: which headings are open, each with the likeliest answer. */
export function headingQuestions(desk: Desk, { message, errors }: Refusal): Html {
  const found = errors as readonly RowProblem[]
  const open = [...new Set(found.flatMap(({ column }) => column ?? []))]
  const other = found.filter(({ column }) => column === undefined)
  const rows = open.map((heading) => row(heading, nearest(heading)?.name ?? forget, [[forget, 'Choose what it means']])) // prettier-ignore
  return place(html`<div class="note look" role="alert" tabindex="-1">
      <p><b>Its headings leave questions.</b> Nothing of the file was kept.</p>
      ${open.length === 0 ? html`<p>${message}</p>` : ''}
      ${other.length === 0 ? '' : html`<ul>${other.map((problem) => html`<li>${problem.message}</li>`)}</ul>`}
    </div>
    ${
      open.length === 0
        ? html`<p><a class="button" href="/batches">Choose another file</a></p>`
        : html`<form method="post" action="${path}" enctype="multipart/form-data" data-first="1">
            <input type="hidden" name="token" value="${desk.c.get('token') ?? ''}" />
            <input type="hidden" name="next" value="batches" />
            <h2>What do these headings mean?</h2>
            ${list(rows)}
            <p class="row pager">
              <button class="main">Remember this and go on</button>
              <a class="button" href="/batches">Choose another file</a>
            </p>
            <p class="quiet">It is remembered for all of your files; see the settings.</p>
          </form>`
    }`) // prettier-ignore
}

type Pair = readonly [Html, Html]

const list = (rows: readonly Pair[]): Html =>
  table('Headings and what they mean', [['Heading of the file'], ['It means']], rows)

const parts = [...new Set(columns.map(({ name }) => name.split('.')[0] ?? ''))]

const row = (heading: string, chosen: string, first: readonly (readonly [string, string])[]): Pair => [
  html`<code>${heading}</code><input type="hidden" name="heading" value="${heading}" />`,
  html`<select name="column" aria-label="What ${heading} means" ${chosen === forget && 'required'}>
    ${[...first, [notOurs, 'not for us: is not read'] as const].map(([value, name]) => option(value, name, chosen))}
    ${parts.map(
      (part) => html`<optgroup label="${part}">
        ${columns.filter(({ name }) => name.split('.')[0] === part).map(({ name, required }) => option(name, required ? `${name} (required)` : name, chosen))}
      </optgroup>`,
    )}
  </select>`,
] // prettier-ignore

const option = (value: string, name: string, chosen: string) =>
  html`<option value="${value}" ${value === chosen && 'selected'}>${name}</option>`

/** Of a party's columns there are dozens, one for each word for a party. */
const mostShown = 6

function others(name: string, spellings: readonly string[]): string {
  const all = spellings.filter((spelling) => spelling !== name)
  const rest = all.length - mostShown
  return `${all.slice(0, mostShown).join(', ')}${rest > 0 ? `, and ${rest} like these` : ''}`
}

async function shown(desk: Desk) {
  const mapping = await desk.gateway.batches.mapping.read(desk.caller.filer)
  const own = Object.entries(mapping)
  const changes = may(desk, 'entries:write')
  const rows = own.map(([heading, column]): Pair => {
    if (changes) return row(heading, column ?? notOurs, [[forget, 'forget this heading']])
    return [html`<code>${heading}</code>`, html`${column ?? 'not for us'}`]
  })
  const yours =
    own.length === 0
      ? html`<p class="empty">None yet. A file with a heading that is not known asks.</p>`
      : changes
        ? postForm(desk.c, path, html`${list(rows)} <p class="pager"><button class="main">Keep</button></p>`) // prettier-ignore
        : list(rows)
  return room(
    path,
    'Headings of files',
    html`<p class="lead">
        The columns of a file may stand in any order. What you have said once of a heading holds for
        all of your files.
      </p>
      <h2>Yours</h2>
      ${changes || own.length === 0 ? '' : notAllowed('They can be seen here and not changed.', 'entries:write')} ${yours}
      <h2>Understood by themselves</h2>
      ${table(
        'Columns, and other spellings of each',
        [['Column'], ['Also understood as'], ['Needed', 'tight']],
        columns.map(({ name, spellings, required }) => [
          html`<code class="whole">${name}</code>`,
          others(name, spellings),
          required ? 'yes' : '',
        ]),
      )}`,
  ) // prettier-ignore
}
