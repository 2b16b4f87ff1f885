/**
 * What stands around every page: what this is not, where to go, the world and its clock.
 * @module
 */
import { html } from 'hono/html'
import { clockBar } from './clock.ts'
import { forms } from './forms.ts'
import { post } from './parts.ts'
import { viewRoot } from './link.ts'
import { link } from './view.ts'
import type { Html, Page, View } from './view.ts'
import { worldNames } from './read.ts'

const places = [
  ['/_mock', 'Overview'],
  [`${viewRoot}/entries`, 'Entries'],
  [`${viewRoot}/journal`, 'Traffic'],
  [`${viewRoot}/scenarios`, 'Scenarios'],
  [`${viewRoot}/trouble`, 'Trouble'],
  [`${viewRoot}/flights`, 'Flights'],
  [`${viewRoot}/worlds`, 'Worlds'],
] as const

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%231f5c57'/%3E%3Cpath d='M3 11h10M5 11V6l3-2 3 2v5' stroke='%23fff' stroke-width='1.5' fill='none'/%3E%3C/svg%3E"

export const frame = async (view: View, { title, body }: Page): Promise<Html> =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · ${view.world.name} · mock-cbp, a simulation</title>
        <link rel="icon" href="${icon}" />
        <link rel="stylesheet" href="${viewRoot}/page.css" />
        <script src="${viewRoot}/page.js" defer></script>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header>
          <p class="banner">
            <b>A simulation.</b> This is not CBP, and nothing sent here reaches CBP.
          </p>
          <div class="top">
            <a class="brand" href="${link(view, '/_mock')}">mock-cbp</a>
            <nav aria-label="Pages">
              <ul>
                ${places.map(([path, name]) => html`<li>${place(view, path, name)}</li>`)}
              </ul>
            </nav>
            ${await switcher(view)}
          </div>
        </header>
        ${await clockBar(view)}
        <main id="main" tabindex="-1">
          <div id="said" data-live="answer">${said(view)}</div>
          <div id="bad-day" data-live>${badDay(view)}</div>
          ${body}
        </main>
        <footer>
          <p>
            All of this as JSON: <a href="${link(view, '/_mock/entries')}">entries</a>,
            <a href="${link(view, '/_mock/journal')}">journal</a>,
            <a href="${link(view, '/_mock/near-misses')}">near misses</a>,
            <a href="${link(view, '/_mock/faults')}">faults</a>,
            <a href="${link(view, '/_mock/metrics')}">metrics</a>. Which outcomes your tests have
            met: <a href="${link(view, '/_mock/coverage', { format: 'html' })}">coverage</a>. What
            each button does is a call that the traffic shows, ready to be copied as curl.
          </p>
          <p id="live" class="live"></p>
          <noscript>
            <p>Without script this page does not move by itself. <a href="">Look again</a></p>
          </noscript>
        </footer>
      </body>
    </html>`

function place(view: View, path: string, name: string): Html {
  const here = view.address.split('?', 1)[0] ?? ''
  const current = here === path ? 'page' : path !== '/_mock' && here.startsWith(`${path}/`)
  return html`<a href="${link(view, path)}" ${current && html`aria-current="${current}"`}
    >${name}</a
  >`
}

async function switcher(view: View): Promise<Html> {
  const { name } = view.world
  const names = await worldNames(view.world)
  return html`<form class="worlds" method="get" action="/_mock">
    <label for="world">World</label>
    <select id="world" name="world">
      ${names.map((world) => html`<option ${world === name ? 'selected' : ''}>${world}</option>`)}
    </select>
    <button>Open</button>
  </form>`
}

function said({ refused, query }: View): Html | '' {
  if (refused) {
    return html`<div class="note refused" role="alert">
      <b>${refused.title}.</b>
      ${
        refused.form === 'rules'
          ? html`<a href="#rules">Below, with their lines</a>`
          : html`<span class="detail">${refused.detail}</span>`
      }
    </div>`
  }
  const did = query('did') ?? ''
  const done = Object.hasOwn(forms, did) ? forms[did]?.done : undefined
  return done === undefined ? '' : html`<p class="note done" role="status">${done}</p>`
}

function badDay(view: View): Html | '' {
  const { badDay } = view.world.settings
  const planned = view.world.kept.faults.length
  if (badDay === null && planned === 0) return ''
  return html`<div class="note trouble">
    <p>
      ${badDay === null ? '' : html`Today is a bad day: <b>${badDay}</b>. `}
      ${planned === 0 ? '' : html`Faults are planned. `}
      <a href="${link(view, `${viewRoot}/trouble`)}">What that means</a>
    </p>
    ${post(view, 'calm', html`<button id="calm">End it</button>`)}
  </div>`
}
