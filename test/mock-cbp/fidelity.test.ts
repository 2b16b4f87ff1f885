import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { begins, ends, fidelity, withFidelity } from '../../mock-cbp/fidelity/print.ts'
import {
  behaviours,
  conditionRows,
  dispositionRows,
  unsaid,
} from '../../mock-cbp/fidelity/table.ts'
import { dispositions } from '../../src/domain/disposition.ts'
import { conditions } from '../../src/message/condition.ts'

const readme = readFileSync(new URL('../../mock-cbp/README.md', import.meta.url), 'utf8')

describe('the fidelity table', () => {
  it('in the README is as the code has it; if not, run node scripts/fidelity.ts', () => {
    expect(withFidelity(readme)).toBe(readme)
  })

  it('stands behind what the mock does not do, before how to run it', () => {
    const at = (text: string) => readme.indexOf(text)
    expect(at('## What it does not do')).toBeLessThan(at(begins))
    expect(at(ends)).toBeLessThan(at('## Run it'))
  })

  it('has every condition code once; a code of CBP with its source, every Z as invented', () => {
    expect(conditionRows.map(({ what }) => what)).toEqual(Object.keys(conditions).sort())
    const invented = conditionRows.filter(({ mark }) => mark === 'invented')
    expect(invented.map(({ what }) => what)).toEqual(Object.keys(conditions).filter((code) => code.startsWith('Z'))) // prettier-ignore
    const known = conditionRows.filter(({ mark }) => mark !== 'invented')
    expect(known.filter(({ says }) => !/CSMS \d|list of 20\d\d|CATAIR/.test(says))).toEqual([])
  })

  it('has every disposition, those that the mock says as rows', () => {
    const said = dispositionRows.map(({ what }) => what)
    expect([...said, ...unsaid.names].sort()).toEqual([...dispositions.keys()].sort())
    expect(said).toEqual(expect.arrayContaining(['SO50 94', 'SO60 26', 'SO60 85', 'SO60 98']))
  })

  it('says of each behaviour something of its own, in cells that Markdown keeps apart', () => {
    expect(new Set(behaviours.map(({ what }) => what)).size).toBe(behaviours.length)
    expect(behaviours.filter(({ says }) => says.length < 10)).toEqual([])
    const rows = fidelity().split('\n').filter((line) => line.startsWith('|')) // prettier-ignore
    const widths = rows.map((row) => row.replaceAll('\\|', '').split('|').length - 2)
    expect(new Set(widths)).toEqual(new Set([4, 3, 5]))
  })

  it('cannot be written where the README has no place for it', () => {
    expect(withFidelity('# mock-cbp')).toBeUndefined()
    expect(withFidelity(`${ends}${begins}`)).toBeUndefined()
    expect(withFidelity(`a ${begins} old ${ends} z`)).toBe(`a ${fidelity()} z`)
  })
})
