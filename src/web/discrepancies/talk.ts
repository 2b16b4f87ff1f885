/**
 * The conversation with CBP, and the box to answer in.
 * @module
 */
import { html } from 'hono/html'
import type { Context } from 'hono'
import type { Outcome, Turn } from '../../domain/discrepancy/talk.ts'
import type { PresentedEntry } from '../../gateway/present.ts'
import type { Env } from '../../http/auth.ts'
import type { Html } from '../page.ts'
import { postForm, when } from '../parts.ts'

const outcomeWords: Readonly<Record<Outcome, string>> = {
  waiting: 'waiting for CBP',
  taken: 'taken by CBP',
  review: 'CBP reviews it',
  refused: 'refused by CBP',
}

export const talk = (turns: readonly Turn[]): Html =>
  turns.length === 0
    ? html`<p class="empty">Nothing has been asked or answered.</p>`
    : html`<ol class="talk">
        ${turns.map(turnItem)}
      </ol>`

const turnItem = (turn: Turn): Html =>
  html`<li class="${turn.speaker}">
    <p class="quiet"><b>${turn.speaker === 'cbp' ? 'CBP' : 'You'}</b> · ${when(turn.at)}</p>
    <p><b>${turn.title}</b></p>
    ${turn.text.map((text) => html`<p class="said">${text}</p>`)}
    ${turn.asks === null ? '' : html`<p>Asks for <b>${turn.asks}</b>.</p>`}
    ${turn.documents.length === 0 ? '' : documents(turn.documents)}
    ${
      turn.outcome === null
        ? ''
        : html`<p class="quiet">${turn.outcome.says} <b>${outcomeWords[turn.outcome.of]}</b></p>`
    }
  </li>`

const documents = (found: Turn['documents']): Html =>
  html`<ul class="files">
    ${found.map(
      ({ name, type, mediaType, bytes, outcome }) =>
        html`<li>
          <b>${name}</b>
          <span class="quiet">${type}, ${mediaType}, ${sizeOf(bytes)}</span>
          <span class="outcome ${outcome}">${outcomeWords[outcome]}</span>
        </li>`,
    )}
  </ul>`

export const sizeOf = (bytes: number): string =>
  bytes < 1024 ? `${bytes} bytes` : bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB` // prettier-ignore

/** What CBP asked for last, and was not sent since. */
const askedFor = (turns: readonly Turn[]): string => {
  const asks = turns.findLast((turn) => turn.asks !== null)?.asks
  return asks !== undefined && asks !== null && /^[A-Z0-9]{1,20}$/.test(asks) ? asks : 'CBP01'
}

export function answerForm(
  c: Context<Env>,
  { entryNumber, can }: PresentedEntry,
  turns: readonly Turn[],
): Html {
  if (!can.answer.allowed) return html`<p class="note">${can.answer.reason}</p>`
  return postForm(
    c,
    `/discrepancies/${entryNumber}/answer`,
    html`<label for="text">Text</label>
      <textarea id="text" name="text" rows="4" maxlength="10000"></textarea>
      <label for="type">Document type<span class="hint">As CBP asks for it</span></label>
      <input id="type" name="type" value="${askedFor(turns)}" pattern="[A-Z0-9]{1,20}" />
      <label for="files"
        >Documents<span class="hint"
          >PDF, JPEG, PNG, TIFF or plain text, 10 MiB each at most, 16 MiB together. They can be
          dropped anywhere on this page.</span
        ></label
      >
      <input
        id="files"
        name="files"
        type="file"
        multiple
        data-drop="#chosen"
        accept="application/pdf,image/jpeg,image/png,image/tiff,text/plain"
        aria-describedby="chosen"
      />
      <div id="chosen" role="status"></div>
      <p><button class="main">Send the answer to CBP</button></p>`,
    'card',
  )
}
