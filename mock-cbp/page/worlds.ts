/**
 * Worlds: this one's settings and snapshots, a fork of it, and the others.
 * @module
 */
import { html } from 'hono/html'
import { policies } from '../../src/domain/law/vocabulary.ts'
import { paces } from '../world/settings.ts'
import { linkIn } from './link.ts'
import { hidden, post } from './parts.ts'
import { table } from './table.ts'
import { filledIn } from './view.ts'
import type { Html, Render, View } from './view.ts'

type Items<T> = { readonly items: readonly T[] }
type Listed = { readonly name: string; readonly createdAt: string; readonly entries: number }

export const worldsPage: Render = async (view) => {
  const { items: worlds } = (await view.ask('/_mock/worlds?limit=200')) as Items<Listed>
  const { items: snapshots } = (await view.ask('/_mock/snapshots')) as Items<{ name: string }>
  const { name } = view.world
  return {
    title: 'Worlds',
    body: html`<h1>Worlds</h1>
      <p class="lead">
        Each world has its own clock, entries, rules and troubles, and none sees another. A request
        names its world by the header <code>X-Mock-World</code>, by <code>?world=</code>, or by what
        follows the <code>@</code> of its password: <code>mock@${name}</code>.
      </p>
      <div class="columns even">
        <section aria-labelledby="this">
          <h2 id="this">This world: ${name}</h2>
          ${post(
            view,
            'snapshot',
            html`<label for="snapshot">Keep a snapshot as</label>
              <input id="snapshot" name="name" required autocomplete="off" value="${filledIn(view, 'snapshot', 'name')}" />
              <button>Keep</button>`,
            'row',
          )}
          ${post(
            view,
            'fork',
            html`<label for="fork">Fork it into a new world</label>
              <input id="fork" name="name" required autocomplete="off" value="${filledIn(view, 'fork', 'name')}" />
              <button>Fork</button>`,
            'row',
          )}
          <h3>Snapshots</h3>
          ${table({
            caption: 'Snapshots of this world',
            columns: ['Snapshot', ''],
            rows: snapshots.map((snapshot) => ({
              id: `snapshot-${snapshot.name}`,
              cells: [
                snapshot.name,
                post(view, 'restore', html`${hidden('name', snapshot.name)}<button id="restore-${snapshot.name}">Restore<span class="unseen"> ${snapshot.name}</span></button>`),
              ],
            })),
            live: 'snapshot-rows',
            empty: 'None was kept.',
          })}
          <h3>Begin again</h3>
          ${post(
            view,
            'reset',
            html`<label class="check"><input type="checkbox" required /> Forget everything in ${name}, its rules and its clock too</label>
              <button class="danger">Reset ${name}</button>`,
            'row',
          )}
        </section>
        ${settingsOf(view)}
      </div>
      <h2>All worlds</h2>
      ${table({
        caption: 'Worlds of this mock',
        columns: ['World', 'Entries', 'First used'],
        rows: worlds.map((world) => ({
          id: `world-${world.name}`,
          mark: world.name === name ? 'mine' : '',
          cells: [
            html`<a href="${linkIn(world.name, '/_mock')}">${world.name}</a> ${world.name === name ? html`<span class="badge plain">this one</span>` : ''}`,
            world.entries,
            html`<time datetime="${world.createdAt}">${world.createdAt.slice(0, 19).replace('T', ' ')}</time>`,
          ],
        })),
        live: 'world-rows',
        empty: 'No world was used yet.',
      })}`,
  }
} // prettier-ignore

const choices = [
  ['pace', 'Pace', paces],
  ['arrivals', 'Arrivals', ['scheduled', 'by-hand']],
  ['manifests', 'Manifests', ['assumed', 'filed']],
  ['reviews', 'Reviews', ['timed', 'by-hand']],
  ['policy', 'Policy', policies],
] as const

const settingsOf = (view: View): Html => {
  const { settings } = view.world
  const was = (name: 'seed' | 'inspectionRate') =>
    filledIn(view, 'settings', name) || String(settings[name])
  return html`<section aria-labelledby="settings">
    <h2 id="settings">Settings</h2>
    ${post(
      view,
      'settings',
      html`<div id="settings-fields" data-live="answer">
          ${choices.map(([name, label, values]) => select(name, label, values, filledIn(view, 'settings', name) || settings[name]))}
          ${select('dedupe', 'A message id that comes again gets the first reply', ['yes', 'no'], filledIn(view, 'settings', 'dedupe') || (settings.dedupe ? 'yes' : 'no'))}
          <p>
            <label for="inspectionRate"
              >How many of the usual entries are examined, from 0 to 1</label
            >
            <input
              id="inspectionRate"
              name="inspectionRate"
              inputmode="decimal"
              size="6"
              value="${was('inspectionRate')}"
            />
          </p>
          <p>
            <label for="seed">Seed of chance</label>
            <input id="seed" name="seed" inputmode="numeric" size="10" value="${was('seed')}" />
          </p>
        </div>
        <button class="primary">Change</button>`,
      'settings',
    )}
  </section>`
}

const select = (name: string, label: string, values: readonly string[], chosen: string): Html =>
  html`<p>
    <label for="${name}">${label}</label>
    <select id="${name}" name="${name}">
      ${values.map((value) => html`<option ${value === chosen ? 'selected' : ''}>${value}</option>`)}
    </select>
  </p>`
