/**
 * Answering CBP from the desk: a text, documents, or both.
 * @module
 */
import { html } from 'hono/html'
import type { AnswerRequest } from '../../gateway/answer.ts'
import type { PresentedEntry } from '../../gateway/present.ts'
import { form } from '../page.ts'
import type { Desk, Desks, Fields, Html } from '../page.ts'
import { postForm } from '../parts.ts'
import { isSeen, outcome, seenOther, versionField } from './ask.ts'
import { addressOf, entryPage, noEntry } from './frame.ts'

/** As many as the API takes at once. */
const mostDocuments = 20
const mostText = 10_000
const usualType = 'CBP01'

export function mountAnswer(desks: Desks): void {
  form(desks, '/entries/:number/answer', 'entries:write', async (desk, fields) => {
    const { gateway, caller, param } = desk
    const entry = await gateway.get(caller.filer, param('number'))
    if (!entry) return noEntry
    const again = (wrong: Html, status: 409 | 422) => ({
      ...entryPage(entry, undefined, html`${wrong} ${answerForm(desk, entry, fields)}`, 'Answer'),
      status,
    })
    if (!isSeen(entry, fields)) return again(seenOther(entry), 409)
    const wrong = faultOf(fields)
    if (wrong !== undefined) return again(fault(wrong), 422)
    const request = await requestOf(fields)
    const { version } = entry
    const changed = await gateway.answer(caller.filer, entry.id, request, () => [], caller.keyId, {
      version,
    })
    return outcome(entry, changed, 'answered', again)
  })
}

const fault = (wrong: string): Html =>
  html`<div class="note bad" role="alert"><p>${wrong} Nothing was sent.</p></div>`

function faultOf(fields: Fields): string | undefined {
  if (fields.text('text').length > mostText) return `The text has at most ${mostText} characters.`
  if (fields.files('document').length > mostDocuments) {
    return `At most ${mostDocuments} documents go with one answer.`
  }
  if (!/^[A-Z0-9]{1,20}$/.test(fields.text('type') || usualType)) {
    return 'A document type has capitals and digits, as in CBP01.'
  }
  return undefined
}

async function requestOf(fields: Fields): Promise<AnswerRequest> {
  const text = fields.text('text')
  const documents = await Promise.all(
    fields.files('document').map(async (file) => ({
      type: fields.text('type') || usualType,
      name: file.name,
      mediaType: file.type.split(';')[0] ?? '',
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  )
  return text === '' ? { documents } : { text, documents }
}

export function answerForm({ c }: Desk, entry: PresentedEntry, written?: Fields): Html {
  const { disposition } = entry
  const wanted = disposition?.documentType ?? usualType
  return html`<section class="card" id="answer" aria-labelledby="answer-title">
    <h2 id="answer-title">Answer CBP</h2>
    ${
      disposition === null
        ? ''
        : html`<p>CBP said: <b>${disposition.code} ${disposition.text}</b></p>`
    }
    ${postForm(
      c,
      addressOf(entry, '/answer'),
      html`${versionField(entry)}
        <label for="answer-text">What you say</label>
        <textarea id="answer-text" name="text" rows="3" maxlength="${mostText}">
${written?.text('text') ?? ''}</textarea>
        <div class="fields">
          <div>
            <label for="answer-document">Documents</label>
            <input
              id="answer-document"
              name="document"
              type="file"
              multiple
              accept=".pdf,.jpg,.jpeg,.png,.tif,.tiff,.txt"
              aria-describedby="answer-hint"
            />
            <span class="hint" id="answer-hint"
              >PDF, JPEG, PNG, TIFF or plain text, up to 16 MiB.</span
            >
          </div>
          <div>
            <label for="answer-type">Their type</label>
            <input
              id="answer-type"
              name="type"
              value="${written?.text('type') || wanted}"
              maxlength="20"
              pattern="[A-Z0-9]+"
            />
          </div>
        </div>
        <p class="go"><button class="main">Send the answer</button></p>`,
    )}
  </section>`
}
