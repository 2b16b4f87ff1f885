import { describe, expect, it } from 'vitest'
import { cellOf, heading } from '../../src/batch/sheet.ts'

describe('entries as rows of a spreadsheet', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['a,b', '"a,b"'],
    ['say "no"', '"say ""no"""'],
    ['two\nlines', '"two\nlines"'],
    [null, ''],
    [false, 'false'],
    [12, '12'],
  ])('writes the cell %j as %j', (cell, written) => {
    expect(cellOf(cell)).toBe(written)
  })

  it('names each column once, the same in the terminal and at the desk', () => {
    const names = heading.trimEnd().split(',')
    expect(new Set(names).size).toBe(names.length)
    expect(names).toEqual(expect.arrayContaining(['entryNumber', 'silentSince', 'duty', 'id']))
  })
})
