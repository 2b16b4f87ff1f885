/**
 * The desk as its pages are asked for without a browser: signed in, forms sent as a browser sends
 * them, and the text of what came back.
 * @module
 */
import { createDesk } from '../../src/web/desk.ts'
import type { DeskOptions } from '../../src/web/desk.ts'
import { givenApp } from '../http/given.ts'
import type { Given } from '../http/given.ts'

type Options = Parameters<typeof givenApp>[0]

export type Shown = {
  readonly status: number
  readonly html: string
  /** What a reader sees of it, with single spaces. */
  readonly text: string
  readonly headers: Headers
}

const host = 'http://desk.test'

export async function givenDesk(options: Options & { readonly desk?: DeskOptions } = {}) {
  const { desk = {}, ...rest } = options
  const given = await givenApp({ ...rest, app: { ...rest.app, desk: createDesk(desk) } })
  const seatFor = async (key: string) => {
    const cookie = await signIn(given, key)
    const token = await tokenOf(given, cookie)
    return {
      cookie,
      token,
      page: (path: string, headers: Readonly<Record<string, string>> = {}) =>
        ask(given, path, { headers: { Cookie: cookie, ...headers } }),
      send: (
        path: string,
        fields: Readonly<Record<string, string | File>>,
        headers: Readonly<Record<string, string>> = {},
      ) => {
        const body = new FormData()
        for (const [name, value] of Object.entries({ token, ...fields })) body.append(name, value)
        return ask(given, path, {
          method: 'POST',
          headers: { Cookie: cookie, Origin: host, 'Sec-Fetch-Site': 'same-origin', ...headers },
          body,
        })
      },
    }
  }
  return { ...given, ...(await seatFor(given.key)), seatFor, ask: askOf(given) }
}

export type GivenDesk = Awaited<ReturnType<typeof givenDesk>>

const askOf = (given: Given) => (path: string, request?: RequestInit) => ask(given, path, request)

/** A form's body has a length, as a browser says it. */
async function ask(given: Given, path: string, request: RequestInit = {}): Promise<Shown> {
  const made = new Request(`${host}${path}`, request)
  const headers = new Headers(made.headers)
  if (!headers.has('Accept')) headers.set('Accept', 'text/html')
  const body = made.body === null ? null : new Uint8Array(await made.arrayBuffer())
  if (body) headers.set('Content-Length', String(body.byteLength))
  const response = await given.app.fetch(
    new Request(made.url, { method: made.method, headers, body }),
  )
  const html = await response.text()
  return { status: response.status, headers: response.headers, html, text: readable(html) }
}

async function signIn(given: Given, key: string): Promise<string> {
  const { headers } = await ask(given, '/sign-in', {
    method: 'POST',
    headers: { Origin: host, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ key }).toString(),
  })
  return headers.get('Set-Cookie')?.split(';')[0] ?? ''
}

export const readable = (html: string): string =>
  html
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()

async function tokenOf(given: Given, cookie: string): Promise<string> {
  const { html } = await ask(given, '/', { headers: { Cookie: cookie } })
  return /data-token="(\w+)"/.exec(html)?.[1] ?? ''
}
