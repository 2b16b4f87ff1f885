import { describe, expect, it } from 'vitest'
import type { FilerCode } from '../../src/domain/number.ts'
import { manifest } from '../../src/gateway/manifest.ts'
import type { HouseBill } from '../../src/gateway/manifest.ts'
import { givenApp } from '../http/given.ts'
import { within } from '../conformance/engine.ts'

const filer = 'ZZ9' as FilerCode
const masterBill = '172-12345675'

async function givenEntries(count: number) {
  const given = await givenApp()
  for (let index = 0; index < count; index += 1) {
    const houseBill = `H${index}`
    await given.file({ reference: houseBill, bill: { masterBill, houseBill } })
  }
  return given
}

describe('the house bills of a master bill', () => {
  it(
    'are read a hundred at a time, with a pause for others between',
    async () => {
      const { db } = await givenEntries(205)
      const pauses: number[] = []
      const streams = { pause: async (millis: number) => void pauses.push(millis), pollMillis: 0 }
      const read = await manifest({ db, streams }, filer, masterBill)
      if (read.kind !== 'manifest') throw new Error(read.kind)
      const sizes: number[] = []
      const found: HouseBill[] = []
      for await (const some of read.houseBills()) {
        sizes.push(some.length)
        found.push(...some)
      }
      expect(sizes).toEqual([100, 100, 5])
      expect(pauses).toEqual([0, 0])
      const bills = found.map(({ shipment }) => shipment.bill.houseBill)
      expect(bills).toEqual(bills.toSorted())
      expect(new Set(bills).size).toBe(205)
      expect(read.counts).toEqual({ queued: 205 })
    },
    within(20_000).timeout,
  )

  it('are refused whole where there are more than one call may read', async () => {
    const { db } = await givenEntries(4)
    expect(await manifest({ db }, filer, masterBill, 3)).toEqual({ kind: 'too_long', most: 3 })
    expect(await manifest({ db }, filer, masterBill, 4)).toMatchObject({ kind: 'manifest' })
  })
})
