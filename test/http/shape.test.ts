import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readShipment } from '../../src/http/shipment.ts'
import { shipment } from './given.ts'

const optional = ['orderNumber', 'entryType', 'grossWeightKg', 'purpose', 'importerOfRecord', 'contact'] // prettier-ignore

describe('the draft of a shipment', () => {
  it('is what was sent without its nulls, and what was sent stays as it is', () => {
    const nulls = fc.subarray(optional)
    const wrong = fc.subarray(['reference', 'bill', 'lines', 'quantity'])
    fc.assert(
      fc.property(nulls, wrong, (empty, odd) => {
        const sent: Record<string, unknown> = structuredClone({ ...shipment() })
        for (const name of empty) sent[name] = null
        for (const name of odd) sent[name] = 5
        const text = JSON.stringify(sent)
        const { draft, problems } = readShipment({ value: sent, problems: [] })
        const left = Object.entries(sent).filter(
          ([name]) => !empty.includes(name) && !odd.includes(name),
        )
        expect(draft).toEqual(Object.fromEntries(left))
        expect(problems.map(({ pointer }) => pointer.slice(1)).toSorted()).toEqual(odd.toSorted())
        expect(JSON.stringify(sent)).toBe(text)
      }),
    )
  })
})
