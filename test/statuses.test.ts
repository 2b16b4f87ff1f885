import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { statusReference } from '../scripts/statuses.ts'
import { dispositions } from '../src/domain/disposition.ts'
import { statuses } from '../src/domain/status.ts'

const page = readFileSync('docs/statuses.md', 'utf8')

describe('the status reference', () => {
  it('is as the code has it; if not, run node scripts/statuses.ts', () => {
    expect(page).toBe(statusReference())
  })

  it('has a row for every status and every disposition', () => {
    const rows = page.split('\n').filter((line) => /^\| `/.test(line))
    expect(rows).toHaveLength(statuses.length + dispositions.size)
  })

  it('says of a document that CBP wants who sends it, and by when', () => {
    expect(page).toContain(
      '| `96` | DOCUMENT REQUIRED | CBP asks for a document. | **you** | Send the document as an answer. | 15 days after arrival | `discrepancy`, from `submitted`, `under_review` |',
    )
  })

  it('says that a rejected entry is filed again by its arrival', () => {
    expect(page).toMatch(/^\| `rejected` .* \| the day of arrival \| amend, cancel \|$/m)
  })
})
