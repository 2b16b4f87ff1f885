/**
 * Text that has to reach CBP in ASCII: what is spelled anew becomes advice, what cannot be spelled
 * a problem.
 * @module
 */
import { pointerTo, problem } from '../domain/problem.ts'
import type { Problem } from '../domain/problem.ts'
import type { Draft, Party, Shipment } from '../domain/shipment.ts'
import { isAscii, toAscii } from '../message/ascii.ts'
import type { Advice } from './saying.ts'

export type Spelling = { readonly problems: readonly Problem[]; readonly advice: readonly Advice[] }

export function spelling(draft: Draft<Shipment>): Spelling {
  const problems: Problem[] = []
  const advice: Advice[] = []
  for (const { pointer, text, limit } of wireTexts(draft)) {
    const spelled = toAscii(text)
    if (!spelled.ok) {
      const { character, position } = spelled
      problems.push(problem('text_charset', pointer, { character, position }))
    } else if (spelled.text !== text) {
      problems.push(...spelledProblems(text, spelled.text, pointer, limit))
      const message = `CBP's records are ASCII: this is sent as "${spelled.text}".`
      advice.push({ code: 'transliterated', pointer, message })
    }
  }
  return { problems, advice }
}

/** A spelling can vanish (a lone trade mark sign) or grow (a sharp s becomes two letters). */
function spelledProblems(text: string, spelled: string, pointer: string, limit: number): Problem[] {
  if (spelled.trim() === '') return text.trim() === '' ? [] : [problem('blank', pointer)]
  const { length } = spelled
  if (length <= limit || [...text].length > limit) return []
  return [problem('too_long', pointer, { length, bytes: length, limit })]
}

type WireText = { readonly pointer: string; readonly text: string; readonly limit: number }

/** The texts of a shipment that do not stand in the filing as they are, with the room for them. */
function wireTexts(draft: Draft<Shipment>): WireText[] {
  const texts: WireText[] = []
  const add = (text: string | undefined, limit: number, ...path: (string | number)[]) => {
    if (text === undefined || isAscii(text)) return
    texts.push({ pointer: pointerTo(...path), text, limit })
  }
  const party = (role: 'seller' | 'consignee', { name, address }: Draft<Party> = {}) => {
    add(name, 35, role, 'name')
    add(address?.street, 200, role, 'address', 'street')
    add(address?.city, 35, role, 'address', 'city')
    add(address?.postalCode, 15, role, 'address', 'postalCode')
  }
  party('seller', draft.seller)
  party('consignee', draft.consignee)
  add(draft.conveyance?.flight, 5, 'conveyance', 'flight')
  draft.lines?.forEach((line, index) => add(line?.description, 70, 'lines', index, 'description'))
  return texts
}
