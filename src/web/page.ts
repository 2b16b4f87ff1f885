/**
 * How a page is declared: its path, the scope that its reader needs, and what it shows. A form is
 * declared the same way, and leads to a page when it is done.
 * @module
 */
import type { Context } from 'hono'
import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { Gateway } from '../gateway/gateway.ts'
import type { Caller, Scope } from '../gateway/keys.ts'
import { requireScope } from '../http/auth.ts'
import type { Env } from '../http/auth.ts'
import { Refusal } from '../http/errors.ts'
import type { App } from '../http/route.ts'
import { frame } from './frame.ts'
import { expectToken } from './seat.ts'

/** What templates make; `hono/html` makes a promise of it where a part is one. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

export type Page = {
  readonly title: string
  readonly body: Html
  /** HTTP code, unless 200. */
  readonly status?: 200 | 404 | 409 | 422
}

/** A request at the desk, with whoever makes it. */
export type Desk = {
  readonly c: Context<Env>
  readonly gateway: Gateway
  readonly caller: Caller
  /** Where the simulated CBP shows itself, if it has an address. */
  readonly mockUrl: string | undefined
  readonly query: (name: string) => string | undefined
  readonly param: (name: string) => string
}

export type Desks = {
  readonly app: App
  readonly gateway: Gateway
  readonly mockUrl: string | undefined
}

const deskOf = ({ gateway, mockUrl }: Desks, c: Context<Env>): Desk => ({
  ...{ c, gateway, mockUrl, caller: c.get('caller') },
  query: (name) => c.req.query(name),
  param: (name) => c.req.param(name) ?? '',
})

/** Without a scope the page itself says what the key in hand may not see. */
export function page(
  desks: Desks,
  path: string,
  scope: Scope | undefined,
  show: (desk: Desk) => Promise<Page | Response>,
): void {
  desks.app.get(path, async (c) => {
    c.set('route', path)
    if (scope !== undefined) requireScope(c.get('caller'), scope)
    const desk = deskOf(desks, c)
    return answer(desk, await show(desk))
  })
}

/** The fields of a form; of several of one name `all` has every one. */
export type Fields = {
  readonly text: (name: string) => string
  readonly all: (name: string) => readonly string[]
  readonly files: (name: string) => readonly File[]
}

/** 16 MiB is what an answer with documents may weigh; files of shipments have their own road. */
const mostBytes = 16 * 1024 * 1024

/** `done` is where to go then; a page is shown in place, with what was wrong. */
export function form(
  desks: Desks,
  path: string,
  scope: Scope,
  take: (desk: Desk, fields: Fields) => Promise<Page | Response | { readonly done: string }>,
): void {
  desks.app.post(path, async (c) => {
    c.set('route', path)
    requireScope(c.get('caller'), scope)
    const fields = await read(c)
    expectToken(c, fields.text('token'))
    const desk = deskOf(desks, c)
    return lead(c, desk, await take(desk, fields))
  })
}

/** A form whose body is a file, read by whoever takes it and never held whole; its token is a header. */
export function intake(
  desks: Desks,
  path: string,
  scope: Scope,
  take: (desk: Desk) => Promise<Page | Response | { readonly done: string }>,
): void {
  desks.app.post(path, async (c) => {
    c.set('route', path)
    requireScope(c.get('caller'), scope)
    expectToken(c)
    return lead(c, deskOf(desks, c), await take(deskOf(desks, c)))
  })
}

async function lead(
  c: Context<Env>,
  desk: Desk,
  taken: Page | Response | { readonly done: string },
): Promise<Response> {
  if (!('done' in taken)) return answer(desk, taken)
  // htmx follows a redirect by itself and would put the page into a part of the old one.
  if (c.req.header('HX-Request')) return c.body(null, 204, { 'HX-Redirect': taken.done })
  return c.redirect(taken.done, 303)
}

async function read(c: Context<Env>): Promise<Fields> {
  const length = Number(c.req.header('Content-Length') ?? 'NaN')
  if (!(length <= mostBytes)) {
    throw new Refusal(413, 'body_too_large', `A form may weigh ${mostBytes / 1024 / 1024} MiB.`)
  }
  const sent = await c.req.formData().catch(() => {
    throw new Refusal(
      400,
      'form',
      'The form did not arrive whole. Nothing was done; send it again.',
    )
  })
  const text = (value: string | File) => (typeof value === 'string' ? value : '')
  return {
    text: (name) => text(sent.get(name) ?? '').trim(),
    all: (name) => sent.getAll(name).map(text),
    files: (name) =>
      sent.getAll(name).filter((value) => typeof value !== 'string' && value.size > 0) as File[],
  }
}

async function answer(desk: Desk, shown: Page | Response): Promise<Response> {
  if (shown instanceof Response) return shown
  return desk.c.html(await frame(desk, shown), shown.status ?? 200)
}

/** What somebody asked for and is not there, said on a page. */
export const nothingHere = (what: string): Page => ({
  title: 'Not found',
  status: 404,
  body: html`<h1>Not found</h1>
    <p>${what}</p>`,
})
