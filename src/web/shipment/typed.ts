/**
 * What stands in the form: its texts by pointer and how many lines it has, from wherever it comes.
 * @module
 */
import { valueAt } from '../../domain/discrepancy/compare.ts'
import type { Shipment } from '../../domain/shipment.ts'
import type { Reading } from '../../gateway/examine.ts'
import { Refusal } from '../../http/errors.ts'
import { readShipment } from '../../http/shipment.ts'
import type { Fields } from '../page.ts'
import { put } from './draft.ts'
import { allFields, mostLines } from './fields.ts'

export type Typed = {
  readonly lines: number
  readonly texts: ReadonlyMap<string, string>
  /** What is looked for in the tariff, by line. */
  readonly sought: ReadonlyMap<number, string>
}

const usual: readonly (readonly [string, string])[] = [
  ['/modeOfTransportation', '40'],
  ['/packageQuantity', '1'],
  ['/consignee/address/country', 'US'],
  ['/lines/0/unit', 'PCS'],
]

export const blank = (reference = ''): Typed => ({
  ...{ lines: 1, sought: new Map() },
  texts: new Map([...usual, ['/reference', reference]]),
})

/** What of a shipment has no field here, so that a copy would be without it. */
export const beyondForm = ({ lines, orderNumbers = [] }: Shipment): readonly string[] => [
  ...(lines.length > mostLines ? [`more than ${mostLines} lines`] : []),
  ...(orderNumbers.length > 0 ? ['several order numbers'] : []),
  ...(lines.some(({ pga = [] }) => pga.length > 1) ? ['a line with several agencies'] : []),
]

/** A copy of another shipment: what names that one alone is left for the copy to say. */
export function copyOf(shipment: Shipment, entryType: string | undefined): Typed {
  const lines = shipment.lines.length
  const texts = new Map(
    allFields(lines).map(({ pointer }) => [pointer, String(valueAt(shipment, pointer) ?? '')]),
  )
  texts.set('/reference', '')
  texts.set('/entryType', entryType ?? '')
  return { lines, texts, sought: new Map() }
}

export function typedIn(fields: Fields): Typed {
  const lines = Number(/^\d{1,2}$/.exec(fields.text('lines'))?.[0] ?? 0)
  if (lines < 1 || lines > mostLines) {
    // Filed with fewer lines than were typed it would be another shipment.
    const detail = 'The form did not say how many lines it has. Nothing was done; load it again.'
    throw new Refusal(400, 'form', detail)
  }
  const sought = Array.from({ length: lines }, (_, line) => [line, fields.text(`find-${line}`)] as const) // prettier-ignore
  return {
    lines,
    texts: new Map(allFields(lines).map(({ pointer }) => [pointer, fields.text(pointer)])),
    sought: new Map(sought.filter(([, text]) => text !== '')),
  }
}

/** With parts that are asked for in any case, so that each missing field is named by itself. */
export function valueIn({ lines, texts }: Typed): object {
  const value: Record<string, unknown> = {
    ...{ bill: {}, invoice: {} },
    ...{ seller: { address: {} }, consignee: { address: {} } },
    lines: Array.from({ length: lines }, () => ({})),
  }
  for (const [pointer, text] of texts) if (text !== '') put(value, pointer, text)
  return value
}

export const readingOf = (typed: Typed): Reading =>
  readShipment({ value: valueIn(typed), problems: [] })

const withText = (typed: Typed, pointer: string, text: string): Typed => ({
  ...{ ...typed, texts: new Map([...typed.texts, [pointer, text]]) },
})

export const addLine = (typed: Typed): Typed =>
  typed.lines === mostLines
    ? typed
    : withText({ ...typed, lines: typed.lines + 1 }, `/lines/${typed.lines}/unit`, 'PCS')

/** Those behind it move up; the last one stays, since a shipment has a line. */
export function removeLine(typed: Typed, line: number): Typed {
  if (typed.lines === 1 || !(line >= 0 && line < typed.lines)) return typed
  const texts = [...typed.texts].flatMap(([pointer, text]) => {
    const [, at, rest] = /^\/lines\/(\d+)\/(.+)$/.exec(pointer) ?? []
    if (at === undefined || Number(at) < line) return [[pointer, text] as const]
    return Number(at) === line ? [] : [[`/lines/${Number(at) - 1}/${rest}`, text] as const]
  })
  return { lines: typed.lines - 1, texts: new Map(texts), sought: new Map() }
}

/** A ready text in the place of what was typed: `pointer=text`. */
export function take(typed: Typed, said: string): Typed {
  const [, pointer = '', text = ''] = /^([^=]+)=([^]*)$/.exec(said) ?? []
  return typed.texts.has(pointer) ? withText(typed, pointer, text) : typed
}
