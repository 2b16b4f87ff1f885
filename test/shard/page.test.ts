import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { courses, groups, smallSize } from './busy.ts'
import { country } from './country.ts'
import { d1, keptBytes, measured, mostOnD1 } from './figures.ts'
import { differences, pageUrl, quickTables } from './page.ts'
import { whole } from './print.ts'
import { kept } from '../../src/shard/tables.ts'

const page = readFileSync(pageUrl, 'utf8')

describe('the page on scale', () => {
  it('holds the tables that "npm run scale" writes', () => {
    expect(differences(page, quickTables(country.seed)).map(({ name }) => name)).toEqual([])
  })

  it('says in its sentences what its tables say', () => {
    expect(page).toContain(`${whole(mostOnD1())} entries a day`)
    expect(page).toContain(`${whole(d1.databaseBytes / keptBytes / 1000)},000 entries`)
    expect(page).toContain(`${whole(measured.d1.rowsWritten)} rows`)
  })
})

describe('a small town', () => {
  it('keeps a flood, an outage and moves where they are, with nothing lost or twice', async () => {
    const [calm, ...troubled] = await courses(smallSize)
    if (!calm) throw new Error('nothing was run')
    expect(calm.breaches).toEqual([])
    for (const each of troubled) {
      expect([each.trouble, each.breaches]).toEqual([each.trouble, []])
      const elsewhere = groups(calm, each).find(({ who }) => who === 'the other shards')
      expect(elsewhere).toMatchObject({ changed: 0 })
      expect(elsewhere?.entries).toBeGreaterThan(10)
    }
    const [flood, , moves] = troubled
    const flooded = flood && groups(calm, flood)
    expect(flooded?.find(({ who }) => who === 'the others in their shard')?.changed).toBeGreaterThan(0) // prettier-ignore
    expect(moves).toMatchObject({ moves: 3, alarms: 0 })
    expect(moves?.deaths).toBeGreaterThanOrEqual(3)
    const left = moves && groups(calm, moves)
    expect(left?.find(({ who }) => who === 'the others in their shard')?.changed).toBe(0)
  }, 240_000)
})

describe('the keys of a filer’s tables', () => {
  it('have the filer in as many of them as the page says of Citus', () => {
    const inKey = kept.filter(({ key }) => key.includes('filer')).length
    const inRow = kept.filter(({ key, owner }) => owner.by === 'column' && !key.includes('filer')).length // prettier-ignore
    const nowhere = kept.length - inKey - inRow
    expect(page).toContain(`Of the ${kept.length} tables of a filer, ${inKey} have it there; ${inRow} have the column but not in their key, and ${nowhere} hang`) // prettier-ignore
  })
})
