/**
 * Filing what stands in the form, once: a second click finds what the first one filed.
 * @module
 */
import { html } from 'hono/html'
import type { Problem } from '../../domain/problem.ts'
import { sha256 } from '../../gateway/digest.ts'
import type { Filed } from '../../gateway/file.ts'
import { heldBack } from '../../http/held.ts'
import type { Desk, Html, Page } from '../page.ts'
import { count } from '../parts.ts'
import { fieldLink } from './field.ts'
import { formPage } from './form.ts'
import { judge } from './judged.ts'
import { readingOf, valueIn } from './typed.ts'
import type { Typed } from './typed.ts'

const route = 'POST /new'

type Led = Page | { readonly done: string }

const toEntry = (entryNumber: string) => ({ done: `/entries/${entryNumber}?done=filed` })

export async function fileOnce(desk: Desk, typed: Typed, key: string): Promise<Led> {
  const { gateway, caller, c } = desk
  const { filer, keyId } = caller
  const fingerprint = await sha256(`${route} ${JSON.stringify(valueIn(typed))}`)
  const reading = readingOf(typed)
  const attempt = (by: string) =>
    gateway.once({ filer, route, key: by }, fingerprint, (record) =>
      gateway.file(filer, reading, record, keyId),
    )
  const first = await attempt(key)
  // The page was gone back to, and another shipment written over the one that was filed.
  const once = first.kind === 'reused' ? await attempt(c.get('requestId')) : first
  switch (once.kind) {
    case 'first':
      return told(desk, typed, key, once.result)
    case 'replayed':
      return toEntry((JSON.parse(once.body) as { entryNumber: string }).entryNumber)
    default:
      return atWork(typed.texts.get('/reference') ?? '')
  }
}

async function told(desk: Desk, typed: Typed, key: string, filed: Filed): Promise<Led> {
  switch (filed.kind) {
    case 'filed':
      return toEntry(filed.entry.entryNumber)
    case 'refused':
      return again(desk, typed, key, wrong(filed.problems))
    case 'duplicate':
      return again(
        desk,
        typed,
        key,
        html`<div class="note bad" role="alert">
          <p>${filed.problem.message} Nothing was sent.</p>
          <p><a href="/entries/${filed.entryId}">Open that entry</a></p>
        </div>`,
      )
    case 'held':
      throw heldBack(filed)
  }
}

/** By the names of the fields, each a way to it. */
const wrong = (problems: readonly Problem[]): Html =>
  html`<div class="note bad" role="alert">
    <p><b>${count(problems.length, 'thing')} to put right.</b> Nothing was sent.</p>
    <ul class="problems">
      ${problems.map(
        ({ pointer, message }) =>
          html`<li>${pointer === '' ? '' : html`${fieldLink(pointer)}: `}${message}</li>`,
      )}
    </ul>
  </div>`

/** With everything that was typed. */
async function again(desk: Desk, typed: Typed, once: string, said: Html): Promise<Page> {
  const judged = await judge(desk, typed)
  return formPage(desk, typed, { once, judged, strict: true, said, status: 422 })
}

const atWork = (reference: string): Page => ({
  title: 'Being filed',
  status: 409,
  body: html`<h1>It is being filed</h1>
    <p>The first click is still at work. It is filed once.</p>
    <p><a href="/entries?q=${encodeURIComponent(reference)}">Look at it</a></p>`,
})
