/**
 * The discrepancy workbench: its queue, its entries, and the forms on them.
 * @module
 */
import { html } from 'hono/html'
import { problem } from '../../domain/problem.ts'
import type { Problem } from '../../domain/problem.ts'
import type { AnswerRequest } from '../../gateway/answer.ts'
import type { Discrepancy } from '../../gateway/discrepancy.ts'
import type { Changed } from '../../gateway/gateway.ts'
import { form, nothingHere, page } from '../page.ts'
import type { Desk, Desks, Fields, Page } from '../page.ts'
import { problemList } from '../parts.ts'
import { amended } from './amended.ts'
import { onePage } from './one.ts'
import type { Beside } from './one.ts'
import { queuePage } from './queue.ts'

const one = '/discrepancies/:number'

const noEntry = nothingHere('There is no such entry of yours.')

export function mountDiscrepancies(desks: Desks): void {
  page(desks, '/discrepancies', 'entries:read', queuePage)

  page(desks, one, 'entries:read', async (desk) => {
    const found = await find(desk)
    return found ? onePage(desk, found) : noEntry
  })

  form(desks, `${one}/preview`, 'entries:read', async (desk, fields) => {
    const found = await find(desk)
    if (!found) return noEntry
    const { reading } = amended(found, fields)
    const { gateway, caller } = desk
    const preview = await gateway.discrepancies.preview(caller.filer, found.entry.id, reading)
    return preview ? onePage(desk, found, { preview, typed: typedIn(fields) }) : noEntry
  })

  form(desks, `${one}/amend`, 'entries:write', async (desk, fields) => {
    const found = await find(desk)
    if (!found) return noEntry
    const typed = typedIn(fields)
    const { reading, changed } = amended(found, fields)
    if (changed.length === 0) {
      const text = 'Nothing differs from what was declared, so nothing was sent.'
      return onePage(desk, found, { status: 422, said: html`<p class="note bad" role="alert">${text}</p>`, typed }) // prettier-ignore
    }
    const version = Number(fields.text('version'))
    const { gateway, caller } = desk
    const { filer, keyId } = caller
    const { id } = found.entry
    const change = await gateway.amend(filer, id, reading, { version }, () => [], keyId)
    return after(desk, change, 'amended', { typed })
  })

  form(desks, `${one}/answer`, 'entries:write', async (desk, fields) => {
    const { gateway, caller, param } = desk
    const { filer, keyId } = caller
    const problems = answerProblems(fields)
    if (problems.length > 0) return after(desk, { kind: 'refused', problems }, 'answered')
    const request = await answerOf(fields)
    const change = await gateway.answer(filer, param('number'), request, () => [], keyId)
    return after(desk, change, 'answered')
  })
}

const find = ({ gateway, caller, param }: Desk): Promise<Discrepancy | undefined> =>
  gateway.discrepancies.get(caller.filer, param('number'))

const typedIn = (fields: Fields) => (pointer: string) => fields.all(pointer)[0]

async function after(
  desk: Desk,
  change: Changed,
  done: string,
  beside: Beside = {},
): Promise<Page | { done: string }> {
  if (change.kind === 'changed') {
    return { done: `/discrepancies/${change.entry.entryNumber}?done=${done}` }
  }
  const found = await find(desk)
  if (!found) return noEntry
  if (change.kind === 'version_mismatch') {
    const text = 'Somebody amended the entry meanwhile. Look at it as it is now; nothing was sent.'
    return onePage(desk, found, { status: 409, said: html`<p class="note bad" role="alert">${text}</p>` }) // prettier-ignore
  }
  const problems = change.kind === 'refused' ? change.problems : []
  return onePage(desk, found, { ...beside, status: 422, said: problemList(problems) })
}

const mostText = 10_000
const mostFiles = 20

function answerProblems(fields: Fields): Problem[] {
  const [text, type, { length }] = [fields.text('text'), fields.text('type'), fields.files('files')]
  const bytes = new TextEncoder().encode(text).length
  return [
    ...(text.length > mostText
      ? [problem('too_long', '/text', { length: text.length, bytes, limit: mostText })]
      : []),
    ...(/^[A-Z0-9]{0,20}$/.test(type)
      ? []
      : [problem('value_unknown', '/type', { expected: 'capitals and digits, as in CBP01', found: type.slice(0, 80) })]),
    ...(length > mostFiles ? [problem('too_many', '/documents', { limit: mostFiles })] : []),
  ] // prettier-ignore
}

/** A browser names no media type for a file that it does not know; its bytes decide in any case. */
async function answerOf(fields: Fields): Promise<AnswerRequest> {
  const text = fields.text('text')
  const type = fields.text('type') || 'CBP01'
  const documents = fields.files('files').map(async (file) => ({
    ...{ type, name: file.name, mediaType: file.type.split(';')[0] ?? '' },
    bytes: new Uint8Array(await file.arrayBuffer()),
  }))
  return { ...(text === '' ? {} : { text }), documents: await Promise.all(documents) }
}
