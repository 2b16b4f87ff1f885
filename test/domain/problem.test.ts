import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { pointerTo, problem, problemTable } from '../../src/domain/problem.ts'
import type { ProblemCode } from '../../src/domain/problem.ts'

const codes = Object.keys(problemTable) as ProblemCode[]

const placeholders = (code: ProblemCode) => {
  const { text, citation = '' } = problemTable[code]
  return [
    ...new Set([...`${text} ${citation}`.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)),
  ]
}

const valuesFor = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, `<${name}>`]))

/** Raised where input is read, and not by the domain. */
const readersCodes =
  /^(json_not_object|required|unknown_field|read_only_field|null_not_allowed|type|value_unknown|too_many|too_few|number_\w+|reference_duplicate|text_charset|document_\w+)$/

const raisedHere = codes.filter((code) => !readersCodes.test(code))

const sources = globSync('src/**/*.ts', { cwd: new URL('../..', import.meta.url).pathname })
  .filter((path) => !path.endsWith('domain/problem.ts'))
  .map((path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'))

describe('the table of problems', () => {
  it.each(codes)('%s fills its placeholders and misses none', (code) => {
    const names = placeholders(code)
    const { message, citation, pointer } = problem(code, '/a', valuesFor(names))
    expect(pointer).toBe('/a')
    expect(`${message} ${citation}`).not.toMatch(/[{}]/)
    for (const name of names) {
      expect(`${message} ${citation}`).toContain(`<${name}>`)
      const others = names.filter((other) => other !== name)
      expect(() => problem(code, '/a', valuesFor(others))).toThrow(`problem ${code} needs`)
    }
  })

  it.each(codes)('%s speaks in sentences', (code) => {
    const { text } = problemTable[code]
    expect(text).toMatch(/^(["{A-Z]).*([.}])$/)
    expect(code).toMatch(/^[a-z]+\d?(_[a-z]+)*$/)
  })

  it.each(raisedHere)('%s is raised somewhere', (code) => {
    expect(sources.filter((source) => source.includes(`'${code}'`))).not.toEqual([])
  })

  it('takes a value as it is, even one that looks like a placeholder', () => {
    const { message } = problem('hts_format', '/x', { found: '{why} $& $1' })
    expect(message).toContain('"{why} $& $1"')
  })

  it('has a citation where the row has one, or the finding its own', () => {
    expect(problem('blank', '/x')).not.toHaveProperty('citation')
    expect(problem('mode_excluded', '/x').citation).toContain('19 CFR 145.31')
    expect(problem('blank', '/x', { citation: '19 CFR 1' }).citation).toBe('19 CFR 1')
  })
})

describe('a pointer', () => {
  it.each([
    [[], ''],
    [['lines', 0, 'htsNumber'], '/lines/0/htsNumber'],
    [['a/b', 'c~d'], '/a~1b/c~0d'],
    [['~1'], '/~01'],
    [[''], '/'],
  ])('to %j is %s', (path, pointer) => {
    expect(pointerTo(...path)).toBe(pointer)
  })
})
