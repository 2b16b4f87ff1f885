/**
 * Records of the partner agencies inside an entry: OI and PG01, and of the rest of the message set
 * those whose columns are known here; the others are carried as they stand. Source: CATAIR PGA
 * Message Set.
 * @module
 */
import * as codes from '../codes.ts'
import { layout } from '../layout.ts'
import type { Layout } from '../layout.ts'

export const OI = layout('OI', 'commercial description', [11, 80, 'X', 'M', 'description', 'commercial description']) // prettier-ignore

export const PG01 = layout(
  'PG01',
  'agency message set',
  [5, 7, 'N', 'M', 'pgaLineNumber', 'line of the message set', { form: /^(?!000)/, says: 'a number from 001 on' }],
  [8, 10, 'AN', 'M', 'agency', 'agency', { form: /^[A-Z0-9]{2,3}$/, says: 'two or three letters' }],
  // The message set makes it mandatory; a disclaim is taken without it.
  [11, 13, 'X', 'C', 'program', "agency's program"],
  [14, 16, 'AN', 'C', 'processingCode', 'processing code'],
  [17, 17, 'A', 'C', 'electronicImage', 'electronic image submitted'],
  [18, 18, 'A', 'C', 'confidential', 'confidential'],
  [19, 22, 'AN', 'C', 'productIdQualifier', 'kind of product identifier'],
  [23, 41, 'X', 'C', 'productId', 'product identifier'],
  [42, 57, 'X', 'C', 'intendedUseCode', 'code of the intended use'],
  [58, 78, 'X', 'C', 'intendedUse', 'intended use'],
  [79, 79, 'X', 'C', 'correctionIndicator', 'correction'],
  [80, 80, 'A', 'C', 'disclaimCode', 'disclaim', { values: codes.disclaims }],
) // prettier-ignore

const itemTypes = { values: { P: 'product', C: 'component' } }

export const PG02 = layout(
  'PG02',
  'product or component',
  [5, 5, 'A', 'M', 'itemType', 'kind of item', itemTypes],
  [6, 9, 'AN', 'C', 'productCodeQualifier', 'kind of product code'],
  [10, 28, 'X', 'C', 'productCode', 'product code'],
  [29, 80, 'X', 'O', 'content', 'not laid out here', { verbatim: true }],
)

export const PG06 = layout(
  'PG06',
  'source',
  [5, 7, 'AN', 'M', 'sourceType', 'kind of source'],
  [8, 9, 'A', 'C', 'country', 'country', { form: /^[A-Z]{2}$/, says: 'two letters of ISO 3166' }],
  [10, 80, 'X', 'O', 'content', 'not laid out here', { verbatim: true }],
)

export const PG19 = layout(
  'PG19',
  'entity of an agency',
  [5, 7, 'AN', 'M', 'role', 'role'],
  [8, 10, 'AN', 'C', 'identifierCode', 'kind of identifier'],
  [11, 25, 'X', 'C', 'identifier', 'identifier'],
  [26, 57, 'X', 'C', 'name', 'name'],
  [58, 80, 'X', 'C', 'address', 'address'],
)

const asItStands = (id: string, title: string) =>
  layout(id, title, [5, 80, 'X', 'M', 'content', 'not laid out here', { verbatim: true }])

const titles: Readonly<Record<string, string>> = {
  PG10: 'category', PG14: 'licence, permit or certificate', PG20: 'address of an entity',
  PG21: 'contact', PG23: 'affirmation of compliance', PG25: 'lot and value', PG26: 'packaging',
  PG30: 'place and time of arrival',
} // prettier-ignore

const known: Readonly<Record<string, Layout<string>>> = { PG02, PG06, PG19 }

/** PG02 to PG99, whichever of them an agency wants. */
export const messageSet: readonly Layout<string>[] = Array.from({ length: 98 }, (_, index) => {
  const id = `PG${String(index + 2).padStart(2, '0')}`
  return known[id] ?? asItStands(id, titles[id] ?? 'record of a message set')
})
