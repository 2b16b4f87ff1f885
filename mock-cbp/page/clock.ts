/**
 * The bar with the world's clock: what time it is there, what is due next, and its hands.
 * @module
 */
import { html } from 'hono/html'
import type { Instant } from '../../src/domain/day.ts'
import { nextDue } from '../world/clock.ts'
import { entryLink, post } from './parts.ts'
import { noticesAt } from './read.ts'
import { away, sayings } from './tell.ts'
import { filledIn } from './view.ts'
import type { Html, View } from './view.ts'

const paces = {
  fast: 'an hour of a scenario lasts a second',
  real: 'an hour of a scenario lasts an hour',
  manual: 'time moves only by hand',
} as const

const button = (move: string, text: string, more: Html | '' = '') =>
  html`<button name="move" value="${move}" ${more}>${text}</button>`

export async function clockBar(view: View): Promise<Html> {
  const { now, move, settings } = view.world
  const next = await nextDue(view.world)
  const [date = '', rest = ''] = now.split('T')
  return html`<section class="clock" aria-label="Clock of the world">
    <div class="face">
      <p id="clock-now" data-live>
        <time datetime="${now}"><span class="day">${date}</span> ${rest.slice(0, 8)}</time>
        <abbr title="Coordinated Universal Time">UTC</abbr>
        <span class="badge ${move.frozen ? 'frozen' : 'running'}"
          >${move.frozen ? 'frozen' : 'running'}</span
        >
      </p>
      <p id="clock-next" class="next" data-live>${await due(view, next)}</p>
      <p class="pace">${paces[settings.pace]}</p>
    </div>
    <div class="hands">
      ${post(
        view,
        'clock',
        html`<span id="clock-hand" data-live>
            ${
              move.frozen
                ? button('run', 'Run', html`id="clock-run"`)
                : button('freeze', 'Freeze', html`id="clock-run"`)
            }
            ${button('jump', 'Jump to next', html`id="clock-jump" class="primary" ${next === null ? 'disabled' : ''}`)}
          </span>
          ${button('1h', '+1 h')} ${button('4h', '+4 h')} ${button('1d', '+1 d')}`,
        'row',
      )}
      ${post(
        view,
        'clock',
        html`<label for="clock-to">Move by, or to</label>
          <input
            id="clock-to"
            name="to"
            required
            autocomplete="off"
            placeholder="30m, 2d or 2026-12-01 14:00"
            value="${filledIn(view, 'clock', 'to')}"
          />
          <button>Move</button>`,
        'row',
      )}
    </div>
  </section>`
}

async function due(view: View, at: Instant | null): Promise<Html> {
  if (at === null) return html`Nothing is due.`
  const [first, ...rest] = await noticesAt(view.world, at)
  const what = first
    ? html`${sayings(first.notices)} for ${entryLink(view, first.entryNumber)}`
    : html`a reply`
  const more = rest.length === 0 ? '' : html` and ${rest.length} more`
  return html`Next <b>${away(at, view.world.now)}</b>: ${what}${more}`
}
