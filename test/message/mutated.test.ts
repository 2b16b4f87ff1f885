import fc from 'fast-check'
import { XmlDocument } from 'libxml2-wasm'
import { describe, expect, it } from 'vitest'
import { readXml } from '../../src/message/xml.ts'
import { bytes, goldens, invalid, read, rootOf, valueOf } from './goldens.ts'

describe('mutated messages', () => {
  const alphabet = '<>/="\'&;#!?-[] \n\tx1é:'
  const mutation = fc.record({
    name: fc.constantFrom(...goldens),
    at: fc.nat(4000),
    cut: fc.nat(30),
    put: fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 6 }),
  })

  const wellFormed = (document: string) => {
    try {
      XmlDocument.fromBuffer(bytes(document)).dispose()
      return true
    } catch {
      return false
    }
  }

  it('what the reader takes, libxml2 takes for well-formed XML', () => {
    const taken = { ours: 0, refused: 0 }
    fc.assert(
      fc.property(mutation, ({ name, at, cut, put }) => {
        const sound = read(`${name}.xml`)
        const from = at % sound.length
        const mutated = sound.slice(0, from) + put + sound.slice(from + cut)
        const reading = readXml(bytes(mutated), rootOf(name))
        taken[reading.ok ? 'ours' : 'refused'] += 1
        if (reading.ok) expect(wellFormed(mutated), mutated).toBe(true)
      }),
      { seed: 321, numRuns: 3000 },
    )
    expect(taken.ours).toBeGreaterThan(100)
    expect(taken.refused).toBeGreaterThan(100)
  })

  // Behind the declaration (39 bytes), and without comments and instructions.
  it('what the schema takes, the reader takes', () => {
    const taken = { ours: 0 }
    fc.assert(
      fc.property(mutation, ({ name, at, cut, put }) => {
        const sound = read(`${name}.xml`)
        const from = 39 + (at % (sound.length - 39))
        const mutated = sound.slice(0, from) + put.trim() + sound.slice(from + cut)
        const beyond = /<!|<\?(?!xml )/.test(mutated)
        if (beyond || invalid(rootOf(name), mutated) !== undefined) return
        taken.ours += 1
        expect(valueOf(rootOf(name), mutated), mutated).toBeDefined()
      }),
      { seed: 321, numRuns: 3000 },
    )
    expect(taken.ours).toBeGreaterThan(50)
  })
})
