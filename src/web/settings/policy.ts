/**
 * `/settings`: which verdict acts, and what the filer itself charges.
 * @module
 */
import { html } from 'hono/html'
import { policyOf } from '../../domain/law/policy.ts'
import type { FilerPolicy } from '../../domain/law/policy.ts'
import { printAmount } from '../../domain/money.ts'
import type { Problem } from '../../domain/problem.ts'
import type { Profile } from '../../gateway/profile.ts'
import { entryTypes, feesOf } from '../../http/profile.ts'
import { facts, postForm, problemList } from '../parts.ts'
import { form, page } from '../page.ts'
import type { Desk, Desks, Html } from '../page.ts'
import { may, notAllowed, room } from './room.ts'
import { policySentences } from './sentences.ts'

const path = '/settings'
const policies = Object.keys(policySentences) as FilerPolicy[]

export function mountPolicy(desks: Desks): void {
  page(desks, path, undefined, async (desk) => {
    if (!may(desk, 'entries:read') && !may(desk, 'keys')) {
      return room(path, 'Policy and fees', notAllowed('The profile is not shown.', 'entries:read'))
    }
    return shown(desk, await desk.gateway.profile.read(desk.caller.filer))
  })

  form(desks, path, 'keys', async (desk, fields) => {
    const { gateway, caller } = desk
    const before = await gateway.profile.read(caller.filer)
    const sent = entryTypes.flatMap((type) => {
      const amount = fields.text(`fee-${type}`)
      return amount === '' ? [] : [[type, amount] as const]
    })
    const fees = feesOf(Object.fromEntries(sent))
    const policy = policies.find((one) => one === fields.text('policy')) ?? before.policy
    if (fees.problems.length > 0) {
      return shown(desk, { ...before, policy }, fees.problems, new Map<string, string>(sent))
    }
    await gateway.profile.write(caller.filer, { ...before, policy, filingFeeCents: fees.cents })
    return { done: `${path}?done=kept` }
  })
}

function shown(
  desk: Desk,
  { policy, filingFeeCents }: Profile,
  problems: readonly Problem[] = [],
  sent?: ReadonlyMap<string, string>,
) {
  const { installation } = desk.gateway.profile
  const acting = policyOf(installation, policy)
  const says = policySentences[installation ?? 'statutory']
  const feeOf = (type: (typeof entryTypes)[number]) => {
    const cents = filingFeeCents[type]
    return sent ? (sent.get(type) ?? '') : cents === undefined ? '' : printAmount(cents)
  }
  const form = html`<fieldset class="narrow">
      <legend>Policy</legend>
      ${policies.map((one) => choice(one, policy))}
    </fieldset>
    <fieldset class="narrow">
      <legend>Your own fee for an entry, US dollars</legend>
      <p class="quiet">It is added to what each lane costs in a quote. Empty: no fee.</p>
      <div class="row">${entryTypes.map((type) => feeField(type, feeOf(type), problems))}</div>
    </fieldset>
    <button class="main">Keep</button>`
  const body = html`${problems.length > 0 ? problemList(problems) : ''}
    <p class="lead">
      Both verdicts, by statute and as CBP enforces it, stand on every entry. The policy decides
      which one acts on what you file; the stricter of the installation's and your own wins.
    </p>
    ${facts([
      [
        'The installation says',
        html`${says[0]}${installation === undefined ? ' (unless set)' : ''}. ${says[1]}`,
      ],
      ['You say', policySentences[policy][0]],
      ['What acts', html`<b>${policySentences[acting.policy][0]}</b>`],
    ])}
    ${
      may(desk, 'keys')
        ? postForm(desk.c, path, form)
        : notAllowed('The profile can be seen here and not changed.', 'keys')
    }`
  return room(path, 'Policy and fees', body, problems.length > 0 ? 422 : undefined)
}

const choice = (one: FilerPolicy, chosen: FilerPolicy): Html => {
  const [name, says] = policySentences[one]
  return html`<label class="pick">
    <input type="radio" name="policy" value="${one}" ${one === chosen && 'checked'} />
    <span>${name}<span class="hint">${says}</span></span>
  </label>`
}

function feeField(type: string, value: string, problems: readonly Problem[]): Html {
  const wrong = problems.some(({ pointer }) => pointer === `/filingFee/${type}`)
  return html`<div>
    <label for="fee-${type}">Entry type ${type}</label>
    <input
      id="fee-${type}"
      name="fee-${type}"
      value="${value}"
      inputmode="decimal"
      autocomplete="off"
      size="8"
      ${wrong && html`aria-invalid="true"`}
    />
  </div>`
}
