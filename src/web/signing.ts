/**
 * Signing in with an API key, and out.
 * @module
 */
import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Gateway } from '../gateway/gateway.ts'
import type { Env } from '../http/auth.ts'
import { Refusal } from '../http/errors.ts'
import type { Doorkeeper } from '../http/logins.ts'
import type { App } from '../http/route.ts'
import { dropSession, keepSession, readSession } from './cookie.ts'
import { bare } from './frame.ts'
import type { Html } from './page.ts'
import { expectToken } from './seat.ts'

export type Signing = {
  /** Shown to whoever is asked for a key, where the installation runs on the development key. */
  readonly developmentKey?: string | undefined
  readonly doorkeeper?: Doorkeeper | undefined
}

export function mountSigning(app: App, gateway: Gateway, { developmentKey, doorkeeper }: Signing) {
  const refused = (c: Context<Env>, why: string) => signInPage(pathOf(c), { why, developmentKey })

  app.get('/sign-in', async (c) => {
    c.set('route', '/sign-in')
    return c.html(await signInPage(c.req.query('next') ?? '/', { developmentKey }))
  })

  app.post('/sign-in', async (c) => {
    c.set('route', '/sign-in')
    const { key, next } = await c.req.parseBody()
    const failed = doorkeeper?.(c, true)
    const old = readSession(c)
    const secret = typeof key === 'string' ? await gateway.sessions.open(key.trim()) : undefined
    if (secret === undefined) {
      failed?.()
      return c.html(await refused(c, 'This key is not known, or no longer valid.'), 401)
    }
    // Whoever signs in gets a new session, so that nobody can have chosen it for them.
    if (old !== undefined) await gateway.sessions.end(old)
    keepSession(c, secret)
    return c.redirect(ownPath(next), 303)
  })

  app.post('/sign-out', async (c) => {
    c.set('route', '/sign-out')
    const secret = readSession(c)
    if (c.get('caller') && secret !== undefined) {
      expectToken(c, (await c.req.parseBody())['token'])
      await gateway.sessions.end(secret)
    }
    dropSession(c)
    return c.redirect('/sign-in', 303)
  })
}

const pathOf = (c: Context<Env>) => {
  const { pathname, search } = new URL(c.req.url)
  return pathname === '/sign-in' ? '/' : pathname + search
}

/** A path of ours and nothing else: what a link from elsewhere asks for may lead anywhere. */
function ownPath(next: unknown): string {
  const base = 'http://desk.invalid'
  const url = typeof next === 'string' ? URL.parse(next, base) : null
  return url?.origin === base && /^\/(?!\/)/.test(url.pathname) ? url.pathname + url.search : '/'
}

type Shown = { readonly why?: string; readonly developmentKey?: string | undefined }

/** In place of a page that needs a session, under that page's own address. */
export const signInPage = (next: string, { why, developmentKey }: Shown): Promise<Html> =>
  bare(
    'Sign in',
    html`<div class="sign-in">
      <h1>Sign in to the desk</h1>
      <p class="lead">
        gate321 files section 321 entries with a simulated CBP and follows each one to its release.
      </p>
      ${why === undefined ? '' : html`<p class="note bad" role="alert">${why}</p>`}
      <form method="post" action="/sign-in" class="card">
        <input type="hidden" name="next" value="${ownPath(next)}" />
        <label for="key">API key</label>
        <input
          id="key"
          name="key"
          type="password"
          autocomplete="current-password"
          required
          autofocus
        />
        ${
          developmentKey === undefined
            ? ''
            : html`<p class="quiet">
                This installation runs on its development key: <code>${developmentKey}</code>
              </p>`
        }
        <button class="main">Sign in</button>
      </form>
      <p class="quiet">
        <a href="/docs">The API</a> · <a href="/openapi.json">OpenAPI 3.1</a> ·
        <a href="/readyz">Is it ready?</a> CBP itself has accepted no entry type 86 since 29 August
        2025; what is shown here is the section as its statute reads, or as CBP enforces it.
      </p>
    </div>`,
  )

/** A refusal as a page, for whoever looks at one. */
export async function refusalPage(
  c: Context<Env>,
  { status, code, message }: Refusal,
  signing: Signing,
): Promise<Html> {
  if (code === 'session') {
    const { developmentKey } = signing
    return signInPage(pathOf(c), {
      ...(readSession(c) === undefined ? {} : { why: message }),
      developmentKey,
    })
  }
  return bare(
    'Not possible',
    html`<div class="sign-in">
      <h1>That is not possible</h1>
      <p class="note bad" role="alert">${message}</p>
      <p class="quiet">${status} <code>${code}</code></p>
      <p><a href="/">To the desk</a></p>
    </div>`,
  )
}
