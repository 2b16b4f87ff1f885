import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { exceptions, pageOf, promisesOf, suiteCells } from './page.ts'
import { resultsOf } from './results.ts'
import { suites } from './suites.ts'

const root = new URL('../..', import.meta.url).pathname
const page = readFileSync(`${root}docs/conformance.md`, 'utf8')

describe('the page of conformance', () => {
  it.each(suites)('has the row of "$name" as the suite is now', (suite) => {
    expect(page).toContain(suiteCells(suite))
  })

  it('has no row of a suite that is gone, and each reason for what is left out', () => {
    const rows = page.split('\n').filter((line) => /^\| .+ \| `/.test(line))
    expect(rows).toHaveLength(suites.length)
    for (const line of exceptions) expect(page).toContain(line)
  })

  it('has every promise', () => {
    const proof = readFileSync(`${root}docs/proof.md`, 'utf8')
    const ids = promisesOf(proof).map(({ id }) => id)
    expect(ids).toHaveLength(12)
    for (const id of ids) expect(page).toContain(`\n| ${id} | `)
  })

  it('says the same number for each engine', () => {
    for (const line of page.split('\n').filter((line) => /^\| (P\d|.+ \| `)/.test(line))) {
      const counts = line.replace(/ \|$/, '').split(' | ').slice(2)
      expect([line, counts[0]]).toEqual([line, expect.stringMatching(/^(—|[1-9]\d*)$/)])
      expect([line, new Set(counts).size]).toEqual([line, 1])
    }
  })

  it('is about files that are there', () => {
    for (const { files, except = [] } of suites) {
      for (const form of [...files, ...except.map(([file]) => file)]) {
        expect([form, globSync(form, { cwd: root }).length > 0]).toEqual([form, true])
      }
    }
  })
})

describe('the counts of a run', () => {
  const report = JSON.stringify({
    testResults: [
      {
        name: '/here/test/gateway/doubt.test.ts',
        status: 'failed',
        assertionResults: [
          { fullName: 'a', status: 'passed' },
          { fullName: 'b', status: 'failed' },
          { fullName: 'c', status: 'skipped' },
        ],
      },
      { name: '/here/test/http/x.test.ts', status: 'failed', assertionResults: [] },
    ],
  })

  it('are of what passed, and a file that does not load has failed', () => {
    const { passed, failed } = resultsOf('/here', report)
    expect([...passed]).toEqual([['test/gateway/doubt.test.ts: a', 'test/gateway/doubt.test.ts']])
    expect(failed).toEqual(['test/gateway/doubt.test.ts: b', 'test/http/x.test.ts'])
  })

  it('go to the row of their suite and to the promises that rest on them', () => {
    const results = resultsOf('/here', report)
    const proof = '| P3 | **No silent unknown.** Shown. | How. | `test/gateway/doubt.test.ts` |'
    const made = pageOf(new Map([['d1', results]]), proof)
    expect(made).toContain('| Stories of the gateway | `test/gateway/*.test.ts` | — | 1 | — |')
    expect(made).toContain('| P3 | No silent unknown | — | 1 | — |')
  })
})
