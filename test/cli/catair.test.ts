import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { gate321, givenFile } from './given.ts'

const fixture = (name: string) =>
  fileURLToPath(new URL(`../../fixtures/catair/${name}.txt`, import.meta.url))

const add = readFileSync(fixture('add'), 'latin1')
/** A hyphen in the telephone number, a tab in a name, a record without its blanks. */
const broken = add
  .replace('7185550100', '718-550100')
  .replace('JANE SMITH', 'JANE\tSMITH')
  .replace(/(SE20CR SHP000123) +/, '$1')

const longest = (out: string) => Math.max(...out.split('\n').map((line) => line.length))

describe('gate321 catair explain', () => {
  it('tells what each column means, within 80 columns', async () => {
    const { code, out } = await gate321(['catair', 'explain', fixture('add')], {})
    expect(out).toMatch(/^Cargo release, from the filer: 20 records, 1 block, 1 entry\.$/m)
    expect(out).toMatch(/^line 3 {2}SE10 {2}entry header$/m)
    expect(out).toMatch(/^ {2}11-18 +entry number without the filer +00000011 +ZZ9-0000001-1$/m)
    expect(out).toMatch(/^ {2}50-54 +planned port of entry +4701 +New York, JFK Airport$/m)
    expect(out).toMatch(/\nNo faults\.\n$/)
    expect(out).not.toContain('SECRET')
    expect(longest(out)).toBeLessThanOrEqual(80)
    expect(code).toBe(0)
  })

  it('points at the column that is wrong', async () => {
    const { code, out } = await gate321(['catair', 'explain', '-'], {}, broken)
    const ruler = '----+----1----+----2----+----3----+----4----+----5----+----6----+----7----+----8'
    const record = 'SE13PAT FILER                               718-550100'
    const caret = `${' '.repeat(47)}^`
    expect(out).toContain(`${record}\n${ruler}\n${caret}\nwrong_class: SE13 45-59 telephone: "-"`)
    expect(out).toContain('SE30CN JANE\u00b7SMITH')
    expect(out).toContain('line_length: The record has 16 columns and needs 80')
    expect(out).toMatch(/\n3 faults, in lines 4, 7, 9\.\n$/)
    expect(longest(out)).toBeLessThanOrEqual(80)
    expect(code).toBe(0)
  })

  it('reads a page of notices', async () => {
    const page = ['status-admissible', 'status-released'].map((name) =>
      readFileSync(fixture(name), 'latin1'),
    )
    const { out } = await gate321(['catair', 'explain', '-'], {}, page.join(''))
    expect(out.match(/^Status notification, from CBP: 10 records/gm)?.length).toBe(2)
    expect(out).toMatch(/^ {2}15-16 +disposition +98 +CBP released the goods\.$/m)
  })

  it('shows control characters of the file as dots', async () => {
    const { out } = await gate321(['catair', 'explain', '-'], {}, 'A\u001b[2J\u009b\n')
    expect(out).not.toMatch(/[\u001b\u009b]/)
    expect(out).toContain('A\u00b7[2J')
  })

  it('prints JSON for programs', async () => {
    const { code, out } = await gate321(['catair', 'explain', fixture('cancel'), '--json'], {})
    const explanation = JSON.parse(out)
    expect(explanation).toMatchObject({
      file: fixture('cancel'),
      batches: [{ line: 1, blocks: 1, entries: 1, records: 7 }],
      faults: [],
    })
    expect(explanation.lines[2]).toMatchObject({ line: 3, record: 'SE10', title: 'entry header' })
    expect(explanation.lines[2].fields[0]).toEqual({
      ...{ from: 5, to: 5, name: 'actionCode', label: 'action', value: 'D', meaning: 'cancel' },
    })
    expect(code).toBe(0)
  })

  it('says which file is not there', async () => {
    const { code, err } = await gate321(['catair', 'explain', '/nowhere/batch.txt'], {})
    expect(err).toContain('/nowhere/batch.txt: there is no such file.')
    expect(code).toBe(2)
  })
})

describe('gate321 catair lint', () => {
  it('says nothing of what is right', async () => {
    const { code, out } = await gate321(['catair', 'lint', fixture('add'), fixture('cancel')], {})
    expect(out).toBe('')
    expect(code).toBe(0)
  })

  it('names file, line and column of each fault', async () => {
    const file = givenFile('broken.txt', broken)
    const { code, out } = await gate321(['catair', 'lint', fixture('add'), file], {})
    const [first = '', ...rest] = out.trimEnd().split('\n')
    expect(first).toBe(
      `${file}:4:48: wrong_class SE13 45-59 telephone: "-" is not of its class, letters, digits and spaces.`,
    )
    expect(rest.map((line) => line.slice(file.length).split(' ')[0])).toEqual([':7:1:', ':9:12:'])
    expect(code).toBe(1)
  })

  it('prints JSON for scripts', async () => {
    const { code, out } = await gate321(['catair', 'lint', '--json', '-'], {}, broken)
    expect(JSON.parse(out)).toMatchObject([
      { file: 'stdin', line: 4, column: 48, code: 'wrong_class' },
      { file: 'stdin', line: 7, column: 0, code: 'line_length' },
      { file: 'stdin', line: 9, column: 12, code: 'character_set' },
    ])
    expect(code).toBe(1)
  })

  it('refuses what is no transmission at all', async () => {
    const { code, out } = await gate321(['catair', 'lint', '-'], {}, '{"reference": "SHP-1"}')
    expect(out).toContain('stdin:1:1: unknown_record No line of it is a record of CATAIR')
    expect(code).toBe(1)
  })

  it('wants a file', async () => {
    const { code, err } = await gate321(['catair', 'lint'], {})
    expect(err).toContain("missing required argument 'file'")
    expect(code).toBe(2)
  })
})
