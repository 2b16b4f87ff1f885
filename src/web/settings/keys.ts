/**
 * `/settings/keys`: the API keys of the filer, made, seen and revoked.
 * @module
 */
import { html } from 'hono/html'
import { problem } from '../../domain/problem.ts'
import type { Problem } from '../../domain/problem.ts'
import type { ListedKey, Scope } from '../../gateway/keys.ts'
import { judgeKey } from '../../http/keys.ts'
import { day, postForm, problemList, table, when } from '../parts.ts'
import { form, page } from '../page.ts'
import type { Desk, Desks, Html } from '../page.ts'
import { grave, may, notAllowed, room, secretOnce } from './room.ts'
import { scopeSentences } from './sentences.ts'

const path = '/settings/keys'

type Wanted = {
  readonly name: string
  readonly expiresAt: string
  readonly scopes: readonly string[]
}

export function mountKeyRoom(desks: Desks): void {
  page(desks, path, undefined, async (desk) => {
    if (!may(desk, 'keys')) {
      return room(path, 'API keys', notAllowed('The keys are not shown.', 'keys'))
    }
    return shown(desk)
  })

  form(desks, path, 'keys', async (desk, fields) => {
    const { gateway, caller } = desk
    const wanted = {
      name: fields.text('name'),
      expiresAt: fields.text('expiresAt'),
      scopes: fields.all('scope'),
    }
    const { name, expiresAt: until } = wanted
    const { expiresAt, problems } = judgeKey(gateway.now(), {
      name,
      ...(until === '' ? {} : { expiresAt: until }),
    })
    // A key that could give more than it has would have everything.
    const scopes = caller.scopes.filter((scope) => wanted.scopes.includes(scope))
    const none = scopes.length > 0 ? [] : [problem('too_few', '/scopes', { limit: 1 })]
    const wrong = [...problems, ...none]
    if (wrong.length > 0) return shown(desk, { wanted, problems: wrong })
    const made = await gateway.keys.create(caller.filer, { name, scopes, expiresAt })
    return shown(desk, { made })
  })

  form(desks, `${path}/:id/revoke`, 'keys', async ({ gateway, caller, param }) => {
    const revoked = await gateway.keys.revoke(caller.filer, param('id'))
    return { done: `${path}?done=${revoked ? 'key_revoked' : 'key_gone'}` }
  })
}

type After = {
  readonly wanted?: Wanted
  readonly problems?: readonly Problem[]
  readonly made?: ListedKey & { readonly key: string }
}

async function shown(desk: Desk, { wanted, problems = [], made }: After = {}) {
  const keys = await desk.gateway.keys.list(desk.caller.filer)
  const now = desk.gateway.now()
  const live = keys.filter((key) => stateOf(key, now) === 'good')
  const body = html`${problems.length > 0 ? problemList(problems) : ''}
    ${made ? secretOnce(`The key "${made.name}" is made.`, made.key, html`<p>Send it as <code>Authorization: Bearer KEY</code>, or sign in with it.</p>`) : ''}
    <p class="lead">
      A key acts for your filer and for nobody else, within its scopes and until its day. Only its
      first letters and a digest of it are kept here.
    </p>
    ${list(desk, live, now)}
    <h2>A new key</h2>
    ${postForm(desk.c, path, fieldsOf(desk, wanted), 'card narrow')} ${ended(desk, keys, now)}`
  return room(path, 'API keys', body, problems.length > 0 ? 422 : undefined)
}

type State = 'good' | 'revoked' | 'expired'

const stateOf = ({ revokedAt, expiresAt }: ListedKey, now: string): State =>
  revokedAt !== null ? 'revoked' : expiresAt !== null && expiresAt <= now ? 'expired' : 'good'

const prefix = ({ id }: ListedKey) =>
  html`<code>${id === 'installation' ? 'set at start' : `gate321_${id}_…`}</code>`

const list = (desk: Desk, keys: readonly ListedKey[], now: string): Html =>
  table(
    'Keys that are good',
    [['Name'], ['Begins with'], ['Scopes'], ['Made', 'tight'], ['Good until', 'tight'], ['Last used', 'tight'], ['Do']],
    keys.map((key) => [
      html`${key.name}${key.id === desk.caller.keyId ? html` <span class="quiet">(yours now)</span>` : ''}`,
      prefix(key),
      key.scopes.join(', '),
      day(key.createdAt.slice(0, 10)),
      key.expiresAt === null ? 'no end' : day(key.expiresAt.slice(0, 10)),
      key.lastUsedAt === null ? 'never' : when(key.lastUsedAt),
      grave(desk, `${path}/${key.id}/revoke`, 'Revoke', warning(key, desk)),
    ]),
  ) // prettier-ignore

const warning = ({ id, name }: ListedKey, { caller }: Desk) =>
  id === caller.keyId
    ? 'You are signed in with this key. Revoked, it ends your session at once.'
    : `Whatever uses "${name}" is refused from now on. It cannot be taken back.`

const ended = ({}: Desk, keys: readonly ListedKey[], now: string): Html | '' => {
  const over = keys.filter((key) => stateOf(key, now) !== 'good')
  if (over.length === 0) return ''
  return html`<h2>Keys that have ended</h2>
    ${table(
      'Keys that have ended',
      [['Name'], ['Began with'], ['Scopes'], ['Ended']],
      over.map((key) => [
        key.name,
        prefix(key),
        key.scopes.join(', '),
        html`${stateOf(key, now)}, ${day((key.revokedAt ?? key.expiresAt ?? '').slice(0, 10))}`,
      ]),
    )}`
}

function fieldsOf({ caller }: Desk, wanted?: Wanted): Html {
  const chosen = (scope: Scope) => (wanted ? wanted.scopes.includes(scope) : scope === 'entries:read') // prettier-ignore
  return html`<label for="name">Name</label>
    <input
      id="name"
      name="name"
      value="${wanted?.name ?? ''}"
      required
      maxlength="100"
      autocomplete="off"
      aria-describedby="name-hint"
    />
    <span class="hint" id="name-hint">What uses it, such as "warehouse".</span>
    <fieldset>
      <legend>Scopes</legend>
      ${caller.scopes.map(
        (scope) =>
          html`<label class="pick">
            <input type="checkbox" name="scope" value="${scope}" ${chosen(scope) && 'checked'} />
            <span><code>${scope}</code><span class="hint">${scopeSentences[scope]}</span></span>
          </label>`,
      )}
    </fieldset>
    <label for="expiresAt">Good until</label>
    <input
      id="expiresAt"
      name="expiresAt"
      type="date"
      value="${wanted?.expiresAt ?? ''}"
      aria-describedby="until-hint"
    />
    <span class="hint" id="until-hint">At most 365 days from now; empty, just that.</span>
    <p class="pager"><button class="main">Make the key</button></p>`
}
