import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printCatairRelease, readCatairRelease } from '../../../src/message/catair/release.ts'
import { printCargoRelease, readCargoRelease } from '../../../src/message/filing.ts'
import { bytes } from './exchange.ts'
import { releases } from './generated.ts'

describe('generated transmissions', () => {
  it('are printed in 80 columns, and read back equal', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(releases, (release) => {
        const text = printCatairRelease(release)
        expect(text).toMatch(/^([ -`{-~]{80}\n)+$/)
        expect(readCatairRelease(bytes(text))).toEqual({ ok: true, value: release })
      }),
      { numRuns: 10_000 },
    )
  })

  it('say the same in XML and in records', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(releases, (release) => {
        const document = readCargoRelease(new TextEncoder().encode(printCargoRelease(release)))
        if (!document.ok) throw new Error(document.detail)
        const records = readCatairRelease(bytes(printCatairRelease(document.value)))
        expect(records).toEqual({ ok: true, value: release })
      }),
      { numRuns: 2000 },
    )
  })
})
