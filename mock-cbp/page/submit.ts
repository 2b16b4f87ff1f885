/**
 * A form was sent: its call is made, and the reader is led on, or shown what was refused.
 * @module
 */
import type { Hono } from 'hono'
import { spared } from '../fault/meet.ts'
import { problem } from '../http/problem.ts'
import { isMedia } from '../http/request.ts'
import type { Asked, Asking, Env } from '../http/request.ts'
import { sha256Of } from '../world/sha256.ts'
import { forms } from './forms.ts'
import type { Fields } from './forms.ts'
import { linkIn, ownAddress } from './link.ts'
import type { Refused } from './view.ts'

/** What a page is asked with when it shows again what was refused. */
export type Showing = Asking & { readonly refused?: Refused }

export const submit =
  (app: Hono<Env>) =>
  async (context: Asked): Promise<Response> => {
    const { env, req } = context
    // Until its call is made, a form is no part of the world's story.
    env.unrecorded = true
    const name = req.param('form') ?? ''
    const form = Object.hasOwn(forms, name) ? forms[name] : undefined
    if (!form) return problem('path_unknown', 'the page has no such form')
    if (!isSameHost(req.header('Origin'), req.url)) {
      return problem('cross_site', 'a form of another site is not taken')
    }
    if (!isMedia(context, 'application/x-www-form-urlencoded')) {
      return problem('media_type', 'a form takes application/x-www-form-urlencoded')
    }
    if (env.body instanceof Response) return env.body
    const { from, ...fields } = fieldsIn(env.body)
    const { method, path, body = '', mediaType, filer, messageId, next } = form.call(fields)
    const bytes = new TextEncoder().encode(body)
    const request = new Request(new URL(path, req.url), {
      method,
      headers: {
        'Content-Type': mediaType,
        // The page shows what CBP would do; trouble is for those who are tested.
        'X-Mock-Fault': spared,
        ...(messageId === undefined ? {} : { 'Message-Id': messageId }),
      },
      ...(method === 'POST' ? { body: bytes } : {}),
    })
    const { unrecorded: _, ...rest } = env
    const asking: Asking = {
      ...rest,
      ...{ body: bytes, hash: await sha256Of(bytes) },
      ...(filer === undefined ? {} : { who: { filer } }),
    }
    const response = await app.fetch(request, asking)
    env.call = { request, body: bytes, response }
    if (!asking.unrecorded) delete env.unrecorded

    const back = new URL(ownAddress(from ?? ''), req.url)
    if (response.ok) return seeOther(next ?? back.pathname + back.search, name)
    const { title, detail } = (await response.clone().json()) as Pick<Refused, 'title' | 'detail'>
    const refused = { form: name, title, detail, status: response.status, fields }
    const showing: Showing = { ...env, refused }
    return app.fetch(new Request(new URL(linkOf(back, env), req.url)), showing)
  }

const linkOf = ({ pathname, searchParams }: URL, { world }: Asking) =>
  linkIn(world.name, pathname, Object.fromEntries(searchParams))

/** `did` says which form it was; the page has the words. */
function seeOther(address: string, form: string): Response {
  const base = 'http://page.invalid'
  const to = new URL(address, base)
  to.searchParams.set('did', form)
  return new Response(null, { status: 303, headers: { Location: to.pathname + to.search } })
}

/** Browsers name the origin of every form that they send; other tools name none. */
function isSameHost(origin: string | undefined, url: string): boolean {
  if (origin === undefined) return true
  return URL.canParse(origin) && new URL(origin).host === new URL(url).host
}

const fieldsIn = (body: Uint8Array): Fields =>
  Object.fromEntries(new URLSearchParams(new TextDecoder().decode(body)))
