import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { invariants } from './sim/invariants.ts'

const root = new URL('..', import.meta.url).pathname
const page = readFileSync(`${root}docs/proof.md`, 'utf8')
const named = [...new Set(page.match(/(?<=`)test\/[\w./-]+\.ts(?=`)/g))]

describe('the page of proofs', () => {
  it.each(named)('names %s, which is there', (path) => {
    expect(existsSync(root + path)).toBe(true)
  })

  it('names a test for each promise', () => {
    const rows = page.split('\n').filter((line) => /^\| P\d+ \|/.test(line))
    expect(rows.length).toBeGreaterThanOrEqual(8)
    for (const row of rows) expect(row).toMatch(/`test\/.+`/)
  })

  it('names no invariant that the simulation does not hold', () => {
    for (const id of page.match(/\bI\d+\b/g) ?? []) expect(Object.keys(invariants)).toContain(id)
  })
})
