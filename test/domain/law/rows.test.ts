import { describe, expect, it } from 'vitest'
import { checkRows } from '../../../src/domain/law/check.ts'
import { allRows } from '../../../src/domain/law/rows/all.ts'

const [first] = allRows
const planted = (changes: object) => checkRows([{ ...first, ...changes }])
const name = `row 1 (${first?.id})`

describe('the rules', () => {
  it('are written in the vocabulary', () => {
    expect(checkRows(allRows)).toEqual([])
  })

  it('are seventy', () => {
    expect(allRows).toHaveLength(70)
  })

  it('suspend in the enforced layer only', () => {
    const suspensions = allRows.filter(({ id }) => /^(EO|REG|ET86-BLOCK|ET86-ENDED|MAN)/.test(id))
    expect(suspensions).toHaveLength(11)
    expect(suspensions.filter(({ layers }) => layers.includes('statutory'))).toEqual([])
  })

  it('of policy stay out of the enforced layer', () => {
    const policy = allRows.filter(({ status }) => status === 'policy')
    expect(policy).toHaveLength(4)
    expect(policy.filter(({ layers }) => layers.includes('enforced'))).toEqual([])
  })

  it('that were proposed, struck down or never operative cannot decide', () => {
    const idle = ['proposed', 'advisory', 'invalidated', 'enacted_never_operative']
    const deciding = allRows.filter(({ status, canDecide }) => idle.includes(status) && canDecide)
    expect(deciding).toEqual([])
  })
})

describe('a mistake in a row', () => {
  it.each([
    [{ outcome: 'FORBID' }, 'outcome: "FORBID" is not in its list'],
    [{ layers: ['federal'] }, 'layers: "federal" is not in its list'],
    [{ layers: [] }, 'layers: [] is not a list'],
    [{ dateBasis: 'today' }, 'dateBasis: "today" is not in its list'],
    [{ dateBasis: 'none' }, 'dateBasis: none is for rows never in force'],
    [{ status: 'draft' }, 'status: "draft" is not in its list'],
    [{ authority: 'blog' }, 'authority: "blog" is not in its list'],
    [{ confidence: 'sure' }, 'confidence: "sure" is not in its list'],
    [{ id: 'a row' }, 'id: "a row" is not an id'],
    [{ priority: 1.5 }, 'priority: 1.5 is not a whole number from 0'],
    [{ canDecide: 'yes' }, 'canDecide: "yes" is not true or false'],
    [{ rule: ' ' }, 'rule: " " is not a text'],
    [{ citation: undefined }, 'citation: undefined is not a text'],
    [{ verifiedOn: '2026-02-30' }, 'verifiedOn: "2026-02-30" is not a day'],
    [
      { effectiveFrom: '2025-05-02T00:01' },
      'effectiveFrom: "2025-05-02T00:01" is not a day, nor an instant with an offset',
    ],
    [{ effectiveTo: '1994-07-28' }, 'effectiveTo: is not after effectiveFrom'],
    [{ knownFrom: '1994-06-13T00:00:00Z' }, 'knownFrom: "1994-06-13T00:00:00Z" is not a day'],
    [{ effective: '1994-07-28' }, 'effective: is no key of a row'],
    [{ params: {} }, 'params.maxCents: is missing'],
    [{ params: { maxCents: 200.5 } }, 'params.maxCents: 200.5 is not a whole number from 0'],
    [{ params: { maxCents: 1, lanes: ['ET12'] } }, 'params.lanes: "ET12" is not in its list'],
    [{ scope: { provisions: ['D'] } }, 'scope.provisions: "D" is not in its list'],
    [{ scope: { origins: ['China'] } }, 'scope.origins: "China" is not a country code'],
    [{ scope: { modes: ['drone'] } }, 'scope.modes: "drone" is not in its list'],
    [{ scope: { goodsAny: ['toys'] } }, 'scope.goodsAny: "toys" is not in its list'],
    [{ scope: { lookup: 's999' } }, 'scope.lookup: "s999" is not in its list'],
    [{ scope: { moonPhase: 'full' } }, 'scope.moonPhase: is no predicate'],
    [{ scope: { maxValueCents: 1 } }, 'scope.valueBasis: goes with a value, and a value with it'],
  ])('is named: %j', (changes, message) => {
    const id = 'id' in changes ? `row 1 (${changes.id})` : name
    expect(planted(changes)).toContain(`${id} ${message}`)
  })

  it('is named where a row never in force would end, or decide', () => {
    const never = { effectiveFrom: null, dateBasis: 'none' }
    expect(planted(never)).toEqual([
      `${name} effectiveTo: ends what never begins`,
      `${name} canDecide: is true of a row never in force`,
    ])
  })

  it('is named where two rows have one id', () => {
    expect(checkRows([first, ...allRows.slice(1), first])).toEqual([
      `row 71 (${first?.id}) id: already used by row 1`,
    ])
  })

  it.each([[null], ['row'], [[]]])('is named where %j stands for a row', (held) => {
    expect(checkRows([held])).toEqual([`row 1: ${JSON.stringify(held)} is not a row`])
  })
})
