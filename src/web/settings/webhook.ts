/**
 * `/settings/webhooks/{id}`: one webhook, what may be done with it, and its deliveries.
 * @module
 */
import { html } from 'hono/html'
import type { Problem } from '../../domain/problem.ts'
import type { AnnouncedType } from '../../gateway/announce.ts'
import type { ListedWebhook } from '../../gateway/webhooks.ts'
import { boundOf } from '../../http/deliveries.ts'
import { facts, postForm, problemList, when } from '../parts.ts'
import { form, nothingHere, page } from '../page.ts'
import type { Desk, Desks, Html, Page } from '../page.ts'
import { deliveriesOf } from './deliveries.ts'
import { grave, may, notAllowed, room, secretOnce } from './room.ts'
import { fieldsOf, standing, wantedOf, wordProblems } from './webhooks.ts'
import type { Wanted } from './webhooks.ts'

const path = '/settings/webhooks'
const gone = () => nothingHere('You have no webhook of this id.')

export function mountWebhook(desks: Desks): void {
  const at = `${path}/:id`
  const scope = 'webhooks'
  const to = ({ param }: Desk, done: string) => ({ done: `${path}/${param('id')}?done=${done}` })

  page(desks, at, undefined, async (desk) =>
    may(desk, scope)
      ? shown(desk)
      : room(path, 'Webhooks', notAllowed('The webhooks are not shown.', scope)),
  )

  form(desks, at, scope, async (desk, fields) => {
    const wanted = wantedOf(fields)
    const problems = wordProblems(wanted)
    if (problems.length > 0) return shown(desk, { wanted, problems })
    const changed = await change(desk, wanted)
    if (changed.kind === 'refused') return shown(desk, { wanted, problems: changed.problems })
    return changed.kind === 'not_found' ? gone() : to(desk, 'kept')
  })

  form(desks, `${at}/switch`, scope, async (desk, fields) => {
    const enabled = fields.text('enabled') === 'true'
    const changed = await change(desk, { enabled })
    if (changed.kind !== 'changed') return gone()
    return to(desk, enabled ? 'webhook_enabled' : 'webhook_disabled')
  })

  form(desks, `${at}/test`, scope, async (desk) => {
    const { kind } = await desk.gateway.webhooks.test(desk.caller.filer, desk.param('id'))
    if (kind === 'not_found') return gone()
    return to(desk, kind === 'sent' ? 'webhook_tested' : 'webhook_is_disabled')
  })

  form(desks, `${at}/secret`, scope, async (desk, fields) => {
    const hours = fields.text('leaked') === 'on' ? 0 : 24
    const { gateway, caller, param } = desk
    const rotated = await gateway.webhooks.rotate(caller.filer, param('id'), hours)
    if (!rotated) return gone()
    const until = hours === 0 ? html`<p>The old one signs nothing any more.</p>` : html`<p>The old one signs as well until ${when(rotated.previousUntil)}.</p>` // prettier-ignore
    return shown(desk, { secret: secretOnce('The new secret.', rotated.secret, until) })
  })

  form(desks, `${at}/delete`, scope, async ({ gateway, caller, param }) => {
    const removed = await gateway.webhooks.remove(caller.filer, param('id'))
    return removed ? { done: `${path}?done=webhook_deleted` } : gone()
  })

  form(desks, `${at}/redeliver`, scope, async (desk, fields) => {
    const { gateway, caller, param } = desk
    const only = fields.text('delivery')
    if (only !== '') {
      const again = await gateway.webhooks.redeliver(caller.filer, param('id'), only)
      return again ? to(desk, 'redelivered') : gone()
    }
    const from = boundOf(numbered(fields.text('from')), '/from')
    const until = boundOf(numbered(fields.text('to')) || undefined, '/to')
    const problems = [...from.problems, ...until.problems]
    if (problems.length > 0 || from.bound === undefined) return shown(desk, { problems })
    const range = await gateway.webhooks.redeliverRange(
      ...([caller.filer, param('id'), from.bound, until.bound] as const),
    )
    return range === undefined ? gone() : to(desk, 'redelivered')
  })
}

/** A position of the feed is all digits; a day or an instant is not. */
const numbered = (text: string) => (/^\d{1,15}$/.test(text) ? Number(text) : text)

const change = (
  { gateway, caller, param }: Desk,
  changes: Partial<Wanted> & { readonly enabled?: boolean },
) => gateway.webhooks.change(caller.filer, param('id'), changes)

type After = {
  readonly wanted?: Wanted
  readonly problems?: readonly Problem[]
  readonly secret?: Html
}

async function shown(desk: Desk, after: After = {}): Promise<Page> {
  const { gateway, caller, param } = desk
  const { wanted, problems = [], secret = '' } = after
  const webhook = await gateway.webhooks.read(caller.filer, param('id'))
  if (!webhook) return gone()
  const body = html`${problems.length > 0 ? problemList(problems) : ''} ${secret}
    <p><code>${webhook.url}</code> ${standing(webhook)}</p>
    ${webhook.disabledReason === null ? '' : html`<p class="note look">${webhook.disabledReason} What happens meanwhile is kept.</p>`}
    ${factsOf(webhook)} ${acts(desk, webhook)}
    ${await deliveriesOf(desk, webhook)}
    <h2>Change it</h2>
    ${postForm(
      desk.c,
      `${path}/${webhook.id}`,
      html`${fieldsOf(wanted ?? { ...webhook, types: webhook.types as AnnouncedType[] | null })}
        <p class="pager"><button>Keep</button></p>`,
      'card narrow',
    )}` // prettier-ignore
  const title = webhook.description === '' ? 'A webhook' : webhook.description
  return room(path, title, body, problems.length > 0 ? 422 : undefined)
}

const factsOf = (webhook: ListedWebhook): Html =>
  facts([
    ['Id', html`<code>${webhook.id}</code>`],
    ['Told of', webhook.types === null ? 'everything' : webhook.types.join(', ')],
    ['Registered', when(webhook.createdAt)],
    ...(webhook.previousUntil === null
      ? []
      : ([['The secret before signs until', when(webhook.previousUntil)]] as const)),
  ])

function acts(desk: Desk, { id, enabled }: ListedWebhook): Html {
  const at = `${path}/${id}`
  const { c } = desk
  return html`<div class="acts">
    ${enabled ? postForm(c, `${at}/test`, html`<button class="main">Send a test</button>`) : ''}
    ${postForm(
      c,
      `${at}/switch`,
      html`<input type="hidden" name="enabled" value="${String(!enabled)}" />
        <button class="${enabled ? '' : 'main'}">${enabled ? 'Disable' : 'Enable'}</button>`,
    )}
    <details>
      <summary>New secret</summary>
      ${postForm(
        c,
        `${at}/secret`,
        html`<p>The old one goes on signing beside the new one for 24 hours.</p>
          <label class="pick">
            <input type="checkbox" name="leaked" />
            <span>It has leaked: end the old one at once</span>
          </label>
          <button>Make a new secret</button>`,
      )}
    </details>
    ${grave(desk, `${at}/delete`, 'Delete', 'Nothing more is sent to it, and its deliveries go with it.')}
  </div>` // prettier-ignore
}
