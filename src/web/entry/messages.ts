/**
 * Every message about an entry, sent and received: read in words, raw, or one beside the other.
 * @module
 */
import { html } from 'hono/html'
import type { MessageHead, ReadMessage } from '../../gateway/dossier.ts'
import type { PresentedEntry } from '../../gateway/present.ts'
import { nothingHere, page } from '../page.ts'
import type { Desk, Desks, Html } from '../page.ts'
import { count, facts, live, table, when } from '../parts.ts'
import { compared } from './compare.ts'
import { curlOf } from './curl.ts'
import { addressOf, entryPage, ofEntry } from './frame.ts'
import { marked } from './markup.ts'

const kindNames: Readonly<Record<MessageHead['kind'], string>> = {
  filing: 'Filing',
  reply: "CBP's reply",
  notification: 'Status notification',
  document: 'Document or answer',
  document_reply: "CBP's reply to a document",
}

export const messageName = ({ kind, at }: Pick<MessageHead, 'kind' | 'at'>): string =>
  `${kindNames[kind]}, ${at.slice(0, 10)} ${at.slice(11, 19)}`

const messageAddress = (entry: PresentedEntry, id: string, below = '') =>
  addressOf(entry, `/messages/${encodeURIComponent(id)}${below}`)

export function mountMessages(desks: Desks): void {
  page(
    desks,
    '/entries/:number/messages',
    'entries:read',
    ofEntry(async ({ gateway, caller }, entry) => {
      const dossier = await gateway.desk.dossier.read(caller.filer, entry.id)
      return entryPage(
        entry,
        '/messages',
        live('messages', list(entry, dossier?.messages ?? []), entry.id),
        `Messages of ${entry.entryNumber}`,
      )
    }),
  )

  page(
    desks,
    '/entries/:number/messages/:message',
    'entries:read',
    ofEntry(async (desk, entry) => {
      const message = await read(desk, entry, desk.param('message'))
      return message ? entryPage(entry, '/messages', one(desk, entry, message), message.id) : noMessage
    }),
  ) // prettier-ignore

  page(
    desks,
    '/entries/:number/compare',
    'entries:read',
    ofEntry(async (desk, entry) => {
      const [first, second] = await Promise.all(
        ['one', 'two'].map((name) => read(desk, entry, desk.query(name) ?? '')),
      )
      if (!first || !second) return noMessage
      return entryPage(
        entry,
        '/messages',
        html`<h2>Two messages compared</h2>
          <p class="quiet">− ${messageName(first)} · + ${messageName(second)}</p>
          ${compared(first.part, second.part)}
          <p><a href="${addressOf(entry, '/messages')}">All messages</a></p>`,
        `Compare, ${entry.entryNumber}`,
      )
    }),
  )
}

const noMessage = nothingHere('This entry has no such message.')

const read = ({ gateway, caller }: Desk, entry: PresentedEntry, id: string) =>
  gateway.desk.dossier.message(caller.filer, entry.id, id)

function list(entry: PresentedEntry, messages: readonly MessageHead[]): Html {
  if (messages.length === 0) {
    return html`<p class="empty">Nothing has been sent yet; it goes with the next transmission.</p>`
  }
  const choices = messages.map(
    (message) => html`<option value="${message.id}">${messageName(message)}</option>`,
  )
  return html`${table(
      'Messages in the order of the journal',
      [['Message'], ['Direction', 'tight'], ['When'], ['Format', 'tight'], ['Size', 'right'], ['SHA-256']],
      messages.map((message) => [
        html`<a href="${messageAddress(entry, message.id)}">${kindNames[message.kind]}</a><br /><code
            class="quiet"
            >${message.id}</code
          >`,
        message.direction,
        when(message.at),
        message.format.includes('catair') ? 'CATAIR' : message.format.includes('xml') ? 'XML' : message.format,
        `${message.bytes.toLocaleString('en-US')} B`,
        html`<code>${message.sha256.slice(0, 16)}</code>`,
      ]),
    )}
    ${
      messages.length < 2
        ? ''
        : html`<h2>Compare two</h2>
            <form action="${addressOf(entry, '/compare')}" class="filters">
              <div class="row">
                <div>
                  <label for="one">First</label><select id="one" name="one">${choices}</select>
                </div>
                <div>
                  <label for="two">Second</label><select id="two" name="two">${choices.toReversed()}</select>
                </div>
                <div class="go"><button>Compare</button></div>
              </div>
            </form>`
    }` // prettier-ignore
}

function one({ query, caller }: Desk, entry: PresentedEntry, message: ReadMessage): Html {
  const raw = query('view') === 'raw'
  const { id, others, sha256, bytes, format } = message
  return html`<h2>${kindNames[message.kind]}</h2>
    ${facts([
      ['Message', html`<code>${id}</code>`],
      [message.direction === 'sent' ? 'Sent to CBP' : 'Received from CBP', when(message.at)],
      ['Format', html`${format}, ${bytes.toLocaleString('en-US')} bytes`],
      ['SHA-256', html`<code>${sha256}</code>`],
    ])}
    ${
      others === 0
        ? ''
        : html`<p class="note">
            The message carries ${count(others, 'other entry', 'other entries')}; here is its frame
            with this entry alone. The download has all of it, byte for byte.
          </p>`
    }
    <p class="row">
      ${
        raw
          ? html`<a class="button" href="${messageAddress(entry, id)}">Pretty</a>`
          : html`<a class="button" href="${messageAddress(entry, id, '?view=raw')}">Raw</a>`
      }
      <button type="button" data-copy="#message">Copy</button>
      <button type="button" data-copy="#curl">Copy as curl</button>
      <a class="button" href="${messageAddress(entry, id, '/download')}">Download</a>
    </p>
    ${raw ? html`<pre id="message" tabindex="0">${message.part}</pre>` : marked(message)}
    <h3>As curl</h3>
    <pre id="curl" tabindex="0">${curlOf(caller.filer, entry, message)}</pre>`
}
