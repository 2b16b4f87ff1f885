import { describe, expect, it } from 'vitest'
import { createMockCbp } from '../../mock-cbp/index.ts'
import { certify } from '../../mock-cbp/certify/certify.ts'
import type { Certificate } from '../../mock-cbp/certify/certify.ts'
import type { Client } from '../../mock-cbp/certify/client.ts'
import { file, filer, handClock, parcel as shipped, world } from '../gateway/world.ts'
import type { World } from '../gateway/world.ts'
import { filerProgram } from './filer.ts'
import type { Habits } from './filer.ts'

/** gate321 itself, on a clock that is moved by hand. */
const gate321 = ({ gateway, clock }: World): Client => ({
  name: 'gate321',
  file: async ({ houseBill, masterBill, reference, consignee, arrivalDate, invoiceDate }) => {
    const usual = shipped(houseBill)
    const entry = await file(gateway, {
      ...{ ...usual, reference, estimatedArrivalDate: arrivalDate },
      bill: { masterBill, houseBill },
      consignee: { ...usual.consignee, name: consignee },
      invoice: { ...usual.invoice, date: invoiceDate },
    })
    return entry.id
  },
  status: async (id) => {
    const entry = await gateway.get(filer, id)
    return { status: entry?.status, text: JSON.stringify(entry) }
  },
  answer: async (id) => {
    await gateway.answer(filer, id, { text: 'As asked.', documents: [] }, () => [])
  },
  pass: async () => {
    clock.advance(1000)
    await gateway.tick()
  },
})

async function certified(habits: Habits = {}) {
  const clock = handClock()
  const mock = createMockCbp({ clock })
  return certify({ mock, client: filerProgram(mock.fetch, clock, habits) })
}

/** What did not pass, with the evidence. */
const failures = ({ results }: Certificate) =>
  results.filter(({ outcome }) => outcome !== 'passed').map(({ check, because }) => `${check.id}: ${because}`) // prettier-ignore

describe('certification', () => {
  it('certifies gate321', async () => {
    const w = await world()
    const certificate = await certify({ mock: w.mock, client: gate321(w) })
    expect(failures(certificate)).toEqual([])
    w.close()
  })
  it('certifies a filer that does everything right', async () => {
    const certificate = await certified()
    expect(failures(certificate)).toEqual([])
  })
})
