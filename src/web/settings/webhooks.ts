/**
 * `/settings/webhooks`: where the filer is told of what happens, and a new one.
 * @module
 */
import { html } from 'hono/html'
import { problem } from '../../domain/problem.ts'
import type { Problem } from '../../domain/problem.ts'
import { announcedTypes } from '../../gateway/announce.ts'
import type { AnnouncedType } from '../../gateway/announce.ts'
import type { ListedWebhook } from '../../gateway/webhooks.ts'
import { descriptionProblems } from '../../http/webhooks.ts'
import { count, day, postForm, problemList, table } from '../parts.ts'
import { form, page } from '../page.ts'
import type { Desk, Desks, Fields, Html } from '../page.ts'
import { may, notAllowed, room, secretOnce } from './room.ts'

const path = '/settings/webhooks'

export type Wanted = {
  readonly url: string
  readonly description: string
  readonly types: readonly AnnouncedType[] | null
}

export function mountWebhookRoom(desks: Desks): void {
  page(desks, path, undefined, async (desk) => {
    if (!may(desk, 'webhooks')) {
      return room(path, 'Webhooks', notAllowed('The webhooks are not shown.', 'webhooks'))
    }
    return shown(desk)
  })

  form(desks, path, 'webhooks', async (desk, fields) => {
    const { gateway, caller } = desk
    const wanted = wantedOf(fields)
    const problems = wordProblems(wanted)
    if (problems.length > 0) return shown(desk, { wanted, problems })
    const made = await gateway.webhooks.create(caller.filer, { ...wanted, enabled: true })
    if (made.kind === 'refused') return shown(desk, { wanted, problems: made.problems })
    if (made.kind === 'too_many') {
      const limit = `${made.most} webhooks; delete one that is not needed`
      return shown(desk, { wanted, problems: [problem('too_many', '', { limit })] })
    }
    return shown(desk, { made: made.webhook, secret: made.secret })
  })
}

export function wantedOf(fields: Fields): Wanted {
  const chosen = announcedTypes.filter((type) => fields.all('type').includes(type))
  return {
    url: fields.text('url'),
    description: fields.text('description'),
    types: chosen.length === 0 || fields.text('all') === 'on' ? null : chosen,
  }
}

export const wordProblems = ({ description }: Wanted): Problem[] =>
  description === '' ? [] : descriptionProblems({ description })

type After = {
  readonly wanted?: Wanted
  readonly problems?: readonly Problem[]
  readonly made?: ListedWebhook
  readonly secret?: string
}

async function shown(desk: Desk, { wanted, problems = [], made, secret }: After = {}) {
  const found = await desk.gateway.webhooks.list(desk.caller.filer)
  const next = made && html`<p><a href="${path}/${made.id}">To the webhook, to test it</a></p>`
  const body = html`${problems.length > 0 ? problemList(problems) : ''}
    ${made && secret !== undefined ? secretOnce('The webhook is registered. This secret signs what it is sent.', secret, next ?? html``) : ''}
    <p class="lead">
      A webhook is told of each change of an entry, signed, and again until it answers; a sequence
      says the order. The receiver checks the signature with the secret, by Standard Webhooks.
    </p>
    ${found.length === 0 ? html`<p class="empty">No webhook is registered.</p>` : list(found)}
    <h2>A new webhook</h2>
    ${postForm(
      desk.c,
      path,
      html`${fieldsOf(wanted)}
        <p class="pager"><button class="main">Register</button></p>`,
      'card narrow',
    )}`
  return room(path, 'Webhooks', body, problems.length > 0 ? 422 : undefined)
}

export const standing = ({ enabled, deliveries }: ListedWebhook): Html => {
  if (!enabled) return html`<span class="badge discrepancy">disabled</span>`
  return deliveries.failed > 0
    ? html`<span class="badge rejected">failing</span>`
    : html`<span class="badge released">enabled</span>`
}

const list = (found: readonly ListedWebhook[]): Html =>
  table(
    'Webhooks',
    [['Address'], ['State', 'tight'], ['Told of'], ['Waiting', 'right'], ['Failed', 'right'], ['Since', 'tight']],
    found.map((webhook) => [
      html`<a href="${path}/${webhook.id}">${webhook.url}</a>${webhook.description === '' ? '' : html`<br /><span class="quiet">${webhook.description}</span>`}`,
      standing(webhook),
      webhook.types === null ? 'everything' : count(webhook.types.length, 'kind'),
      String(webhook.deliveries.due),
      String(webhook.deliveries.failed),
      day(webhook.createdAt.slice(0, 10)),
    ]),
  ) // prettier-ignore

export const fieldsOf = ({ url, description, types }: Partial<Wanted> = {}): Html =>
  html`<label for="url">Address</label>
    <input
      id="url"
      name="url"
      type="url"
      value="${url ?? ''}"
      required
      autocomplete="off"
      aria-describedby="url-hint"
    />
    <span class="hint" id="url-hint">https, at a public host by its name.</span>
    <label for="description">Description</label>
    <input id="description" name="description" value="${description ?? ''}" autocomplete="off" />
    <fieldset>
      <legend>What it is told of</legend>
      <label class="pick">
        <input type="checkbox" name="all" ${(types ?? null) === null && 'checked'} />
        <span>Everything<span class="hint">also what may be added one day</span></span>
      </label>
      <div class="picks">
        ${announcedTypes.map(
          (type) =>
            html`<label class="pick">
              <input
                type="checkbox"
                name="type"
                value="${type}"
                ${(types ?? []).includes(type) && 'checked'}
              />
              <code>${type}</code>
            </label>`,
        )}
      </div>
    </fieldset>`
